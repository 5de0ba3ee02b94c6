"""The only place that cuts many values into lists that one statement may bind."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

# Bound values of one IN list: every driver takes it, and few shapes of statement are compiled.
_LOOKUP_ROWS = 500

T = TypeVar("T")


def chunked(values: Iterable[T], size: int = _LOOKUP_ROWS) -> Iterator[list[T]]:
    """The values in lists of at most `size`."""
    held: list[T] = []
    for value in values:
        held.append(value)
        if len(held) == size:
            yield held
            held = []
    if held:
        yield held
