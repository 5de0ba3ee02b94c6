"""The only place that finds out what separates the cells of a file.

The whole file votes, record by record, in one pass and bounded memory: the separator whose number
in a record most often equals its number in the header wins.
"""

import re
from collections.abc import Iterable

DELIMITERS = (",", ";", "\t", "|")
_QUOTED = re.compile(r'"[^"]*"')
# A quote that is never closed must not gather the rest of the file.
_LONGEST_RECORD = 4_000_000


def detect_delimiter(lines: Iterable[str]) -> str:
    """The separator of the records in `lines` (line ends kept); a comma where nothing tells."""
    header: dict[str, int] | None = None
    matching = dict.fromkeys(DELIMITERS, 0)
    for record in _records(lines):
        bare = _QUOTED.sub("", record) if '"' in record else record
        if header is None:
            if bare.strip():
                header = {mark: bare.count(mark) for mark in DELIMITERS}
                candidates = [mark for mark in DELIMITERS if header[mark]]
                if len(candidates) < 2:
                    return candidates[0] if candidates else ","
            continue
        for mark in candidates:
            if bare.count(mark) == header[mark]:
                matching[mark] += 1
    if header is None:
        return ","
    # More cells win a tie; then the order of DELIMITERS.
    return max(DELIMITERS, key=lambda mark: (header[mark] > 0, matching[mark], header[mark]))


def _records(lines: Iterable[str]) -> Iterable[str]:
    held: list[str] = []
    size = quotes = 0
    for line in lines:
        marks = line.count('"')
        if not held and marks % 2 == 0:
            yield line
            continue
        held.append(line)
        size += len(line)
        quotes += marks
        if quotes % 2 == 0 or size > _LONGEST_RECORD:
            yield "".join(held)
            held.clear()
            size = quotes = 0
    if held:
        yield "".join(held)
