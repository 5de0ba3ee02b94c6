"""The only place where a pasted list of options is read and looked at before it is taken."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.custom_field import CustomFieldKind
from helpdesk_desktop.domain.field_wishes import OptionLine
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.option_lines import DEPTH_LIMIT, OPTION_LIMIT, parse_options
from helpdesk_desktop.domain.ticket import NAME_LIMIT
from helpdesk_desktop.ui.messages import number_text
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.theme import set_kind, set_tone
from helpdesk_desktop.ui.tokens import SPACE

_LANE = "paste_options"
_PAUSE_MS = 150
_SIZE = (620, 460)
_SHOWN = 500  # lines of what would be added
# Ten thousand names of the longest, and some.
LONGEST = 4_000_000


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a text would add to the options there are."""

    lines: tuple[OptionLine, ...]
    new: int
    known: int
    deepest: int
    longest: int
    shown: str


def read_pasted(text: str, kind: CustomFieldKind, there: Sequence[OptionLine]) -> Pasted:
    """What a text would add; a path that is there already is not added again."""
    known = set()
    above: list[str] = []
    for line in there:
        del above[line.depth :]
        above.append(fold(line.label))
        known.add(tuple(above))
    lines = parse_options(text, kind)
    new = 0
    shown: list[str] = []
    del above[:]
    for line in lines:
        del above[line.depth :]
        above.append(fold(line.label))
        is_new = tuple(above) not in known
        new += is_new
        if len(shown) < _SHOWN:
            shown.append(f"{'    ' * line.depth}{'+' if is_new else '='} {line.label}")
    if len(lines) > _SHOWN:
        shown.append("…")
    return Pasted(
        lines,
        new,
        len(lines) - new,
        1 + max((line.depth for line in lines), default=-1),
        max((len(line.label) for line in lines), default=0),
        "\n".join(shown),
    )


class PasteOptions(QDialog):
    """A text at the left, what it would add at the right; `taken` carries the lines."""

    taken = Signal(object)

    def __init__(
        self,
        runner: TaskRunner,
        kind: CustomFieldKind,
        there: Sequence[OptionLine],
        text: str,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("paste_options")
        self.setWindowTitle(self.tr("Paste a list of options"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._runner = runner
        self._kind = kind
        self._there = tuple(there)
        self._pasted: Pasted | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._read)
        self.text = QPlainTextEdit()
        self.text.setObjectName("paste_text")
        self.text.setAccessibleName(self.tr("Options, one on each line"))
        self.text.setTabChangesFocus(False)
        self.shown = QPlainTextEdit()
        self.shown.setObjectName("paste_shown")
        self.shown.setAccessibleName(self.tr("What would be added"))
        self.shown.setReadOnly(True)
        self.shown.setTabChangesFocus(True)
        self.told = make_label(name="paste_told", is_wrapped=True)
        self.take = QPushButton(self.tr("Add them"))
        self.take.setObjectName("paste_take")
        self.take.setEnabled(False)
        self._build()
        self.text.textChanged.connect(self._on_text_changed)
        if len(text) > LONGEST:
            self._say(self._too_long(), is_bad=True)
        else:
            self.text.setPlainText(text)
            self._on_text_changed()
        self.text.setFocus()

    @property
    def is_reading(self) -> bool:
        """Whether what is typed was not read yet."""
        return self._pause.isActive() or (self._pasted is None and bool(self.text.toPlainText()))

    def _build(self) -> None:
        nested = self.tr(
            "One option on each line. Indentation, or paths such as “North / Hà Nội”, make the "
            "tree. What is there already is not added again."
        )
        flat = self.tr("One option on each line. What is there already is not added again.")
        says = nested if self._kind is CustomFieldKind.DEPENDENT else flat
        set_kind(self.take, "accent")
        self.take.setDefault(True)
        self.take.clicked.connect(self.submit)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setObjectName("paste_cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        both = QHBoxLayout()
        both.setSpacing(3 * SPACE)
        for caption, edit in (
            (self.tr("The list"), self.text),
            (self.tr("What it makes: + is added, = is there"), self.shown),
        ):
            side = QVBoxLayout()
            side.setSpacing(SPACE)
            label = make_label(caption, tone="muted")
            label.setBuddy(edit)
            side.addWidget(label)
            side.addWidget(edit, 1)
            edit.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
            both.addLayout(side, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.told, 1)
        foot.addWidget(cancel)
        foot.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * SPACE, 4 * SPACE, 5 * SPACE, 4 * SPACE)
        column.setSpacing(3 * SPACE)
        column.addWidget(make_label(says, name="paste_why", is_wrapped=True))
        column.addLayout(both, 1)
        column.addLayout(foot)
        self.resize(*_SIZE)

    def submit(self) -> None:
        """Take what was read."""
        if self.take.isEnabled() and self._pasted is not None:
            self.taken.emit(self._pasted.lines)
            self.accept()

    def _on_text_changed(self) -> None:
        self._pasted = None
        self.take.setEnabled(False)
        self._pause.start()

    def _read(self) -> None:
        text, kind, there = self.text.toPlainText(), self._kind, self._there
        if len(text) > LONGEST:
            self._say(self._too_long(), is_bad=True)
            return

        def work(_cancel: Cancellation) -> tuple[str, Pasted]:
            return text, read_pasted(text, kind, there)

        self._runner.run(work, self._on_read, owner=self, lane=_LANE)

    def _on_read(self, answer: tuple[str, Pasted]) -> None:
        text, pasted = answer
        if text != self.text.toPlainText():
            return
        self._pasted = pasted
        self.shown.setPlainText(pasted.shown)
        whole = len(self._there) + pasted.new
        limit = number_text(OPTION_LIMIT)
        if not pasted.lines:
            if text:
                self._say(self.tr("There is no option in this text."), is_bad=False)
            else:
                self._say("", is_bad=False)
        elif whole > OPTION_LIMIT:
            sentence = self.tr("A field holds {limit} options; with these it would have {count}.")
            self._say(sentence.format(limit=limit, count=number_text(whole)), is_bad=True)
        elif pasted.deepest > DEPTH_LIMIT:
            sentence = self.tr("A tree has {limit} levels at most; this one has {count}.")
            self._say(sentence.format(limit=DEPTH_LIMIT, count=pasted.deepest), is_bad=True)
        elif pasted.longest > NAME_LIMIT:
            sentence = self.tr("A name has {limit} characters at most; one here has {count}.")
            self._say(
                sentence.format(limit=NAME_LIMIT, count=number_text(pasted.longest)), is_bad=True
            )
        else:
            told = self.tr("%Ln option(s) to add", "", pasted.new)
            known = self.tr("%Ln there already", "", pasted.known) if pasted.known else ""
            self._say("  ·  ".join(part for part in (told, known) if part), is_bad=False)
            self.take.setEnabled(pasted.new > 0)

    def _too_long(self) -> str:
        return self.tr("This text is too long to be a list of options.")

    def _say(self, sentence: str, *, is_bad: bool) -> None:
        self.told.setText(sentence)
        set_tone(self.told, "danger" if is_bad else "muted")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submit()
            return
        super().keyPressEvent(event)
