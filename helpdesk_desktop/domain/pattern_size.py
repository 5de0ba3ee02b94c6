"""The only place that tells how long a pattern gets once its counted repeats are written out.

`((a{1000}){1000}){1000}` is short, but whoever compiles it needs the memory of a thousand million
letters, and nothing can stop that half way.
"""

import re

# Compiled in less than a tenth of a second.
PATTERN_SIZE_LIMIT = 20_000

_REPEAT = re.compile(r"\{0*(\d*)(?:,\d*)?\}", re.ASCII)
_CLASS = re.compile(r"\[\^?(?:\\.|[^\\\]])*\]?", re.DOTALL)
_DIGITS = 9


def pattern_size(pattern: str) -> int:
    """How many parts the pattern has with each repeated one counted as often as it must come."""
    open_groups = [0]
    last = at = 0
    while at < len(pattern):
        sign = pattern[at]
        repeat = _REPEAT.match(pattern, at) if sign == "{" else None
        if repeat is not None:
            more = last * (int(repeat[1][:_DIGITS] or 0) - 1)
            last += max(more, 0)
            open_groups[-1] += max(more, 0)
            at = repeat.end()
            continue
        if sign == "(":
            open_groups.append(0)
            last = 0
        elif sign == ")" and len(open_groups) > 1:
            last = open_groups.pop()
            open_groups[-1] += last
        elif sign not in "*+?|":
            last = 1
            open_groups[-1] += 1
        at = _end_of(pattern, at)
    return sum(open_groups)


def _end_of(pattern: str, at: int) -> int:
    if pattern[at] == "\\":
        return at + 2
    found = _CLASS.match(pattern, at)
    return at + 1 if found is None else found.end()
