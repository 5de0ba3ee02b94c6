"""The only place for the tickets of a contact or company: a line each, pressed to go there."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from helpdesk_desktop.domain.ticket import RelatedTicket
from helpdesk_desktop.ui.detail.value_labels import Badge, LinkButton
from helpdesk_desktop.ui.messages import number_text
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.theme import set_kind

# Each line is three widgets: fifty of them take longer to build than a frame may.
_MOST_LINES = 20


class TicketLines(QFrame):
    """The newest tickets, and how many there are; `ticket_requested` carries a serial."""

    ticket_requested = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("ticket_lines")
        set_kind(self, "card")
        self.head = make_label(name="ticket_count", tone="section")
        self.rest = make_label(name="ticket_rest", tone="muted", is_wrapped=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(8)
        layout.addWidget(self.head)
        layout.addLayout(self._grid)
        layout.addWidget(self.rest)

    def show_tickets(self, tickets: tuple[RelatedTicket, ...], count: int) -> None:
        """Show these of so many."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.head.setText(self.tr("Tickets ({count})").format(count=number_text(count)))
        shown = tickets[:_MOST_LINES]
        for place, ticket in enumerate(shown):
            self._add(place, ticket)
        if not count:
            self.rest.setText(self.tr("No tickets that you may see."))
        else:
            said = self.tr("The {shown} changed last are listed.")
            self.rest.setText(said.format(shown=number_text(len(shown))))
        self.rest.setVisible(count == 0 or count > len(shown))

    def _on_clicked(self, serial: int, *_: bool) -> None:
        self.ticket_requested.emit(serial)

    def _add(self, place: int, ticket: RelatedTicket) -> None:
        serial = make_label(f"#{ticket.serial}", tone="muted")
        link = LinkButton(f"ticket_{ticket.serial}")
        link.set_whole_text(" ".join(ticket.subject.split()))
        link.setAccessibleName(f"#{ticket.serial} {ticket.subject}")
        link.clicked.connect(partial(self._on_clicked, int(ticket.serial)))
        status = Badge(f"status_{ticket.serial}")
        status.show_status(ticket.status)
        widgets: tuple[QWidget, ...] = (serial, link, status)
        for column, widget in enumerate(widgets):
            right = Qt.AlignmentFlag.AlignRight if column == 2 else Qt.AlignmentFlag(0)
            self._grid.addWidget(widget, place, column, right | Qt.AlignmentFlag.AlignVCenter)
