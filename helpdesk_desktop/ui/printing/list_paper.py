"""The only place that says what of a list goes on paper: its heading, columns, groups and rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import BinaryIO

from PySide6.QtGui import QPageLayout

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.export_values import ReadRows, ReadWish
from helpdesk_desktop.domain.filters import FilterSpec
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.list.group_names import group_name
from helpdesk_desktop.ui.list.row_texts import RowTexts, one_line
from helpdesk_desktop.ui.list.shown_table import Face
from helpdesk_desktop.ui.list.ticket_columns import Names, TicketColumn
from helpdesk_desktop.ui.messages import instant_text, number_text, tickets_text
from helpdesk_desktop.ui.printing.page_drawing import write_pdf
from helpdesk_desktop.ui.printing.pages import (
    Heading,
    Page,
    PageMaker,
    PaperBand,
    PaperLine,
    PaperRow,
)
from helpdesk_desktop.ui.printing.sheet import PaperColumn, Sheet, page_layout

# A bold subject says it already, and a dot on paper nothing.
_NOT_PRINTED = frozenset({"unread"})


@dataclass(frozen=True, slots=True)
class ListPaper:
    """A list as it is to be printed; values alone, for any thread."""

    desk: Desk
    spec: FilterSpec
    columns: tuple[TicketColumn, ...]
    names: Names
    title: str
    sentence: str
    now: datetime

    def wish(self, serials: tuple[int, ...] | None) -> ReadWish:
        """What is read for it; None for all of the list."""
        return ReadWish(self.spec, tuple(column.key for column in self.columns), serials)

    def pages(
        self, read: ReadRows, layout: QPageLayout, cancel: Cancellation, *, is_chosen: bool
    ) -> Iterator[tuple[Page, Sheet]]:
        """The pages as they are taken; chosen tickets stand without the list's groups.

        Raises:
            Cancelled: it was called off.
        """
        shown = [column for column in self.columns if column.key not in _NOT_PRINTED]
        texts = RowTexts(shown, self.names, self.names.times.whole)
        columns = [
            PaperColumn(heading, column.can_stretch, column.face is Face.NUMBER)
            for heading, column in zip(texts.headings, shown, strict=True)
        ]
        maker = PageMaker(layout, self._heading(read.total), columns)
        rows = self._rows(read, texts)
        lines = rows if is_chosen or self.spec.group is None else self._grouped(rows, cancel)
        for page in maker.pages(line for line in lines if line is not None):
            cancel.check()
            yield page, maker.sheet

    def pdf(self, serials: tuple[int, ...] | None) -> "PdfOfList":
        """What writes it into a file."""
        return PdfOfList(self, is_chosen=serials is not None)

    def _heading(self, count: int) -> Heading:
        when = instant_text(self.now, self.desk.clock.zone)
        return Heading(
            one_line(self.title), one_line(self.sentence), f"{tickets_text(count)} · {when}"
        )

    def _rows(self, read: ReadRows, texts: RowTexts) -> Iterator[PaperRow | None]:
        keys = [column.key for column in texts.columns]
        subject = keys.index("subject") if "subject" in keys else -1
        for row in chain.from_iterable(read.blocks):
            # Bold where it is unread, as on screen.
            strong = subject if row is not None and row.unread else -1
            yield None if row is None else PaperRow(texts.cells(row), strong)

    def _grouped(
        self, rows: Iterator[PaperRow | None], cancel: Cancellation
    ) -> Iterator[PaperLine | None]:
        grouping = self.spec.group
        assert grouping is not None  # noqa: S101  # the caller asked
        for group in self.desk.tickets.groups(self.spec, cancel):
            name = one_line(group_name(grouping.column, group, self.names))
            yield PaperBand(f"{name} ({number_text(group.count)})")
            for _ in range(group.count):
                # One that went meanwhile keeps its place, so that the next group begins at its own.
                yield next(rows, None)
        yield from rows


@dataclass(frozen=True, slots=True)
class PdfOfList:
    """Writes a list's pages into a file, on a worker."""

    paper: ListPaper
    is_chosen: bool

    def __call__(self, read: ReadRows, file: BinaryIO, cancel: Cancellation) -> int:
        """Write them, and give the number of rows.

        Raises:
            OSError: the file cannot be written.
            Cancelled: it was called off.
        """
        layout = page_layout()
        pages = self.paper.pages(read, layout, cancel, is_chosen=self.is_chosen)
        return write_pdf(pages, file, layout, self.paper.title)
