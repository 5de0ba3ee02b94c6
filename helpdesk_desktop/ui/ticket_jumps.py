"""The only place that leads to one ticket: by serial, and after it was made."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.changes import Changes
from helpdesk_desktop.domain.ticket import Saved, Serial
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.detail.detail_panel import DetailPanel
from helpdesk_desktop.ui.detail_place import DetailPlace
from helpdesk_desktop.ui.list.ticket_view import TicketView
from helpdesk_desktop.ui.list_question import ListQuestion
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.toast import Toast


class TicketJumps(QObject):
    """Selects a ticket in the list, or shows it beside a list that lacks it."""

    def __init__(
        self,
        runner: TaskRunner,
        view: TicketView,
        *,
        detail: DetailPanel,
        place: DetailPlace,
        question: ListQuestion,
        toast: Toast,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._runner = runner
        self._view = view
        self._detail = detail
        self._place = place
        self._question = question
        self._toast = toast
        self._desk: Desk | None = None

    def set_desk(self, desk: Desk) -> None:
        """Lead to tickets of this desk from now on."""
        self._desk = desk

    def jump_to(self, serial: int) -> None:
        """Select the ticket in the list, or show it in the panel where the list lacks it."""
        if not self._view.select_serial(serial):
            self._detail.show_ticket(serial)
            if not self._view.has_every_row:
                self._view.return_to(serial, None)  # rather than to what was selected last time
        self._place.set_open(is_open=True)

    def look_up(self, serial: int) -> None:
        """Jump to the ticket if there is one; else say so."""
        desk = self._desk
        if desk is None:
            return

        def land(exists: object) -> None:
            if exists:
                self.jump_to(serial)
            else:
                self._toast.say(self.tr("There is no ticket #{n}.").format(n=serial))

        self._runner.run(
            lambda _: desk.tickets.exists(Serial(serial)), land, lane="jump", owner=self
        )

    def show_created(self, saved: Saved) -> None:
        """A ticket was made: select it where the filter shows it, else say so with a way there."""
        desk = self._desk
        if desk is None:
            return
        spec = self._question.spec

        def work(_cancel: Cancellation) -> bool:
            return desk.tickets.matches(saved.serial, spec)

        def land(is_listed: object) -> None:
            self._view.select_when_listed(saved.serial if is_listed else None)
            self._runner.announce(Changes(tickets=frozenset({int(saved.serial)})), self)
            if is_listed:
                self._view.setFocus()
                return
            sentence = self.tr("Ticket #{serial} was created; this filter does not show it.")
            self._toast.say(
                sentence.format(serial=saved.serial),
                self.tr("Show it"),
                lambda: self.jump_to(saved.serial),
            )

        self._runner.run(work, land, owner=self)
