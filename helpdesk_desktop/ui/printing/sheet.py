"""The only place for the measures of a printed page: its paper, fonts, margins and columns.

Everything is in tenths of a point, whatever device it is drawn on, so that one layout serves a
file and any printer.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QLocale, QMarginsF
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication, QPageLayout, QPageSize

POINT = 10.0
_MARGIN_POINTS = 34.0
_USUAL_POINTS = 8.5
_SMALL_POINTS = 7.5
# Columns that would like so many times the room there is get smaller letters; where that helps too
# little they stand in lines below each other, none of them shrunk by more than that.
_MOST_SHRUNK = 1.3
# No column wishes for more than this many letters' room, and none that the list stretches for more
# than that many; what is longer goes on below.
_WIDEST_LETTERS = 27
_WIDEST_STRETCHED = 64
_GAP_POINTS = 7.0
_LEAST_LETTERS = 3


class PaperColumn(NamedTuple):
    """A column on paper: its heading, whether it can stretch, and whether its cells end flush."""

    heading: str
    can_stretch: bool = False
    is_right: bool = False


class Ink(NamedTuple):
    """One of the few ways to write: the number of a font, and how dark it is (0 black)."""

    font: int
    grey: int = 0


BODY = Ink(0)
STRONG = Ink(1)
TITLE = Ink(2)
SENTENCE = Ink(3)
QUIET = Ink(0, 95)
# What stands in a second line of a row.
BELOW = Ink(0, 75)


def page_layout() -> QPageLayout:
    """The page as it lies: across, on the paper that is usual here."""
    is_letter = QLocale().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
    size = QPageSize.PageSizeId.Letter if is_letter else QPageSize.PageSizeId.A4
    margin = QMarginsF(_MARGIN_POINTS, _MARGIN_POINTS, _MARGIN_POINTS, _MARGIN_POINTS)
    return QPageLayout(
        QPageSize(size), QPageLayout.Orientation.Landscape, margin, QPageLayout.Unit.Point
    )


@dataclass(frozen=True, slots=True)
class Fonts:
    """The page's fonts by number, and how wide their letters are."""

    fonts: tuple[QFont, ...]
    metrics: tuple[QFontMetricsF, ...]

    @classmethod
    def of_size(cls, points: float) -> "Fonts":
        """Those of a page whose cells have letters of this size."""
        family = QGuiApplication.font()
        wanted = ((points, False), (points, True), (14.0, True), (9.0, False))
        fonts = tuple(_font(family, size, is_bold=is_bold) for size, is_bold in wanted)
        return cls(fonts, tuple(map(QFontMetricsF, fonts)))

    def width(self, ink: Ink, text: str) -> float:
        """How wide a text is."""
        return self.metrics[ink.font].horizontalAdvance(text)


def _font(family: QFont, points: float, *, is_bold: bool) -> QFont:
    font = QFont(family)
    font.setPixelSize(round(points * POINT))
    font.setBold(is_bold)
    # Letters stand as they are drawn, not as a screen's pixels would have them.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


class Place(NamedTuple):
    """Where a column stands: in which of the lines of a row, from where and how wide."""

    tier: int
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's room in tenths of a point, and the place of each column."""

    width: float
    height: float
    fonts: Fonts
    places: tuple[Place, ...]
    tiers: int
    line: float  # from one line of a cell to the next


def measured(
    layout: QPageLayout, columns: Sequence[PaperColumn], samples: Sequence[Sequence[str]]
) -> Sheet:
    """The page for these columns: each as wide as what it holds wants, as far as there is room.

    `samples` are the cells of the first rows, read off to see how wide columns are.
    """
    room = layout.paintRect(QPageLayout.Unit.Point)
    width, height = room.width() * POINT, room.height() * POINT
    gap = _GAP_POINTS * POINT
    fonts = Fonts.of_size(_USUAL_POINTS)
    wishes = _wishes(fonts, columns, samples)
    if sum(wishes) + gap * len(wishes) > width:
        fonts = Fonts.of_size(_SMALL_POINTS)
        wishes = _wishes(fonts, columns, samples)
    places: list[Place] = []
    tiers = _tiers(wishes, width, gap)
    for tier, mine in enumerate(tiers):
        at = 0.0
        for one in _shared(mine, width - gap * (len(mine) - 1), fonts):
            places.append(Place(tier, at, one))
            at += one + gap
    line = fonts.metrics[0].height() * 1.04
    return Sheet(width, height, fonts, tuple(places), len(tiers), line)


def _tiers(wishes: Sequence[float], width: float, gap: float) -> list[list[float]]:
    """The wishes in their order, in as few lines as they can stand in, each about as full."""
    whole = sum(wishes) + gap * len(wishes)
    count = max(1, math.ceil(whole / (width * _MOST_SHRUNK)))
    tiers: list[list[float]] = [[]]
    done = 0.0
    for wish in wishes:
        if tiers[-1] and done + (wish + gap) / 2 > whole / count * len(tiers):
            tiers.append([])
        tiers[-1].append(wish)
        done += wish + gap
    return tiers


def _wishes(
    fonts: Fonts, columns: Sequence[PaperColumn], samples: Sequence[Sequence[str]]
) -> list[float]:
    letter = fonts.width(BODY, "n")
    found = []
    for at, column in enumerate(columns):
        most = letter * (_WIDEST_STRETCHED if column.can_stretch else _WIDEST_LETTERS)
        # Nine of ten cells have what they want; a tenth may go on in a line below.
        widths = sorted(fonts.width(STRONG, cells[at]) for cells in samples if cells[at])
        usual = widths[(len(widths) * 9) // 10] if widths else 0.0
        found.append(min(max(fonts.width(STRONG, column.heading), usual) + 1, most))
    return found


def _shared(wishes: Sequence[float], room: float, fonts: Fonts) -> list[float]:
    """Widths that fill the room: who wants little gets it, the rest is shared alike."""
    if not wishes:
        return []
    total = sum(wishes)
    if total <= room:
        # What is over goes to the widest, which has most to say.
        spare, widest = room - total, max(range(len(wishes)), key=wishes.__getitem__)
        return [wish + (spare if at == widest else 0) for at, wish in enumerate(wishes)]
    least = fonts.width(BODY, "n") * _LEAST_LETTERS
    widths = [0.0] * len(wishes)
    left, order = room, sorted(range(len(wishes)), key=wishes.__getitem__)
    for done, at in enumerate(order):
        widths[at] = min(wishes[at], max(left / (len(order) - done), least))
        left -= widths[at]
    over = sum(widths) / room
    return [one / over for one in widths] if over > 1 else widths
