"""The only place for the contact in the detail panel: the name and the way to its other tickets."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QSizePolicy, QWidget
from typing_extensions import override

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.domain.ticket import RelatedTicket, TicketDetail
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.choice_names import NOTHING, status_name
from helpdesk_desktop.ui.detail.value_labels import LinkButton, ValueLabel
from helpdesk_desktop.ui.messages import error_sentence
from helpdesk_desktop.ui.tasks import TaskRunner

# A menu line longer than this hides the status behind the screen's edge.
_SUBJECT_SHOWN = 56
_GAP = 8


class ContactLine(QWidget):
    """The contact's name and "3 other tickets", a link that opens a short list of them."""

    ticket_requested = Signal(int)
    contact_requested = Signal(int)

    def __init__(self, runner: TaskRunner) -> None:
        super().__init__()
        self.setObjectName("contact_line")
        self._runner = runner
        self._desk: Desk | None = None
        self._detail: TicketDetail | None = None
        self.name = ValueLabel("contact")
        self.link = LinkButton("contact_link")
        self.others = LinkButton("other_tickets")
        self.name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP)
        self._row.addWidget(self.name, 1)
        self._row.addWidget(self.link, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self.others, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addStretch(0)
        self.link.clicked.connect(self._on_link_clicked)
        self.others.clicked.connect(self._on_others_clicked)

    def show_detail(self, detail: TicketDetail, desk: Desk) -> None:
        """Show this ticket's contact."""
        self._desk = desk
        self._detail = detail
        self.name.set_value(detail.contact_name or detail.phone or NOTHING)
        # Of a contact that is hidden only the name is told: there is no page to open.
        is_link = detail.contact is not None
        self.link.set_whole_text(self.name.value)
        self.link.setVisible(is_link)
        self.name.setVisible(not is_link)
        count = detail.other_tickets
        self.others.setVisible(count > 0)
        self.others.set_whole_text(
            self.tr("1 other ticket") if count == 1 else self.tr("%Ln other tickets", "", count)
        )

        self._fit()

    def _fit(self) -> None:
        # The link goes under the name before the name is broken into two lines.
        name = self.name.fontMetrics().horizontalAdvance(self.name.value)
        link = 0 if self.others.isHidden() else _GAP + self.others.sizeHint().width()
        is_tight = bool(link) and name + link > self.width()
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(down if is_tight else across)
        self._row.setSpacing(0 if is_tight else _GAP)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _on_link_clicked(self) -> None:
        if self._detail is not None and self._detail.contact_id is not None:
            self.contact_requested.emit(int(self._detail.contact_id))

    def _on_others_clicked(self) -> None:
        if self._detail is None or self._desk is None or self._detail.contact_id is None:
            return
        tickets = self._desk.tickets
        contact_id, serial = self._detail.contact_id, self._detail.serial

        def work(_cancel: Cancellation) -> tuple[RelatedTicket, ...]:
            return tickets.related(contact_id, but=serial)

        self._runner.run(work, self._open_list, failed=self._on_failed, lane="detail.others")

    def _open_list(self, found: tuple[RelatedTicket, ...]) -> None:
        menu = self._build_menu()
        for ticket in found:
            action = menu.addAction(_line(ticket))
            action.triggered.connect(
                lambda _checked=False, serial=ticket.serial: self.ticket_requested.emit(serial)
            )
        if not found:
            menu.addAction(self.tr("No other tickets")).setEnabled(False)
        self._pop_up(menu)

    def _on_failed(self, error: HelpdeskError) -> None:
        menu = self._build_menu()
        menu.addAction(error_sentence(error)).setEnabled(False)
        self._pop_up(menu)

    def _build_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setObjectName("other_tickets_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _pop_up(self, menu: QMenu) -> None:
        menu.popup(self.others.mapToGlobal(self.others.rect().bottomLeft()))


def _line(ticket: RelatedTicket) -> str:
    subject = " ".join(ticket.subject.split())
    if len(subject) > _SUBJECT_SHOWN:
        subject = f"{subject[: _SUBJECT_SHOWN - 1]}…"
    # A tab puts the status into the menu's right column; an ampersand would be eaten.
    return f"#{ticket.serial}  {subject}".replace("&", "&&") + f"\t{status_name(ticket.status)}"
