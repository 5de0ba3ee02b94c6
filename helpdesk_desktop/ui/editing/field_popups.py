"""The only place that opens the pick list of a field, at a value of the panel or a row of the list.

It joins the list with the saver: the frame closes when the change is saved and stays while it is
not. A change that was on its way when something else closed the frame is told of in a notice.
"""

from collections.abc import Callable, Sequence
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QWidget

from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import AgentId, Directory
from helpdesk_desktop.domain.ticket import Priority, Saved, Status, TicketDetail
from helpdesk_desktop.domain.ticket_merge import value_of
from helpdesk_desktop.services.contracts import Clock
from helpdesk_desktop.ui.choice_names import field_name, priority_name, status_name
from helpdesk_desktop.ui.custom.closing import Closing
from helpdesk_desktop.ui.custom.closing_dialog import missing_fields
from helpdesk_desktop.ui.custom.custom_popup import CustomPopup, Given
from helpdesk_desktop.ui.editing.due_popup import DuePopup
from helpdesk_desktop.ui.editing.edit_words import history_key
from helpdesk_desktop.ui.editing.editor_popup import EditorPopup
from helpdesk_desktop.ui.editing.merged_save import Clash, Wish
from helpdesk_desktop.ui.editing.pick_popup import PickPopup, PickSeveralPopup
from helpdesk_desktop.ui.editing.ticket_saver import TicketSaver
from helpdesk_desktop.ui.field_editors import Choice, agent_choices, group_choices
from helpdesk_desktop.ui.messages import error_sentence

# The fields, by their names in `NewTicket`, that are changed by a pick.
PICKED = ("status", "type_id", "priority", "assignee_id", "group_id", "cc_ids", "due_at")


class FieldPopups(QObject):
    """Opens one list at a time; `closed` comes when the user is done with it."""

    closed = Signal()

    def __init__(self, saver: TicketSaver, window: QWidget) -> None:
        super().__init__(window)
        self._saver = saver
        self._window = window
        self._directory = Directory()
        self._sending: _Sending | None = None

    def set_directory(self, directory: Directory) -> None:
        """Offer these people, groups and types from now on."""
        self._directory = directory

    def open(self, name: str, base: TicketDetail, anchor: QRect) -> EditorPopup | None:
        """Let the user change this field of the ticket; None where nobody may."""
        desk = self._saver.desk
        if desk is None or not self._saver.may_edit:
            return None
        popup = self._build(name, base, desk.clock)
        # Kept here: a signal alone keeps no plain object alive.
        sending = self._sending = _Sending(self._saver, popup, name, base)
        sending.close_with = self._ask_to_close
        popup.chosen.connect(sending.send)
        popup.left.connect(sending.send)
        popup.mine_chosen.connect(sending.send_again)
        popup.theirs_chosen.connect(sending.take_theirs)
        popup.destroyed.connect(self.closed)
        popup.open_at(anchor)
        return popup

    def _build(self, name: str, base: TicketDetail, clock: Clock) -> EditorPopup:
        key = history_key(name)
        heading = self.tr("#{serial} · {field}").format(
            field=field_name(key, self._directory), serial=base.serial
        )
        current = value_of(base, name)
        custom = self._directory.custom_field_by_key.get(fold(name))
        if custom is not None:
            return CustomPopup(heading, custom, current, clock, self._window)
        if name == "due_at":
            return DuePopup(key, heading, current, clock, self._window)
        if name == "cc_ids":
            people = self._people(base.cc_ids)
            return PickSeveralPopup(
                key, heading, people, [int(one) for one in current], self._window
            )
        marks: dict[Any, Status | Priority | None] = {}
        if name == "status":
            marks = {int(each): each for each in Status}
        elif name == "priority":
            marks = {int(each): each for each in Priority}
        picked = int(current) if isinstance(current, int) else current
        return PickPopup(key, heading, self._choices(name, base), picked, self._window, marks=marks)

    def _ask_to_close(self, base: TicketDetail, error: HelpdeskError) -> bool:
        """Ask in place for what is missing; False where it is not that which stands in the way."""
        desk, fields = self._saver.desk, missing_fields(error, self._directory)
        if desk is None or not fields:
            return False
        asking = Closing(self._saver, base, fields, desk.clock, self._window.window())
        asking.dialog.open()
        return True

    def _choices(self, name: str, base: TicketDetail) -> Sequence[Choice]:
        match name:
            case "status":
                return [Choice(int(each), status_name(each)) for each in Status]
            case "priority":
                return [Choice(int(each), priority_name(each)) for each in reversed(Priority)]
            case "type_id":
                kinds = sorted(self._directory.types, key=lambda kind: kind.position)
                offered = [kind for kind in kinds if not kind.is_retired or kind.id == base.type_id]
                nothing = Choice(None, self.tr("No type"))
                return [*(Choice(int(kind.id), kind.name) for kind in offered), nothing]
            case "group_id":
                return [*group_choices(self._directory), Choice(None, self.tr("No group"))]
            case _:
                taken = () if base.assignee_id is None else (base.assignee_id,)
                return [*self._people(taken), Choice(None, self.tr("Nobody"))]

    def _people(self, kept: Sequence[AgentId]) -> list[Choice]:
        # I come first: "assign to me" is what is picked most. Who left may stay, so is still shown.
        people = agent_choices(self._directory)
        shown = {choice.key for choice in people}
        gone = [
            Choice(agent.id, agent.name)
            for agent in self._directory.agents
            if agent.id in kept and agent.id not in shown
        ]
        mine = [choice for choice in people if choice.key == self._directory.me]
        others = [choice for choice in people if choice.key != self._directory.me]
        me = [Choice(one.key, self.tr("{name} (me)").format(name=one.name)) for one in mine]
        return [*me, *others, *gone]


class _Sending:
    """One open list and what was picked in it, until it is saved."""

    def __init__(
        self, saver: TicketSaver, popup: EditorPopup, name: str, base: TicketDetail
    ) -> None:
        self._saver = saver
        self._popup = popup
        self._name = name
        self._base = base
        self._value: Any = None
        self.close_with: Callable[[TicketDetail, HelpdeskError], bool] | None = None

    def send(self, value: Any) -> None:
        """Save this value."""
        self._value = value.value if isinstance(value, Given) else value
        if shiboken6.isValid(self._popup):
            self._popup.show_saving()
        wish = Wish(self._base, ((self._name, self._value),))
        self._saver.save(
            wish, saved=self._on_saved, clashed=self._on_clashed, failed=self._on_failed
        )

    def send_again(self) -> None:
        """Save what was picked over what somebody else made of it."""
        self.send(self._value)

    def take_theirs(self) -> None:
        """Leave what somebody else made of it, and show that."""
        self._saver.tell_changed(self._base.serial)

    def _on_saved(self, _saved: Saved) -> None:
        if shiboken6.isValid(self._popup):
            self._popup.finish()

    def _on_clashed(self, clash: Clash) -> None:
        # "Mine anyway" is an answer to what was shown, and to nothing that comes after it.
        self._base = clash.theirs
        sentence = self._saver.clash_sentence(clash)
        if self._is_open:
            self._popup.say_clash(sentence)
        else:
            self._saver.said.emit(sentence, "", None)

    def _on_failed(self, error: HelpdeskError) -> None:
        if (
            self._name == "status"
            and self.close_with is not None
            and self.close_with(self._base, error)
        ):
            if shiboken6.isValid(self._popup):
                self._popup.finish()
        elif self._is_open:
            self._popup.say_problem(error_sentence(error))
        else:
            self._saver.said.emit(error_sentence(error), "", None)

    @property
    def _is_open(self) -> bool:
        return shiboken6.isValid(self._popup) and self._popup.isVisible()
