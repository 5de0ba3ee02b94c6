"""The only place that warns of the contact's open tickets before another one is made."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from helpdesk_desktop.domain.ticket import CallerMatch, RelatedTicket, Status
from helpdesk_desktop.ui.choice_names import status_name
from helpdesk_desktop.ui.create.caller_list import caller_lines
from helpdesk_desktop.ui.detail.call_card import clear_layout
from helpdesk_desktop.ui.detail.value_labels import LinkButton
from helpdesk_desktop.ui.icons import pixmap
from helpdesk_desktop.ui.plain_text import ElidedLabel, make_label
from helpdesk_desktop.ui.theme import theme

# The newest few; somebody with more is told how many more there are.
_MOST_SHOWN = 5


class OpenTicketsWarning(QFrame):
    """Says who has open tickets, each with a link; `ticket_requested` carries a serial."""

    ticket_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("open_tickets_warning")
        self.setProperty("kind", "warning")
        self._mark = QLabel()
        self.sentence = make_label(name="open_tickets_sentence", tone="warning", is_wrapped=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._mark)
        head.addWidget(self.sentence, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 10)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addLayout(self._lines)
        theme().changed.connect(self._draw)
        self._draw()
        self.hide()

    def warn(self, match: CallerMatch | None) -> None:
        """Warn of this contact's open tickets, or of nothing."""
        open_tickets = tuple(
            ticket
            for ticket in (match.open_tickets if match is not None else ())
            if ticket.status is not Status.CLOSED
        )
        clear_layout(self._lines)
        if match is None or not open_tickets:
            self.hide()
            return
        name = caller_lines(match)[0]
        count = len(open_tickets)
        self.sentence.setText(
            self.tr("{name} has an open ticket already.").format(name=name)
            if count == 1
            else self.tr("{name} has {count} open tickets already.").format(name=name, count=count)
        )
        for ticket in open_tickets[:_MOST_SHOWN]:
            self._lines.addWidget(self._build_line(ticket))
        if count > _MOST_SHOWN:
            rest = self.tr("and {count} more").format(count=count - _MOST_SHOWN)
            self._lines.addWidget(make_label(rest, tone="muted"))
        self.show()

    def _build_line(self, ticket: RelatedTicket) -> QWidget:
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(24, 0, 0, 0)
        layout.setSpacing(12)
        says = f"#{ticket.serial}  {ticket.subject} · {status_name(ticket.status)}"
        show = LinkButton(f"show_{ticket.serial}")
        show.set_whole_text(self.tr("Show"))
        show.setAccessibleName(self.tr("Show ticket {serial}").format(serial=ticket.serial))
        show.clicked.connect(partial(self._on_show_clicked, int(ticket.serial)))
        layout.addWidget(ElidedLabel(says), 1)
        layout.addWidget(show)
        return line

    def _draw(self) -> None:
        self._mark.setPixmap(pixmap("triangle-alert", "warning", 16, self.devicePixelRatioF()))

    def _on_show_clicked(self, serial: int, *_checked: bool) -> None:
        self.ticket_requested.emit(serial)
