"""The only place that writes a report of a crash: versions, where it was, what the log said last.

It holds no secret and no customer's text: values never stand in it, and an error's sentence is
stripped of all that may come from data. Nothing of it is sent anywhere.
"""

import re
import traceback
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.domain.redaction import GONE, without_data, without_home, without_secrets

# The last lines that begin an entry; what an entry quotes below it is left out.
LOG_LINES: Final = 40
_MOST_FRAMES: Final = 60
_MOST_CAUSES: Final = 8
_ENTRY: Final = re.compile(r"(?P<head>\d{4}-\S+ \S+ [A-Z]+ \d+ [\w.]+: )(?P<says>.*)")


@dataclass(frozen=True, slots=True)
class Crash:
    """One uncaught error. Two of the same `place` and `kind` are the same fault."""

    kind: str
    place: str
    trace: str


def crash_of(error: BaseException) -> Crash:
    """What is known of an uncaught error, without any data."""
    blocks = [_block(one) for one in _chain(error)]
    frames = traceback.extract_tb(error.__traceback__)
    last = frames[-1] if frames else None
    place = "" if last is None else f"{last.name}:{last.lineno}"
    return Crash(type(error).__name__, place, "\n".join(blocks))


def report_text(
    versions: Mapping[str, str],
    crashes: Sequence[Crash],
    log_lines: Sequence[str],
    counts: Sequence[int] = (),
) -> str:
    """The whole report."""
    parts = [f"{name}: {value}" for name, value in versions.items()]
    for place, crash in enumerate(crashes):
        count = counts[place] if place < len(counts) else 1
        times = f" ({count:,} times)" if count > 1 else ""
        parts += ["", f"--- {crash.kind}{times} ---", crash.trace.rstrip()]
    said = [line for line in map(_log_line, log_lines) if line]
    if said:
        parts += ["", "--- the log's last entries ---", *said[-LOG_LINES:]]
    return without_secrets("\n".join(parts)) + "\n"


def fatal_crash(dump: str) -> Crash:
    """What the last run left when it was killed by a fault of its own."""
    first = dump.strip().partition("\n")[0]
    return Crash(first.partition(":")[2].strip() or "Fatal error", "", without_home(dump))


def _chain(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    one: BaseException | None = error
    while one is not None and one not in found and len(found) < _MOST_CAUSES:
        found.append(one)
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    return found[::-1]  # as Python has it: the cause first


def _block(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)[-_MOST_FRAMES:]
    lines = traceback.format_list(frames)
    kind = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    return without_home("".join(lines)) + f"{kind}: {_sentence(error)}\n"


def _sentence(error: BaseException) -> str:
    if isinstance(error, HelpdeskError):
        return error.key  # its sentence is filled with data
    said = GONE
    with suppress(Exception):  # an error whose own text fails is still an error
        said = without_data(str(error))
    return said


def _log_line(line: str) -> str:
    entry = _ENTRY.match(line)
    return f"{entry['head']}{without_data(entry['says'])}" if entry is not None else ""
