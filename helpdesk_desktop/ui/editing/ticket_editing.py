"""The only place that joins editing with the window: keys of the list, the panel, undo, notices."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtWidgets import QWidget

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.domain.ticket import Saved, Serial, TicketDetail
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.actions import Act, Actions
from helpdesk_desktop.ui.detail.detail_panel import DetailPanel
from helpdesk_desktop.ui.editing.field_popups import FieldPopups
from helpdesk_desktop.ui.editing.merged_save import Clash, Wish
from helpdesk_desktop.ui.editing.ticket_saver import TicketSaver
from helpdesk_desktop.ui.list.ticket_view import TicketView
from helpdesk_desktop.ui.messages import error_sentence
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.toast import Toast

# The act of a key -> the field's name in `NewTicket`, and the column at which its list opens.
_PICKS: dict[Act, tuple[str, str]] = {
    Act.EDIT_STATUS: ("status", "status"),
    Act.EDIT_TYPE: ("type_id", "type"),
    Act.EDIT_PRIORITY: ("priority", "priority"),
    Act.EDIT_ASSIGNEE: ("assignee_id", "assignee"),
    Act.EDIT_GROUP: ("group_id", "group"),
    Act.EDIT_CCS: ("cc_ids", "ccs"),
    Act.EDIT_DUE: ("due_at", "due"),
}
_WRITING = (*_PICKS, Act.ASSIGN_TO_ME, Act.EDIT_SUBJECT)
# The ticket of a key pressed in the list is read anew: a pick must never stand on old values.
_LANE = "edit.read"


class TicketEditing(QObject):
    """Changes the current ticket of the list by keys, and every value of the panel in its place."""

    def __init__(
        self,
        runner: TaskRunner,
        view: TicketView,
        panel: DetailPanel,
        toast: Toast,
        *,
        actions: Actions,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._runner = runner
        self._view = view
        self._panel = panel
        self._toast = toast
        self._actions = actions
        self._directory = Directory()
        self._subject_of: int | None = None
        # A list to pick from is on its way: letters typed ahead are for it, and no commands.
        self._is_reading = False
        self.saver = TicketSaver(runner, self)
        self.panel = panel.let_edit(self.saver)
        self._popups = FieldPopups(self.saver, view)
        self._wire()
        self._show_rights()

    def set_desk(self, desk: Desk, directory: Directory) -> None:
        """Change tickets of this desk."""
        self._directory = directory
        self._is_reading = False
        self.saver.set_desk(desk, directory)
        self._popups.set_directory(directory)
        self._show_rights()

    def _wire(self) -> None:
        acts = self._actions
        for act in _PICKS:
            acts[act].triggered.connect(partial(self._on_pick_triggered, act))
        acts[Act.ASSIGN_TO_ME].triggered.connect(self._on_assign_to_me_triggered)
        acts[Act.EDIT_SUBJECT].triggered.connect(self._on_edit_subject_triggered)
        acts[Act.UNDO].triggered.connect(self._on_undo_triggered)
        acts[Act.REDO].triggered.connect(self._on_redo_triggered)
        self.saver.said.connect(self._on_said)
        self.saver.stack_changed.connect(self._show_rights)
        self.saver.rights_changed.connect(self._show_rights)
        self._panel.shown.connect(self._on_panel_shown)
        self._toast.offer_changed.connect(self._show_rights)

    def _show_rights(self) -> None:
        for act in _WRITING:
            self._actions[act].setEnabled(self.saver.may_edit)
        stack = self.saver.stack
        can_undo = self.saver.may_edit and stack.can_undo
        self._actions[Act.UNDO].setEnabled(self._toast.offers_undo or can_undo)
        self._actions[Act.REDO].setEnabled(self.saver.may_edit and stack.can_redo)

    def _on_said(self, sentence: str, button: str, act: Callable[[], object] | None) -> None:
        self._toast.say(sentence, button, act)

    # Keys of the list

    def _on_pick_triggered(self, act: Act, *_checked: bool) -> None:
        name, column = _PICKS[act]
        self._with_current(lambda base: self._open(name, column, base))

    def _open(self, name: str, column: str, base: TicketDetail) -> None:
        if base.serial == self._view.current_serial:
            self._popups.open(name, base, self._anchor(column))

    def _on_undo_triggered(self) -> None:
        # What is offered was done after every edit that is still to be taken back.
        if self._toast.offers_undo:
            self._toast.take_back()
        else:
            self.saver.undo()

    def _on_redo_triggered(self) -> None:
        self.saver.redo()

    def _on_assign_to_me_triggered(self) -> None:
        self._with_current(self._assign_to_me)

    def _assign_to_me(self, base: TicketDetail) -> None:
        desk = self.saver.desk
        if desk is None:
            return
        me = desk.viewer.agent_id
        if base.assignee_id == me:
            sentence = self.tr("#{serial} is assigned to you already.")
            self._toast.say(sentence.format(serial=base.serial))
            return
        self.saver.save(
            Wish(base, (("assignee_id", me),)),
            saved=_nothing_more,
            clashed=self._on_clashed,
            failed=self._on_failed,
        )

    def _on_edit_subject_triggered(self) -> None:
        serial = None if self._is_reading else self._one_current()
        if serial is None:
            return
        self._subject_of = serial
        self._view.opened.emit(serial)  # shows the panel wherever it stands
        self._panel.show_ticket(serial)
        self._on_panel_shown(self._panel.detail.serial if self._panel.detail else None)

    def _on_panel_shown(self, serial: int | None) -> None:
        if serial is not None and serial == self._subject_of:
            self._subject_of = None
            self.panel.edit_from("subject", self._view)

    def _with_current(self, then: Callable[[TicketDetail], object]) -> None:
        if self._is_reading:
            return
        desk, serial = self.saver.desk, self._one_current()
        if desk is None or serial is None:
            return

        def work(cancel: Cancellation) -> TicketDetail:
            return desk.tickets.detail(Serial(serial), cancel)

        def land(base: TicketDetail) -> None:
            self._is_reading = False
            then(base)

        self._is_reading = True
        self._runner.run(work, land, failed=self._on_read_failed, lane=_LANE, owner=self)

    def _one_current(self) -> int | None:
        serial = self._view.current_serial
        if self._view.selected_count() > 1:
            # A key that changed one of twelve selected tickets would be believed to change them.
            self._toast.say(
                self.tr("Keys change one ticket at a time. Select only the one to change.")
            )
            return None
        if serial is None:
            self._toast.say(self.tr("Select the ticket to change first."))
        return serial

    def _on_clashed(self, clash: Clash) -> None:
        self._toast.say(self.saver.clash_sentence(clash))

    def _on_read_failed(self, error: HelpdeskError) -> None:
        self._is_reading = False
        self._on_failed(error)

    def _on_failed(self, error: HelpdeskError) -> None:
        self._toast.say(error_sentence(error))

    def _anchor(self, column: str) -> QRect:
        view, model = self._view, self._view.model()
        view.scrollTo(view.currentIndex())
        row = view.currentIndex().row()
        keys = [shown.key for shown in view.columns]
        place = keys.index(column) if column in keys else keys.index("subject")
        area = view.visualRect(model.index(row, place))
        seen = area.intersected(view.viewport().rect())
        if seen.isEmpty():
            seen = QRect(0, area.top(), 1, area.height())
        return QRect(view.viewport().mapToGlobal(QPoint(seen.topLeft())), seen.size())


def _nothing_more(_saved: Saved) -> None:
    """The saver tells everyone; there is no editor to close."""
