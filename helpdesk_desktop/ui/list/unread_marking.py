"""The only place where the user lets tickets stand out again as unread."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.changes import ChangeKind, Changes
from helpdesk_desktop.domain.ticket import Serial
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.list.ticket_view import TicketView
from helpdesk_desktop.ui.messages import number_text
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.toast import Toast

# Each is a write of its own: 200 take about a second.
MOST_AT_ONCE = 200


class UnreadMarking(QObject):
    """Marks the selected tickets unread; `marked` carries their serials, before they are told."""

    marked = Signal(object)

    def __init__(self, runner: TaskRunner, view: TicketView, toast: Toast) -> None:
        super().__init__(view)
        self._runner = runner
        self._view = view
        self._toast = toast
        self._desk: Desk | None = None

    def set_desk(self, desk: Desk) -> None:
        """Mark tickets of this desk."""
        self._desk = desk

    def mark_selected(self) -> None:
        """Mark the selected tickets, or the current one where none is selected."""
        desk, count = self._desk, self._view.selected_count()
        if desk is None:
            return
        if count > MOST_AT_ONCE:
            sentence = self.tr("Mark at most {n} tickets at once as unread.")
            self._toast.say(sentence.format(n=number_text(MOST_AT_ONCE)))
            return
        serials = [Serial(serial) for serial in self._view.selected_serials()]
        if not serials and self._view.current_serial is not None:
            serials = [Serial(self._view.current_serial)]
        if serials:
            self._mark(desk, serials)

    def _mark(self, desk: Desk, serials: Sequence[Serial]) -> None:
        def work(_cancel: Cancellation) -> frozenset[int]:
            return frozenset(serial for serial in serials if desk.tickets.mark_unread(serial))

        def land(unread: frozenset[int]) -> None:
            if len(unread) < len(serials):
                self._toast.say(
                    self.tr("What you changed last, or what came by import, stays read.")
                )
            if unread:
                self.marked.emit(unread)
                changes = Changes(tickets=unread, kinds=frozenset({ChangeKind.READ}))
                self._runner.announce(changes, self)

        self._runner.run(work, land, owner=self)
