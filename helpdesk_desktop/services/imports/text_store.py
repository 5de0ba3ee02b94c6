"""The only place that keeps very many texts by number: in a temporary file once they are large."""

import tempfile
from array import array
from functools import lru_cache
from types import TracebackType
from typing import Self

_HELD_BYTES = 8 << 20
_MOST_REMEMBERED = 16_384


class TextStore:
    """Texts by their number, from 0; eight bytes of memory each. Not for two threads at once."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(_HELD_BYTES)  # noqa: SIM115  # closed by `close`
        self._ends = array("q", [0])
        self._ask = lru_cache(maxsize=_MOST_REMEMBERED)(self._read)

    def __len__(self) -> int:
        return len(self._ends) - 1

    def add(self, text: str) -> int:
        """Keep a text; answers its number. Texts are added before any is asked for, or at the end.

        Raises:
            OSError: the disk is full.
        """
        data = text.encode("utf-8", "surrogatepass")
        self._file.seek(self._ends[-1])
        self._file.write(data)
        self._ends.append(self._ends[-1] + len(data))
        return len(self._ends) - 2

    def __getitem__(self, number: int) -> str:
        if not 0 <= number < len(self._ends) - 1:
            raise IndexError(f"there is no text {number}")
        return self._ask(number)

    def _read(self, number: int) -> str:
        start, end = self._ends[number], self._ends[number + 1]
        self._file.seek(start)
        return self._file.read(end - start).decode("utf-8", "surrogatepass")

    def close(self) -> None:
        """Give the file back."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
