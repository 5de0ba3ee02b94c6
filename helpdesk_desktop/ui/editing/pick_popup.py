"""The only place where a value is picked from a short list by typing, arrows and Enter."""

from collections.abc import Hashable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)
from typing_extensions import override

from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.ui.editing.editor_popup import EditorPopup
from helpdesk_desktop.ui.editing.pick_painter import IS_TICKED, MARK, Mark, PickPainter
from helpdesk_desktop.ui.field_editors import Choice
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.theme import set_kind

_KEY = Qt.ItemDataRole.UserRole
# As many as fit below a row in the middle of a small screen.
_MOST_SHOWN = 9
_ENTERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _MOST_SHOWN - 1,
    Qt.Key.Key_PageUp: 1 - _MOST_SHOWN,
}


class PickPopup(EditorPopup):
    """One of several choices; the one that stands is ticked, and taking it again changes nothing.

    Typing keeps the names that contain what is typed, whatever its case and accents.
    """

    def __init__(
        self,
        name: str,
        heading: str,
        choices: Sequence[Choice],
        current: Hashable | None,
        parent: QWidget,
        *,
        marks: Mapping[Hashable | None, Mark] | None = None,
    ) -> None:
        super().__init__(name, heading, parent)
        self._choices = tuple(choices)
        self._current = current
        self._marks = marks or {}
        self.line = QLineEdit()
        self.line.setObjectName(f"{name}_find")
        self.line.setAccessibleName(heading)
        self.line.setPlaceholderText(self.tr("Type to find"))
        self.list = QListWidget()
        self.list.setObjectName(f"{name}_choices")
        self.list.setAccessibleName(heading)
        self.list.setProperty("kind", "picks")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.setItemDelegate(PickPainter(self.list))
        self.nothing = make_label(self.tr("Nobody and nothing of this name"), tone="muted")
        self.nothing.setObjectName(f"{name}_no_match")
        self.nothing.hide()
        for place, part in enumerate((self.line, self.list, self.nothing)):
            self.column.insertWidget(1 + place, part)
        self.line.installEventFilter(self)
        self.line.textEdited.connect(self._on_text_edited)
        self.list.itemClicked.connect(self._on_item_clicked)
        self.list.itemEntered.connect(self.list.setCurrentItem)
        self._fill("")

    @override
    def take_focus(self) -> None:
        self.line.setFocus()

    @override
    def show_saving(self) -> None:
        super().show_saving()
        self.line.setReadOnly(True)

    @override
    def say_problem(self, sentence: str) -> None:
        self.line.setReadOnly(False)
        super().say_problem(sentence)

    @override
    def say_clash(self, sentence: str) -> None:
        self.line.setReadOnly(False)
        super().say_clash(sentence)

    def is_ticked(self, key: Hashable | None) -> bool:
        """Whether the choice stands now."""
        return key == self._current

    def take(self, key: Hashable | None) -> None:
        """The user took this choice."""
        if self.is_ticked(key):
            self.finish()
        else:
            self.chosen.emit(key)

    def _fill(self, text: str) -> None:
        wanted = fold(text.strip())
        at = self.list.currentRow()
        kept = self.list.item(at).data(_KEY) if at >= 0 else self._current
        self.list.clear()
        current = 0
        for choice in self._choices:
            if wanted not in fold(choice.name):
                continue
            item = QListWidgetItem(choice.name)
            item.setData(_KEY, choice.key)
            item.setData(MARK, self._marks.get(choice.key))
            item.setData(IS_TICKED, self.is_ticked(choice.key))
            if choice.key == kept and not wanted:
                current = self.list.count()
            self.list.addItem(item)
        self.list.setCurrentRow(current)
        count = self.list.count()
        self.list.setVisible(count > 0)
        self.nothing.setVisible(count == 0)
        if count:
            row = self.list.sizeHintForRow(0)
            self.list.setFixedHeight(row * min(count, _MOST_SHOWN) + 2 * self.list.frameWidth())

    def redraw(self) -> None:
        """Tick what stands now."""
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setData(IS_TICKED, self.is_ticked(item.data(_KEY)))

    def _on_text_edited(self, text: str) -> None:
        self.foot.clear()
        self._fill(text)
        self._place()

    def _on_item_clicked(self, item: QListWidgetItem) -> None:
        if not self.line.isReadOnly():
            self.take(item.data(_KEY))

    def _take_current(self) -> None:
        row = self.list.currentRow()
        if row >= 0:
            self._on_item_clicked(self.list.item(row))

    def submit(self) -> None:
        """Ctrl+Enter: as Enter, where one choice is all."""
        self._take_current()

    def _step(self, rows: int) -> None:
        count = self.list.count()
        if count:
            self.list.setCurrentRow(min(max(self.list.currentRow() + rows, 0), count - 1))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and isinstance(event, QKeyEvent):
            if event.type() != QEvent.Type.KeyPress:
                return False
            key = Qt.Key(event.key())
            if key in _ENTERS:
                if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                    self.submit()
                else:
                    self._take_current()
                return True
            if key in _STEPS:
                self._step(_STEPS[key])
                return True
        return super().eventFilter(watched, event)


class PickSeveralPopup(PickPopup):
    """Any number of the choices: Enter ticks and unticks, Ctrl+Enter or leaving saves."""

    def __init__(
        self,
        name: str,
        heading: str,
        choices: Sequence[Choice],
        current: Sequence[int],
        parent: QWidget,
    ) -> None:
        self._before = tuple(sorted(current))
        self._ticked = set(current)
        super().__init__(name, heading, choices, None, parent)
        self.save = QPushButton(self.tr("Save"))
        self.save.setObjectName(f"{name}_save")
        set_kind(self.save, "accent")
        self.save.clicked.connect(self.submit)
        hint = make_label(self.tr("Enter ticks, Ctrl+Enter saves"), tone="muted")
        foot = QHBoxLayout()
        foot.addWidget(hint, 1)
        foot.addWidget(self.save)
        self.column.addLayout(foot)

    @override
    def is_ticked(self, key: Hashable | None) -> bool:
        return key in self._ticked

    @override
    def take(self, key: Hashable | None) -> None:
        assert isinstance(key, int)  # noqa: S101 - several are picked by id
        self._ticked ^= {key}
        self.redraw()
        if self.line.text():
            self.line.clear()
            self._fill("")
            self._place()

    @override
    def submit(self) -> None:
        value = self.unsaved()
        if value is None:
            self.finish()
        else:
            self.chosen.emit(value)

    @override
    def unsaved(self) -> object:
        value = tuple(sorted(self._ticked))
        return None if value == self._before else value
