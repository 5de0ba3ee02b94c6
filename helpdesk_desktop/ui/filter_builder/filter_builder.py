"""The only place where a filter is built as a tree: its parts, a form, its sentence, its text.

The window stays usable beside it. What is built applies while it is built; Esc and Done close it
and keep it. A saved filter is built the same way, but changes only when Save is pressed.
"""

from datetime import date

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from helpdesk_desktop.domain.errors import Problem
from helpdesk_desktop.domain.filtering.saved_filter import why_unusable
from helpdesk_desktop.domain.filters import Group
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.ui.filter_builder.part_editor import PartEditor
from helpdesk_desktop.ui.filter_builder.part_tools import PartTools
from helpdesk_desktop.ui.filter_builder.part_tree import PartTree
from helpdesk_desktop.ui.filter_builder.text_face import TextFace
from helpdesk_desktop.ui.filter_builder.tree_draft import TreeDraft
from helpdesk_desktop.ui.filters.filter_words import filter_sentence
from helpdesk_desktop.ui.messages import problem_sentence, tickets_text
from helpdesk_desktop.ui.plain_text import broken_lines, make_label
from helpdesk_desktop.ui.theme import set_kind, set_tone
from helpdesk_desktop.ui.tokens import SPACE

USUAL_SIZE = QSize(920, 580)
_LEAST_SIZE = QSize(680, 480)
_APPLY_PAUSE_MS = 250
# A frame or two: at 300 conditions sentence and text take 60 ms, too long for each letter typed.
_FACES_PAUSE_MS = 30
_SENTENCE_LINES = 2


class FilterBuilder(QDialog):
    """A filter under construction.

    `filter_changed` carries the `Group` to list by, `count_wanted` one to be counted: answer with
    `show_count` or `show_refused`. `save_wanted` carries what to keep as the saved filter, `left`
    what stood there when the builder was closed.
    """

    filter_changed = Signal(object)
    count_wanted = Signal(object)
    save_wanted = Signal(object)
    left = Signal(object)

    def __init__(self, parent: QWidget, *, saved_name: str | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filter_builder")
        self.setWindowTitle(self.tr("Filter builder"))
        if saved_name is not None:
            self.set_name(saved_name)
        self._is_saved = saved_name is not None
        self._directory = Directory()
        self._applied: Group | None = None
        self._asked: Group | None = None
        self._is_left = False
        self._is_refused = False
        self._news = ""
        self.draft = TreeDraft(self)
        self.tools = PartTools(self.draft)
        self.parts = PartTree(self.draft)
        self.editor = PartEditor(self.draft)
        self.text = TextFace()
        self.sentence = _sentence_box(self.tr("The filter in words"))
        self._notice = make_label(name="builderNotice", tone="danger", is_wrapped=True)
        self._notice.hide()
        self._count = make_label(name="builderCount", tone="strong", is_wrapped=True)
        verb = self.tr("Save") if self._is_saved else self.tr("Done")
        self.finish = self._button("builderDone", verb)
        set_kind(self.finish, "accent")
        self.cancel = self._button("builderCancel", self.tr("Cancel"))
        self.cancel.setVisible(self._is_saved)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_APPLY_PAUSE_MS)
        self._faces = QTimer(self)
        self._faces.setSingleShot(True)
        self._faces.setInterval(_FACES_PAUSE_MS)
        self._build()
        self._wire()
        self.setMinimumSize(_LEAST_SIZE)
        self.resize(USUAL_SIZE)

    @property
    def tree(self) -> Group:
        """The filter as it is built, without what is not finished."""
        return self.draft.finished

    @property
    def is_waiting(self) -> bool:
        """Whether something that was edited waits for a pause: to be read, shown or listed by."""
        return self.text.is_waiting or self._pause.isActive() or self._faces.isActive()

    def set_name(self, name: str) -> None:
        """Show which saved filter is built."""
        self.setWindowTitle(f"{self.tr('Filter builder')} - {name}")

    def show_news(self, sentence: str) -> None:
        """Say what happened to the saved filter elsewhere; it stays to be read while one edits."""
        if sentence != self._news:
            self._news = sentence
            self._forget_notice()
            if sentence:
                self._announce(sentence)

    def set_directory(self, directory: Directory, today: date) -> None:
        """Name people, groups and fields by this directory; new days begin at `today`."""
        self._directory = directory
        self.draft.set_directory(directory)
        self.tools.set_directory(directory)
        self.parts.set_directory(directory)
        self.editor.set_directory(directory, today)
        self.text.set_directory(directory)
        self._say_sentence()
        if self._applied is not None:
            self._ask_count()  # a field may have been retired meanwhile, or put back

    def show_filter(self, tree: Group, unread_text: str = "") -> None:
        """Begin with a filter, and with text that could not be read when the builder was left."""
        self._applied = tree
        self.draft.begin(tree)
        self._show_faces()
        if unread_text:
            self.text.put_text(unread_text)
        self.parts.setFocus()
        self._ask_count()

    def take(self, tree: Group) -> None:
        """Go on with a filter that was changed elsewhere meanwhile."""
        if tree not in {self._applied, self.tree}:
            self._applied = tree
            self.draft.take(tree)

    def show_count(self, tree: Group, count: int, around: str = "") -> None:
        """Say how many tickets a filter lists; a late answer for another one is dropped.

        `around` says with what else it was counted.
        """
        if tree == self._asked:
            told = tickets_text(count)
            self._say_count(f"{told}, {around}" if around else told)

    def show_refused(self, tree: Group, sentence: str) -> None:
        """Say why a filter cannot be counted or saved."""
        if tree == self._asked:
            self._say_count(sentence, is_fault=True)
        self.finish.setEnabled(True)

    def count_again(self) -> None:
        """Count anew: the quick filter or the search around the filter is another one."""
        self._asked = None
        self._ask_count()

    def close_saved(self) -> None:
        """Close: what was built is saved, and nothing of it is left to tell."""
        self._is_left = True
        self._pause.stop()
        self._faces.stop()
        self.close()

    def apply_now(self) -> None:
        """List by what is built, without waiting for a pause."""
        self._pause.stop()
        self._show_faces()
        tree = self.tree
        if self._ask_count() and tree != self._applied and not self._is_saved:
            self._applied = tree
            self.filter_changed.emit(tree)

    def _build(self) -> None:
        left = QFrame()
        set_kind(left, "card")
        column = QVBoxLayout(left)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.addWidget(self.parts)
        right = QFrame()
        set_kind(right, "card")
        column = QVBoxLayout(right)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self.editor)
        self._sides = QSplitter(Qt.Orientation.Horizontal)
        self._sides.setObjectName("builderSides")
        self._sides.setChildrenCollapsible(False)
        self._sides.setHandleWidth(2 * SPACE)
        self._sides.addWidget(left)
        self._sides.addWidget(right)
        self._sides.setSizes([520, 380])
        self._sides.setStretchFactor(0, 3)
        self._sides.setStretchFactor(1, 2)
        words = make_label(self.tr("In words"), tone="section")
        words.setBuddy(self.sentence)
        text = make_label(self.tr("As text"), tone="section")
        text.setBuddy(self.text.box)
        foot = QHBoxLayout()
        foot.setSpacing(2 * SPACE)
        foot.addWidget(self._count, 1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.finish)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(4 * SPACE, 3 * SPACE, 4 * SPACE, 3 * SPACE)
        whole.setSpacing(2 * SPACE)
        whole.addWidget(self.tools)
        whole.addWidget(self._notice)
        whole.addWidget(self._sides, 1)
        for label, face in ((words, self.sentence), (text, self.text)):
            part = QVBoxLayout()
            part.setSpacing(SPACE)
            part.addWidget(label)
            part.addWidget(face)
            whole.addLayout(part)
        whole.addLayout(foot)

    def _wire(self) -> None:
        self.draft.tree_changed.connect(self._on_tree_changed)
        self.draft.place_changed.connect(self._forget_notice)
        self.draft.refused.connect(self._on_refused)
        self.parts.edit_wanted.connect(self.editor.take_focus)
        self.parts.condition_wanted.connect(self.tools.add.open)
        self.tools.add.chosen.connect(self.editor.take_focus)
        self.editor.done.connect(self.parts.setFocus)
        self.text.read.connect(self._on_text_read)
        self._pause.timeout.connect(self.apply_now)
        self._faces.timeout.connect(self._show_faces)
        self.finish.clicked.connect(self._on_done_clicked)
        self.cancel.clicked.connect(self.reject)

    def _button(self, name: str, words: str) -> QPushButton:
        made = QPushButton(words)
        made.setObjectName(name)
        made.setAutoDefault(False)
        return made

    def _on_tree_changed(self) -> None:
        self._forget_notice()
        if self.tree != self._asked:
            self._say_count("")
        self._faces.start()
        self._pause.start()

    def _show_faces(self) -> None:
        self._faces.stop()
        self.text.show_tree(self.tree)
        self._say_sentence()

    def _on_text_read(self, tree: Group) -> None:
        self.draft.take(tree, is_typing=True)

    def _on_refused(self, sentence: str) -> None:
        self._notice.setText(sentence)
        self._notice.show()
        self._announce(sentence)

    def _forget_notice(self) -> None:
        self._notice.setText(self._news)
        self._notice.setVisible(bool(self._news))

    def _ask_count(self) -> bool:
        # Whether the filter can be asked; where it cannot, the reason stands in the count's place.
        tree = self.tree
        problem = self._why_unusable(tree)
        if problem is not None:
            self._asked = None
            self._say_count(problem_sentence(problem), is_fault=True)
        elif tree != self._asked:
            self._asked = tree
            if self._is_refused:
                self._say_count("")
            self.count_wanted.emit(tree)
        return problem is None

    def _why_unusable(self, tree: Group) -> Problem | None:
        # The filter on screen may ask of a retired field while it is asked; a saved one may not.
        return why_unusable(tree, self._directory if self._is_saved else None)

    def _say_sentence(self) -> None:
        said = broken_lines(filter_sentence(self.tree, self._directory))
        if said != self.sentence.toPlainText():
            self.sentence.setPlainText(said)

    def _say_count(self, text: str, *, is_fault: bool = False) -> None:
        self._is_refused = is_fault
        set_tone(self._count, "danger" if is_fault else "strong")
        self._count.setText(text)
        if text:
            self._announce(text)

    def _announce(self, sentence: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def _on_done_clicked(self) -> None:
        self.text.read_now()
        if not self._is_saved:
            self.close()
            return
        problem = self._why_unusable(self.tree)
        if problem is not None:
            self._say_count(problem_sentence(problem), is_fault=True)
            return
        self.finish.setEnabled(False)
        self._asked = self.tree
        self.save_wanted.emit(self.tree)

    def _leave(self) -> None:
        if self._is_left:
            return
        self._is_left = True
        self.text.read_now()
        if not self._is_saved:
            self.apply_now()
        self._pause.stop()
        self._faces.stop()
        self.left.emit(self.tree)

    # Qt

    @override
    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        key, modifiers = Qt.Key(arg__1.key()), arg__1.modifiers()
        control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            focused: QWidget | None = self.focusWidget()
            if modifiers & control:
                self._on_done_clicked()
            elif isinstance(focused, QPushButton):
                focused.click()
        elif (key, modifiers) == (Qt.Key.Key_Z, control):
            self.draft.undo()
        elif (key, modifiers) in {(Qt.Key.Key_Z, control | shift), (Qt.Key.Key_Y, control)}:
            self.draft.redo()
        else:
            super().keyPressEvent(arg__1)

    @override
    def done(self, arg__1: int) -> None:
        self._leave()
        super().done(arg__1)


def _sentence_box(name: str) -> QPlainTextEdit:
    box = QPlainTextEdit()
    box.setObjectName("filterSentence")
    box.setAccessibleName(name)
    box.setReadOnly(True)
    box.setTabChangesFocus(True)
    box.setProperty("kind", "bare")
    box.setFixedHeight(_SENTENCE_LINES * box.fontMetrics().lineSpacing() + 3 * SPACE)
    return box
