"""The only place where several numbers or addresses are typed: their order says the primary one.

Under a number stands what it means in E.164 as soon as typing rests, or why it means none.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import HelpdeskError, Invalid
from helpdesk_desktop.ui.contacts.value_editors import EditPlace, FieldEditor
from helpdesk_desktop.ui.detail.value_labels import LinkButton
from helpdesk_desktop.ui.icons import bind_icon
from helpdesk_desktop.ui.messages import error_sentence
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.theme import set_fault, set_kind, set_tone

_PAUSE_MS = 200


class _PointLine(QWidget):
    """One number or address with the buttons that move and remove it."""

    def __init__(self, name: str, place: int, text: str) -> None:
        super().__init__()
        self.line = QLineEdit(text)
        self.line.setObjectName(f"{name}_{place}")
        self.line.setMaxLength(100_000)
        self.up = _tool(f"{name}_{place}_up", "arrow-up")
        self.remove = _tool(f"{name}_{place}_remove", "x")
        self.said: QLabel = make_label(name=f"{name}_{place}_said", tone="muted", is_wrapped=True)
        self.said.hide()
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(self.line, 1)
        row.addWidget(self.up)
        row.addWidget(self.remove)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(row)
        layout.addWidget(self.said)

    def say(self, sentence: str, *, is_fault: bool) -> None:
        """Say what the text means, or what is wrong with it."""
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))
        set_tone(self.said, "danger" if is_fault else "muted")
        set_fault(self.line, has_fault=is_fault)


class PointsEditor(FieldEditor):
    """All numbers, or all addresses, of a contact; Enter saves, Esc gives up."""

    def __init__(
        self,
        place: EditPlace,
        name: str,
        says: str,
        spell: Callable[[str], str] | None = None,
    ) -> None:
        super().__init__(place, name)
        self._runner = place.runner
        self._says = says
        self._spell = spell
        self.lines: list[_PointLine] = []
        self._box = QVBoxLayout()
        self._box.setSpacing(6)
        self.add = LinkButton(f"{name}_add")
        self.add.set_whole_text(
            self.tr("Add a number") if name == "phones" else self.tr("Add an address")
        )
        self.add.clicked.connect(self._on_add_clicked)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._spell_all)
        self.column.addLayout(self._box)
        self.column.addWidget(self.add)
        self.put(list(self.before))
        self.finish_building()

    @override
    def typed(self) -> Any:
        return [line.line.text() for line in self.lines]

    @override
    def put(self, typed: Any) -> None:
        self._fill([str(text) for text in typed or ()] or [""])
        self._spell_all()

    @override
    def value(self) -> tuple[str, ...]:
        return tuple(text.strip() for text in self.typed() if text.strip())

    @override
    def inputs(self) -> Sequence[QWidget]:
        return [line.line for line in self.lines]

    def _fill(self, texts: list[str]) -> None:
        for line in self.lines:
            self._box.removeWidget(line)
            for part in (line.line, line.up, line.remove):
                part.setObjectName("")  # the name is the next one's
            line.hide()
            line.deleteLater()
        self.lines = [_PointLine(self.name, place, text) for place, text in enumerate(texts)]
        for place, line in enumerate(self.lines):
            primary = self.tr("{field}, primary").format(field=self._says)
            other = self.tr("{field} {n}").format(field=self._says, n=place + 1)
            line.line.setAccessibleName(other if place else primary)
            line.line.setPlaceholderText("" if place else self.tr("Primary"))
            line.up.setAccessibleName(self.tr("Make this one the primary"))
            line.up.setToolTip(self.tr("Make this one the primary"))
            line.remove.setAccessibleName(self.tr("Remove"))
            line.remove.setToolTip(self.tr("Remove"))
            line.up.setEnabled(place > 0)
            line.up.clicked.connect(partial(self._on_up_clicked, place))
            line.remove.clicked.connect(partial(self._on_remove_clicked, place))
            line.line.textEdited.connect(self._on_edited)
            self._box.addWidget(line)
        self.watch_keys()

    def _on_edited(self) -> None:
        self.touch()
        self._pause.start()

    def _on_add_clicked(self) -> None:
        self._change([*self.typed(), ""], focus=len(self.lines))

    def _on_up_clicked(self, place: int, *_: bool) -> None:
        texts = self.typed()
        self._change([texts[place], *texts[:place], *texts[place + 1 :]], focus=0)

    def _on_remove_clicked(self, place: int, *_: bool) -> None:
        texts = self.typed()
        del texts[place]
        self._change(texts or [""], focus=max(place - 1, 0))

    def _change(self, texts: list[str], *, focus: int) -> None:
        self._fill(texts)
        self.lines[focus].line.setFocus()
        self.touch()
        self._spell_all()

    def _spell_all(self) -> None:
        spell, texts = self._spell, self.typed()
        if spell is None:
            return

        def work(_cancel: Cancellation) -> list[str | HelpdeskError]:
            found: list[str | HelpdeskError] = []
            for text in texts:
                try:
                    found.append(spell(text) if text.strip() else "")
                except Invalid as error:
                    found.append(error)
            return found

        # The first number loads 21 MB of number plans: never on the window's thread.
        self._runner.run(work, partial(self._on_spelt, texts), lane=("spell", id(self)), owner=self)

    def _on_spelt(self, texts: list[str], found: list[str | HelpdeskError]) -> None:
        if texts != self.typed():
            return
        for line, text, said in zip(self.lines, texts, found, strict=True):
            if isinstance(said, HelpdeskError):
                # What stood there before need not be better than it was.
                is_old = text in self.before
                line.say("" if is_old else error_sentence(said), is_fault=not is_old)
            else:
                line.say(said if said != text.strip() else "", is_fault=False)


def _tool(name: str, drawing: str) -> QToolButton:
    made = QToolButton()
    made.setObjectName(name)
    set_kind(made, "tool")
    bind_icon(made, drawing, "muted")
    return made
