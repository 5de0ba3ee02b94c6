"""The only place that draws pages: into a file, or on whatever a painter paints on."""

from collections.abc import Iterable
from typing import BinaryIO

from PySide6.QtCore import QBuffer, QIODevice, QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QPageLayout, QPainter, QPdfWriter, QPen

from helpdesk_desktop.ui.printing.pages import Page
from helpdesk_desktop.ui.printing.sheet import POINT, Sheet

# A page's own unit is a dot of the file: nothing is rounded.
_DOTS_PER_INCH = 720
_HAIR = 0.5 * POINT
_MARGIN_OF_BAND = 2.0 * POINT


def draw_page(painter: QPainter, page: Page, sheet: Sheet, dots_per_inch: float) -> None:
    """Draw a page with its upper left corner at the painter's origin."""
    painter.save()
    painter.scale(dots_per_inch / _DOTS_PER_INCH, dots_per_inch / _DOTS_PER_INCH)
    for y, height, grey in page.rules:
        colour = QColor(grey, grey, grey)
        if height:
            band = QRectF(-_MARGIN_OF_BAND, y, sheet.width + 2 * _MARGIN_OF_BAND, height)
            painter.fillRect(band, colour)
        else:
            painter.setPen(QPen(colour, _HAIR))
            painter.drawLine(QLineF(0, y, sheet.width, y))
    ink_now = None
    for ink, x, y, text in page.strokes:
        if ink != ink_now:
            painter.setFont(sheet.fonts.fonts[ink.font])
            painter.setPen(QColor(ink.grey, ink.grey, ink.grey))
            ink_now = ink
        painter.drawText(QPointF(x, y), text)
    painter.restore()


def write_pdf(
    pages: Iterable[tuple[Page, Sheet]], file: BinaryIO, layout: QPageLayout, title: str
) -> int:
    """Write pages as they come, and give the number of their rows. Usable on any thread.

    Raises:
        OSError: the file cannot be written.
    """
    # Qt tells of no error when it writes, so Python does: a page at a time.
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DOTS_PER_INCH)
    writer.setPageLayout(layout)
    writer.setTitle(title)
    writer.setCreator("Helpdesk Desktop")
    painter = QPainter()
    rows = 0
    try:
        for page, sheet in pages:
            if painter.isActive():
                writer.newPage()
            else:
                painter.begin(writer)
            draw_page(painter, page, sheet, _DOTS_PER_INCH)
            _move(buffer, file)
            rows += page.rows
    finally:
        if painter.isActive():
            painter.end()
    _move(buffer, file)
    return rows


def _move(buffer: QBuffer, file: BinaryIO) -> None:
    # The writer counts by itself how far it is.
    file.write(buffer.data().data())
    buffer.close()
    buffer.setData(b"")
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
