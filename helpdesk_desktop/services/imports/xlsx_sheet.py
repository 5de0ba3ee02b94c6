"""The only place that reads the rows of one sheet, as the parser meets them.

Where a cell stands is told by its reference and not by its place in the file; a sheet's own word
on its size is not believed, so a sheet "of a million rows" with three filled ones is read in no
time. Hidden rows are rows. Of merged cells the first has the value, as the file has it.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from helpdesk_desktop.domain.errors import Problem, ProblemCode, Severity
from helpdesk_desktop.services.imports.csv_reader import CELL_LIMIT
from helpdesk_desktop.services.imports.text_store import TextStore
from helpdesk_desktop.services.imports.xlsx_package import Attributes, Handlers
from helpdesk_desktop.services.imports.xlsx_values import Shape, moment_text, number_text, shape_of
from helpdesk_desktop.services.xlsx.cell_text import COLUMN_LIMIT, column_letters, unspelled

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{0,9})")
_MOST_CACHED = 32_768


class SheetRow(NamedTuple):
    """One row that has cells: its number in the sheet, its cells up to the last filled one.

    `notes` are what is to be said of single cells, by their places; `problem` says why the row has
    no cells.
    """

    number: int
    cells: list[str]
    notes: tuple[tuple[int, Problem], ...] = ()
    problem: Problem | None = None


@lru_cache(maxsize=COLUMN_LIMIT)
def _column_of(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


class SheetRows:
    """Gathers the rows that a parser tells; `take` gives those that are whole."""

    def __init__(self, texts: TextStore, shapes: Sequence[Shape], *, is_1904: bool) -> None:
        self._texts = texts
        self._shapes = shapes
        self._ready: list[SheetRow] = []
        self._number = 0
        self._cells: list[str] = []
        self._notes: list[tuple[int, Problem]] = []
        self._size = 0
        self._too_long = False
        self._column = -1
        self._type = ""
        self._shape = Shape.NUMBER
        self._is_heard = False
        self._has_formula = False
        self._has_value = False
        self._text: list[str] = []
        self._phonetic = 0
        self._number_text: Callable[[str], str] = lru_cache(maxsize=_MOST_CACHED)(number_text)
        self._moment_text = lru_cache(maxsize=_MOST_CACHED)(
            lambda raw, shape: moment_text(raw, shape, is_1904=is_1904)
        )

    @property
    def handlers(self) -> Handlers:
        """What the parser of a sheet is to call."""
        return Handlers(self._start, self._end, self._hear)

    def take(self) -> list[SheetRow]:
        """The rows that became whole since it was asked last."""
        ready, self._ready = self._ready, []
        return ready

    def _start(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            self._start_cell(attributes)
        elif name == "row":
            number = attributes.get("r", "")
            self._number = int(number) if number.isdecimal() else self._number + 1
            self._cells, self._notes = [], []
            self._size, self._too_long, self._column = 0, False, -1
        elif name == "rPh":
            self._phonetic += 1
        elif name in {"v", "t"}:
            # `v` is the value, `t` a piece of a text that stands in the cell itself.
            self._is_heard = not self._phonetic
            self._has_value = True
        elif name == "f":
            self._has_formula = True

    def _start_cell(self, attributes: Attributes) -> None:
        reference = attributes.get("r")
        found = None if reference is None else _REFERENCE.fullmatch(reference)
        self._column = self._column + 1 if found is None else _column_of(found[1])
        if self._column >= COLUMN_LIMIT:
            raise ValueError(f"a row has more than {COLUMN_LIMIT} cells")
        self._type = attributes.get("t", "n")
        style = attributes.get("s", "0")
        at = int(style) if style.isdecimal() else 0
        self._shape = self._shapes[at] if at < len(self._shapes) else Shape.NUMBER
        self._text.clear()
        self._has_formula = self._has_value = False

    def _hear(self, text: str) -> None:
        if self._is_heard:
            self._size += len(text)
            if self._size > CELL_LIMIT:
                self._too_long = True
            else:
                self._text.append(text)

    def _end(self, name: str) -> None:
        if name in {"v", "t"}:
            self._is_heard = False
        elif name == "c":
            text = self._value()
            if text:
                cells = self._cells
                if self._column < len(cells):
                    cells[self._column] = text
                else:
                    cells += [""] * (self._column - len(cells))
                    cells.append(text)
        elif name == "rPh":
            self._phonetic -= 1
        elif name == "row":
            self._end_row()

    def _end_row(self) -> None:
        if self._too_long:
            values = {"limit": CELL_LIMIT}
            problem = Problem(ProblemCode.TOO_LONG, "field_too_large", values)
            self._ready.append(SheetRow(self._number, [], (), problem))
        elif self._cells or self._notes:
            self._ready.append(SheetRow(self._number, self._cells, tuple(self._notes)))

    def _value(self) -> str:
        raw = self._text[0] if len(self._text) == 1 else "".join(self._text)
        match self._type:
            case "s":
                return self._texts[int(raw)] if raw.strip() else ""
            case "inlineStr" | "str":
                return unspelled(raw)
            case "b":
                return {"1": "true", "0": "false"}.get(raw.strip(), raw)
            case "e":
                return self._note("cell_error", raw)
            case "d":
                return raw
        raw = raw.strip()
        if not raw:
            if self._has_formula and not self._has_value:
                return self._note(
                    "cell_uncomputed", f"{column_letters(self._column + 1)}{self._number}"
                )
            return ""
        if self._shape is Shape.NUMBER:
            return self._number_text(raw)
        return self._moment_text(raw, self._shape)

    def _note(self, key: str, value: str) -> str:
        problem = Problem(ProblemCode.BAD_TEXT, key, {"value": value}, severity=Severity.WARNING)
        self._notes.append((self._column, problem))
        return ""


class StringTable:
    """Gathers a workbook's shared texts."""

    def __init__(self, texts: TextStore) -> None:
        self._texts = texts
        self._pieces: list[str] = []
        self._is_heard = False
        self._phonetic = 0

    @property
    def handlers(self) -> Handlers:
        """What the parser of the shared texts is to call."""
        return Handlers(self._start, self._end, self._hear)

    def _start(self, name: str, _: Attributes) -> None:
        if name == "rPh":
            self._phonetic += 1
        elif name == "t":
            self._is_heard = not self._phonetic

    def _hear(self, text: str) -> None:
        if self._is_heard:
            self._pieces.append(text)

    def _end(self, name: str) -> None:
        if name == "t":
            self._is_heard = False
        elif name == "rPh":
            self._phonetic -= 1
        elif name == "si":
            self._texts.add(unspelled("".join(self._pieces)))
            self._pieces.clear()


class Styles:
    """Gathers what each style of a workbook makes of a number."""

    def __init__(self) -> None:
        self.shapes: list[Shape] = []
        self._codes: dict[int, str] = {}
        self._is_inside = False

    @property
    def handlers(self) -> Handlers:
        """What the parser of the styles is to call."""
        return Handlers(self._start, self._end)

    def _start(self, name: str, attributes: Attributes) -> None:
        if name == "numFmt":
            self._codes[int(attributes.get("numFmtId", "0"))] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._is_inside = True
        elif name == "xf" and self._is_inside:
            number = int(attributes.get("numFmtId", "0"))
            self.shapes.append(shape_of(number, self._codes.get(number)))

    def _end(self, name: str) -> None:
        if name == "cellXfs":
            self._is_inside = False
