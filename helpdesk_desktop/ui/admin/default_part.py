"""The only place where the default of a field is given, in the field's own input."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget
from typing_extensions import override

from helpdesk_desktop.domain.custom_field import OPTION_KINDS, CustomField
from helpdesk_desktop.domain.custom_values import check_value, labelled, read_text
from helpdesk_desktop.domain.errors import Problem
from helpdesk_desktop.services.contracts import Clock
from helpdesk_desktop.ui.admin.field_entry import value_word
from helpdesk_desktop.ui.admin.form_parts import FormPart
from helpdesk_desktop.ui.admin.putting_away import put_away
from helpdesk_desktop.ui.create.form_field import FormField
from helpdesk_desktop.ui.custom.custom_input import CustomInput, make_input
from helpdesk_desktop.ui.icons import bind_icon
from helpdesk_desktop.ui.plain_text import make_label, tooltip
from helpdesk_desktop.ui.theme import set_kind
from helpdesk_desktop.ui.tokens import SPACE

_KEY = "fields_default"
_PAUSE_MS = 200


class DefaultPart(FormPart):
    """A value as a text; what cannot be read stays as it was typed, and is refused when saved."""

    def __init__(self, name: str, says: str) -> None:
        box = self._box = QWidget()
        self._row = QHBoxLayout(box)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE)
        self.clear = QToolButton()
        self.clear.setObjectName(f"{name}_clear")
        self.clear.setAccessibleName(self.tr("No default"))
        self.clear.setToolTip(tooltip(self.tr("No default")))
        set_kind(self.clear, "tool")
        bind_icon(self.clear, "x", "muted")
        self.clear.clicked.connect(self._on_clear_clicked)
        self._row.addWidget(self.clear)
        super().__init__(FormField(name, says, box))
        self._note = make_label(
            self.tr("Its option is retired: nothing is filled in until that is brought back."),
            name=f"{name}_note",
            tone="muted",
            is_wrapped=True,
            parent=self.field,
        )
        layout = self.field.layout()
        if layout is not None:
            layout.addWidget(self._note)
        self._note.hide()
        self._word = ""
        self._input: CustomInput | None = None
        self._field: CustomField | None = None
        self._wanted: CustomField | None = None
        self._clock: Clock | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._rebuild)
        self._is_showing = False

    def show_field(self, field: CustomField, clock: Clock) -> None:
        """Give the default in this field's input from now on."""
        bare = replace(
            field,
            key=_KEY,
            label=self.field.says,
            help=None,
            default=None,
            position=0,
            is_required_to_create=False,
            is_required_to_close=False,
            version=0,
        )
        self._wanted, self._clock = bare, clock
        shown = self._field
        if shown is not None and (shown.kind, shown.id) == (bare.kind, bare.id):
            if shown != bare:
                self._pause.start()  # its options are being typed
            return
        self._pause.stop()
        self._rebuild()

    def _rebuild(self) -> None:
        bare, clock = self._wanted, self._clock
        if bare is None or clock is None or (self._input is not None and bare == self._field):
            return
        is_other_kind = self._field is not None and self._field.kind is not bare.kind
        had_focus = self._input is not None and self._input.target.hasFocus()
        self._field = bare
        old, self._input = self._input, make_input(bare, clock, self._box)
        if old is not None:
            self._row.removeWidget(old)
            put_away(old)
        self._row.insertWidget(0, self._input, 1)
        self._input.target.setAccessibleName(self.field.says)
        self.field.target = self._input.target
        self.field.label.label.setBuddy(self._input.target)
        self._input.edited.connect(self._on_edited)
        if is_other_kind and self._word and self._problems():
            self._word = ""
        self._show()
        if had_focus:
            self._input.target.setFocus()

    @property
    def is_drawing(self) -> bool:
        """Whether the input is older than what is typed about the field."""
        return self._pause.isActive()

    def forget(self) -> None:
        """Another field comes: what its default was called says nothing of this one."""
        self._field = None

    @override
    def value(self) -> str:
        """The default, as a text."""
        return self._word

    @override
    def show_value(self, value: str) -> None:
        """Show a default."""
        if value != self._word:
            self._word = value
            self._show()

    @override
    def said(self, value: str) -> str:
        """The default in words."""
        if self._field is None:
            return value
        read = read_text(self._field, value, [])
        return value if read is None else labelled(self._field, read)

    def _problems(self) -> list[Problem]:
        problems: list[Problem] = []
        if self._field is not None:
            check_value(self._field, read_text(self._field, self._word, problems), problems)
        return problems

    def _show(self) -> None:
        given, field = self._input, self._field
        if given is None or field is None:
            return
        self._is_showing = True
        problems: list[Problem] = []
        value = read_text(field, self._word, problems)
        given.set_value(None if problems else value)
        if problems:
            self._put_back(given)
        self._is_showing = False
        self._say_state()

    def _say_state(self) -> None:
        self.clear.setEnabled(bool(self._word))
        field, problems = self._field, self._problems()
        is_retired = field is not None and field.kind in OPTION_KINDS
        self._note.setVisible(is_retired and any(one.key == "retired" for one in problems))

    def _put_back(self, given: CustomInput) -> None:
        # What was typed and is no value stays to be read and mended.
        draft = given.draft()
        if isinstance(draft, str):
            given.restore(self._word)
        elif isinstance(draft, dict):
            given.restore({**draft, "text": self._word})

    def _on_edited(self) -> None:
        given, field = self._input, self._field
        if self._is_showing or given is None or field is None:
            return
        problems = given.problems
        self._word = _typed(given) if problems else value_word(field, given.value)
        self._say_state()
        self.changed.emit()

    def _on_clear_clicked(self) -> None:
        self._word = ""
        self._show()
        if self._input is not None:
            self._input.target.setFocus()
        self.changed.emit()


def _typed(given: CustomInput) -> str:
    draft = given.draft()
    return str(draft.get("text", "")) if isinstance(draft, Mapping) else str(draft or "")
