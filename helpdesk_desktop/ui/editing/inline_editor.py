"""The only place for the editors that stand in a value's place: what is typed there is never lost.

It is kept in the journal while it is typed, with what stood there and the version that was opened:
leaving the ticket, a lost server or a kill costs nothing, and the editor opens again with it. Only
saving or giving up ends it.
"""

from dataclasses import replace
from typing import Any, ClassVar

from PySide6.QtWidgets import QHBoxLayout
from typing_extensions import override

from helpdesk_desktop.domain.ticket import Draft, Serial, TicketDetail
from helpdesk_desktop.domain.ticket_merge import Changes, value_of
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.draft_keeper import Fields
from helpdesk_desktop.ui.editing.merged_save import Wish
from helpdesk_desktop.ui.editing.open_editor import OpenEditor
from helpdesk_desktop.ui.tasks import TaskRunner


def edit_draft_key(serial: Serial, name: str) -> str:
    """The journal's key of what is typed into one field of a ticket."""
    return f"edit:{serial}:{name}"


def edit_draft_field(key: str, serial: Serial) -> str:
    """The field that a key names, empty where the key is of something else."""
    start = f"edit:{serial}:"
    return key.removeprefix(start) if key.startswith(start) else ""


class InlineEditor(OpenEditor):
    """One field of one ticket being typed."""

    # The field's name in `NewTicket`.
    name: ClassVar[str]

    def __init__(self, runner: TaskRunner, desk: Desk, base: TicketDetail) -> None:
        key = edit_draft_key(base.serial, self.name)
        super().__init__(runner, desk, field=self.name, draft_key=key, below=2)
        self._base = base
        self._has_buttons = False

    # What an editor of a field says of itself

    def changes(self) -> Changes:
        """What is to be saved; empty when it is what stood there."""
        raise NotImplementedError

    def new_text(self) -> str:
        """The new value in words, where the change alone does not say it."""
        return ""

    def typed_text(self) -> str:
        """What is typed as plain text, to be copied elsewhere."""
        return str(self.typed())

    # What all of them do

    @property
    def serial(self) -> Serial:
        """The ticket."""
        return self._base.serial

    @property
    def is_changed(self) -> bool:
        """Whether something is typed that is not what stood there."""
        return bool(self.changes()) or bool(self.fault())

    def wish(self) -> Wish:
        """What is to be saved."""
        return Wish(self._base, self.changes(), self.new_text())

    def begin(self, draft: Draft | None = None) -> None:
        """Show what stands on the ticket, or go on with what was typed."""
        self.watch_keys()
        if draft is None:
            return
        kept = dict(draft.fields)
        self._base = _as_opened(self._base, self.name, kept)
        self.put(kept.get("typed"))
        self._keeper.take_as_kept(draft.fields)

    def as_draft(self) -> Draft | None:
        """What is typed, as the journal keeps it; None where it is what stood there."""
        fields = self._collect()
        if fields is None:
            return None
        return Draft(self._keeper.key, fields, self._base.updated_at)

    @override
    def say_problem(self, sentence: str) -> None:
        super().say_problem(sentence)
        self._show_buttons()
        self.take_focus()

    def say_clash(self, sentence: str, theirs: TicketDetail) -> None:
        """Somebody else changed the same field; saving again is saving on top of it."""
        self._base = theirs
        self._say_clash(sentence)
        self._show_buttons()

    @override
    def build_buttons(self) -> QHBoxLayout:
        self._has_buttons = True
        return super().build_buttons()

    def _show_buttons(self) -> None:
        # The foot's own two answer a clash.
        for button in (self.save, self.cancel):
            button.setVisible(self._has_buttons and not self.foot.has_clash)

    @override
    def _collect(self) -> Fields | None:
        if not self.is_changed:
            return None
        before = value_of(self._base, self.name)
        return (
            ("typed", self.typed()),
            ("before", before),
            ("version", self._base.version),
            ("lines", len(self._base.activities)),
        )


def _as_opened(now: TicketDetail, name: str, kept: dict[str, Any]) -> TicketDetail:
    """The ticket as it was when the editor opened, as far as the field is concerned."""
    return replace(
        now,
        version=kept["version"],
        activities=now.activities[: kept["lines"]],  # history only grows, at its end
        **{name: kept["before"]},
    )
