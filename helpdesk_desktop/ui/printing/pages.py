"""The only place that lays rows out on pages, one page after the other and never more than that.

A page is what is written where: a worker makes it without any device, and whoever has a device
draws it. The headings of the columns stand on every page.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, chain, islice
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QPageLayout, QTextLayout, QTextOption

from helpdesk_desktop.ui.messages import number_text
from helpdesk_desktop.ui.printing.sheet import (
    BELOW,
    BODY,
    POINT,
    QUIET,
    SENTENCE,
    STRONG,
    TITLE,
    Ink,
    PaperColumn,
    Sheet,
    measured,
)

translate = QCoreApplication.translate

# A cell goes on in so many lines at most; what is longer ends with an ellipsis.
_MOST_LINES = 3
_MOST_SENTENCE_LINES = 4
# A line breaks only in what can be seen of a text: the rest would cost time and show nowhere.
_MOST_LETTERS = 600
_SAMPLED = 200
_PAD = 2.6 * POINT
_FOOT = 16 * POINT


class PaperRow(NamedTuple):
    """A ticket: its cells, and the place of the one that stands out, -1 for none."""

    cells: Sequence[str]
    strong: int = -1


class PaperBand(NamedTuple):
    """The header of a group of rows."""

    text: str


PaperLine = PaperRow | PaperBand


class Heading(NamedTuple):
    """What stands on top: a title, which filter it is, and when and how much."""

    title: str
    sentence: str
    about: str


class Stroke(NamedTuple):
    """A text with the left end of its base line."""

    ink: Ink
    x: float
    y: float
    text: str


class Rule(NamedTuple):
    """A line across the page, or with a height a band."""

    y: float
    height: float
    grey: int


@dataclass(slots=True)
class Page:
    """What is drawn on one page, in tenths of a point; how many rows it has."""

    number: int
    strokes: list[Stroke] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    rows: int = 0


class PageMaker:
    """Makes pages of lines; its `sheet` is known with the first page."""

    def __init__(
        self,
        layout: QPageLayout,
        heading: Heading,
        columns: Sequence[PaperColumn],
    ) -> None:
        self._layout = layout
        self._heading = heading
        self._columns = columns
        self._sheet: Sheet | None = None
        self._fitted = lru_cache(maxsize=8_192)(self._fit)

    @property
    def sheet(self) -> Sheet:
        """The page's measures; there once a page is."""
        assert self._sheet is not None  # noqa: S101  # the caller has a page
        return self._sheet

    def pages(self, lines: Iterable[PaperLine]) -> Iterator[Page]:
        """The pages as they are taken; one at least."""
        rest = iter(lines)
        first = list(islice(rest, _SAMPLED))
        samples = [one.cells for one in first if isinstance(one, PaperRow)]
        sheet = self._sheet = measured(self._layout, self._columns, samples)
        page = Page(1)
        y = self._begin(page)
        bottom = sheet.height - _FOOT
        has_any = False
        for line in chain(first, rest):
            has_any = True
            fitted, height = self._measured(line)
            # A group's header is not left alone at the foot.
            needs = height + (sheet.line + 2 * _PAD if isinstance(line, PaperBand) else 0)
            if y + needs > bottom and page.strokes:
                yield self._ended(page)
                page = Page(page.number + 1)
                y = self._begin(page)
            self._put(page, line, fitted, y, height)
            y += height
        if not has_any:
            nothing = translate("Printing", "No ticket matches.")
            page.strokes.append(Stroke(QUIET, 0, y + sheet.line * 1.5, nothing))
        yield self._ended(page)

    def _begin(self, page: Page) -> float:
        sheet, fonts = self.sheet, self.sheet.fonts
        y = 0.0
        if page.number == 1:
            title = fonts.metrics[TITLE.font]
            y += title.ascent()
            shown = title.elidedText(self._heading.title, Qt.TextElideMode.ElideRight, sheet.width)
            page.strokes.append(Stroke(TITLE, 0, y, shown))
            y += title.descent() + 3 * POINT
            small = fonts.metrics[SENTENCE.font]
            said = self._heading.sentence
            lines = self._lines(said, sheet.width, SENTENCE, _MOST_SENTENCE_LINES) if said else ()
            for text in lines:
                page.strokes.append(Stroke(SENTENCE, 0, y + small.ascent(), text))
                y += small.height()
            page.strokes.append(Stroke(QUIET, 0, y + small.ascent(), self._heading.about))
            y += small.height() + 8 * POINT
        cells = [
            self._lines(column.heading, place.width, STRONG, 2)
            for column, place in zip(self._columns, sheet.places, strict=True)
        ]
        height = sum(self._heights(cells)) + 2 * _PAD
        page.rules.append(Rule(y, height, 236))
        self._write(page, cells, y + _PAD, dict.fromkeys(range(len(cells)), STRONG))
        return y + height

    def _ended(self, page: Page) -> Page:
        sheet, fonts = self.sheet, self.sheet.fonts
        y = sheet.height - fonts.metrics[QUIET.font].descent()
        number = translate("Printing", "Page {n}").format(n=number_text(page.number))
        width = fonts.width(QUIET, number)
        room = sheet.width - width - 20 * POINT
        said = f"{self._heading.title} · {self._heading.about}"
        metrics = fonts.metrics[QUIET.font]
        left = metrics.elidedText(said, Qt.TextElideMode.ElideRight, room)
        page.strokes.append(Stroke(QUIET, 0, y, left))
        page.strokes.append(Stroke(QUIET, sheet.width - width, y, number))
        return page

    def _measured(self, line: PaperLine) -> tuple[list[Sequence[str]], float]:
        sheet = self.sheet
        if isinstance(line, PaperBand):
            return [], sheet.line * 1.2 + 2 * _PAD
        fitted = [
            self._fitted(text, at, (STRONG if at == line.strong else BODY).font) if text else ()
            for at, text in enumerate(line.cells)
        ]
        return [*fitted], sum(self._heights(fitted)) + 2 * _PAD

    def _heights(self, cells: Sequence[Sequence[str]]) -> list[float]:
        """How high each line of a row is, by what its cells need."""
        counts = [1] * self.sheet.tiers
        for lines, place in zip(cells, self.sheet.places, strict=True):
            counts[place.tier] = max(counts[place.tier], len(lines))
        return [count * self.sheet.line for count in counts]

    def _put(
        self, page: Page, line: PaperLine, fitted: Sequence[Sequence[str]], y: float, height: float
    ) -> None:
        sheet = self.sheet
        if isinstance(line, PaperBand):
            metrics = sheet.fonts.metrics[STRONG.font]
            text = metrics.elidedText(line.text, Qt.TextElideMode.ElideRight, sheet.width)
            base = y + height - _PAD - metrics.descent()
            page.strokes.append(Stroke(STRONG, 0, base, text))
            page.rules.append(Rule(y + height, 0, 150))
            return
        page.rows += 1
        page.rules.append(Rule(y + height, 0, 215))
        self._write(page, fitted, y + _PAD, {line.strong: STRONG})

    def _write(
        self, page: Page, cells: Sequence[Sequence[str]], top: float, inks: Mapping[int, Ink]
    ) -> None:
        sheet = self.sheet
        tops = [top, *accumulate(self._heights(cells), initial=top)][1:]
        for at, (lines, place) in enumerate(zip(cells, sheet.places, strict=True)):
            ink = inks.get(at, BELOW if place.tier else BODY)
            base = tops[place.tier] + sheet.fonts.metrics[ink.font].ascent()
            for text in lines:
                x = place.left
                if self._columns[at].is_right:
                    x += place.width - sheet.fonts.width(ink, text)
                page.strokes.append(Stroke(ink, x, base, text))
                base += sheet.line

    def _fit(self, text: str, at: int, font: int) -> tuple[str, ...]:
        return self._lines(text, self.sheet.places[at].width, Ink(font), _MOST_LINES)

    def _lines(self, text: str, width: float, ink: Ink, most: int) -> tuple[str, ...]:
        fonts = self.sheet.fonts
        if fonts.width(ink, text[:_MOST_LETTERS]) <= width and len(text) <= _MOST_LETTERS:
            return (text,)
        # Qt counts in UTF-16: beyond the plane of most letters a character has two places.
        shown = text[:_MOST_LETTERS]
        places = shown.encode("utf-16-le", "surrogatepass")
        layout = QTextLayout(shown, fonts.fonts[ink.font])
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        lines: list[str] = []
        layout.beginLayout()
        while len(lines) < most:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            begin, length = line.textStart() * 2, line.textLength() * 2
            is_last = len(lines) == most - 1
            end = len(places) if is_last else begin + length
            part = places[begin:end].decode("utf-16-le", "surrogatepass").strip()
            if is_last or begin + length >= len(places):
                if len(text) > len(shown):
                    part += "…"
                part = fonts.metrics[ink.font].elidedText(
                    part, Qt.TextElideMode.ElideRight, max(width, 1.0)
                )
            lines.append(part)
        layout.endLayout()
        return tuple(lines)
