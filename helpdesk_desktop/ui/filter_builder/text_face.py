"""The only place where a whole filter is read and written as text of the query language.

What cannot be read is underlined and said; the last good filter stays until it can be read again.
"""

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from helpdesk_desktop.domain.errors import BadQuery
from helpdesk_desktop.domain.filtering.filter_grammar import MAX_CHARACTERS
from helpdesk_desktop.domain.filtering.filter_text_face import as_text, read_back
from helpdesk_desktop.domain.filters import EVERYTHING, Group
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.ui.messages import query_fault
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.theme import set_fault, theme
from helpdesk_desktop.ui.tokens import SPACE

PAUSE_MS = 200
_LINES = 3
_ENTERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class TextFace(QWidget):
    """The filter's text; `read` carries the `Group` that it says now."""

    read = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("textFace")
        self._directory = Directory()
        self._tree: Group = EVERYTHING
        self._is_typed = False
        self.box = _TextBox(self)
        self._fault = make_label(name="textFault", tone="danger", is_wrapped=True)
        self._fault.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self.box)
        column.addWidget(self._fault)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.read_now)
        self.box.textChanged.connect(self._on_text_changed)
        self.box.left.connect(self._on_left)
        theme().changed.connect(self._mark_again)

    @property
    def fault(self) -> str:
        """Why the text cannot be read, empty when it can."""
        return self._fault.text()

    @property
    def text(self) -> str:
        """What stands there."""
        # Raw, for the plain text has a space for each no-break space.
        return self.box.document().toRawText().replace("\u2029", "\n")

    @property
    def is_waiting(self) -> bool:
        """Whether what was typed waits for a pause to be read."""
        return self._pause.isActive()

    def put_text(self, text: str) -> None:
        """Go on with what was typed before; what cannot be read is said at once."""
        self.box.setPlainText(text)
        self.read_now()

    def set_directory(self, directory: Directory) -> None:
        """Read and write names by this directory from now on."""
        self._directory = directory
        if not self.box.hasFocus() and not self.fault:
            self._write()

    def show_tree(self, tree: Group) -> None:
        """Show the text of a tree; not while the text is being typed, which says it already."""
        if tree == self._tree:
            return
        self._tree = tree
        self._pause.stop()
        self._write()

    def read_now(self) -> None:
        """Read the text without waiting for a pause in typing."""
        self._pause.stop()
        if not self._is_typed:
            return
        try:
            tree = read_back(self.text, self._tree, self._directory)
        except BadQuery as error:
            self._show_fault(error)
            return
        self._show_fault(None)
        if tree != self._tree:
            self._tree = tree
            self.read.emit(tree)

    def _write(self) -> None:
        text = as_text(self._tree, self._directory)
        self._show_fault(None)
        self._is_typed = False
        if text == self.text:
            return
        # Through a cursor, so that Ctrl+Z in the box gives back what was typed before.
        cursor = QTextCursor(self.box.document())
        self.box.blockSignals(True)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.box.blockSignals(False)

    def _show_fault(self, error: BadQuery | None) -> None:
        text = "" if error is None else query_fault(error)
        self._fault.setText(text)
        self._fault.setVisible(bool(text))
        self.box.setAccessibleDescription(text)
        set_fault(self.box, has_fault=bool(text))
        self.box.mark(None if error is None else error.column)

    def _mark_again(self) -> None:
        self.box.mark(self.box.marked)

    def _on_text_changed(self) -> None:
        self._is_typed = True
        self._pause.start()

    def _on_left(self) -> None:
        self.read_now()
        if not self.fault:
            self._write()


class _TextBox(QPlainTextEdit):
    # One paragraph over several lines. `left` says that Enter was pressed or the focus went away.

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("filterText")
        self.setAccessibleName(self.tr("The filter as text"))
        self.setPlaceholderText(self.tr("status:new (assignee:me OR priority:>=high)"))
        self.setTabChangesFocus(True)
        self.marked: int | None = None
        line = self.fontMetrics().lineSpacing()
        self.setFixedHeight(_LINES * line + 5 * SPACE)

    def mark(self, column: int | None) -> None:
        """Underline the word at a column, from 1; None takes the mark away."""
        self.marked = column
        if column is None:
            self.setExtraSelections([])
            return
        text = self.document().toRawText()
        start = min(column - 1, max(len(text) - 1, 0))
        end = start + 1
        while end < len(text) and not text[end].isspace() and text[end] not in "()\u2029":
            end += 1
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        # Qt counts in halves of characters beyond the first plane.
        cursor.setPosition(_units(text[:start]))
        cursor.setPosition(_units(text[:end]), QTextCursor.MoveMode.KeepAnchor)
        selection.cursor = cursor
        selection.format = _wave()
        self.setExtraSelections([selection])

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        if Qt.Key(e.key()) in _ENTERS:
            self.left.emit()
            e.accept()
            return
        super().keyPressEvent(e)

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        # A pasted book would hold up who pasted it; so much of it is kept that the fault is said.
        self.insertPlainText(source.text()[: MAX_CHARACTERS + 1])

    @override
    def focusOutEvent(self, e: QFocusEvent) -> None:
        super().focusOutEvent(e)
        if e.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _wave() -> QTextCharFormat:
    made = QTextCharFormat()
    tokens = theme().tokens
    made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    made.setUnderlineColor(QColor(tokens.danger))
    made.setBackground(QColor(tokens.danger_fill))
    return made
