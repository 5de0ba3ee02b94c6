"""The only place for the one search box: words, `#serial` and the query language.

It answers while typing, after a pause. A text that cannot be read says where and what was
expected, and the last good search stays in force. Enter on a serial asks to jump to that ticket,
Down asks for the list.
"""

import re

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.domain.filtering.filter_text import parse, print_tree
from helpdesk_desktop.domain.filters import EVERYTHING, Group
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.ui.icons import bind_icon
from helpdesk_desktop.ui.messages import query_fault
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.theme import set_fault
from helpdesk_desktop.ui.tokens import SPACE

# 150 to 250 ms feels like at once, and spares a search for each letter of a word.
PAUSE_MS = 200
_LONGEST = 10_000
_SERIAL = re.compile(r"\s*#?(\d{1,18})\s*")


class SearchBox(QLineEdit):
    """One line for everything that finds tickets.

    `search_changed` carries a `Group`, `serial_entered` the number to jump to. `list_wanted` asks
    for the focus to go to what was found.
    """

    search_changed = Signal(object)
    serial_entered = Signal(int)
    list_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchBox")
        self.setAccessibleName(self.tr("Search tickets"))
        self.setPlaceholderText(
            self.tr('Search, #serial, or  status:new assignee:me created:>7d "refund"')
        )
        self.setMaxLength(_LONGEST)
        self.setClearButtonEnabled(True)
        glass = QAction(self)
        bind_icon(glass, "search", "muted")
        self.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self._directory = Directory()
        self._tree: Group = EVERYTHING
        self._fault = _FaultHint(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.read_now)
        self.textEdited.connect(self._on_text_edited)
        self.textChanged.connect(self._on_text_changed)

    @property
    def tree(self) -> Group:
        """The last search that could be read."""
        return self._tree

    @property
    def fault(self) -> str:
        """What is wrong with the text, empty when nothing is."""
        return self._fault.text

    def set_directory(self, directory: Directory) -> None:
        """Read names by this directory from now on; the present text is read again."""
        self._directory = directory
        self.read_now()

    def show_tree(self, tree: Group) -> None:
        """Show a search that was chosen elsewhere, as its text."""
        self._tree = tree
        self.setText(print_tree(tree, self._directory))
        self._show_fault("")

    def clear_search(self) -> None:
        """Empty the box and search for nothing, at once."""
        self.clear()
        self.read_now()

    def read_now(self) -> None:
        """Read the text without waiting for a pause in typing."""
        self._pause.stop()
        try:
            tree = parse(self.text(), self._directory)
        except HelpdeskError as error:
            self._show_fault(query_fault(error))
            return
        self._show_fault("")
        if tree != self._tree:
            self._tree = tree
            self.search_changed.emit(tree)

    def _show_fault(self, text: str) -> None:
        self._fault.show_text(text)
        set_fault(self, has_fault=bool(text))
        self.setAccessibleDescription(text)

    def _on_text_edited(self) -> None:
        self._pause.start()

    def _on_text_changed(self, text: str) -> None:
        # The clear button edits without `textEdited`; emptying needs no pause.
        if not text:
            self.read_now()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.read_now()
            serial = _SERIAL.fullmatch(self.text())
            if serial:
                self.serial_entered.emit(int(serial.group(1)))
            event.accept()
            return
        if event.key() == Qt.Key.Key_Down and not _is_modified(event):
            self.read_now()
            self.list_wanted.emit()
            event.accept()
            return
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear_search()
            event.accept()
            return
        super().keyPressEvent(event)


def _is_modified(event: QKeyEvent) -> bool:
    # The arrows of a number pad are arrows.
    return bool(event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)


class _FaultHint(QFrame):
    """The sentence under the box; lies over the window, so that nothing moves."""

    def __init__(self, box: SearchBox) -> None:
        super().__init__(box)
        self.setObjectName("searchFault")
        self.setProperty("kind", "toast")
        self._box = box
        self._label = make_label(name="searchFaultText", tone="danger", is_wrapped=True)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, 2 * SPACE)
        self._layout.addWidget(self._label)
        self.hide()
        box.installEventFilter(self)

    @property
    def text(self) -> str:
        """The sentence shown, empty when hidden."""
        return self._label.text()

    def show_text(self, text: str) -> None:
        """Show a sentence; an empty one hides the hint."""
        self._label.setText(text)
        self.setVisible(bool(text))
        if text:
            self._place()

    def _place(self) -> None:
        window = self._box.window()
        if self.parentWidget() is not window:
            self.setParent(window)
            self.show()
        width = max(self._box.width(), 280)
        self.resize(width, self._layout.heightForWidth(width))
        corner = self._box.mapTo(window, QPoint(0, self._box.height() + SPACE))
        self.move(corner)
        self.raise_()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._label.text() and isinstance(event, QResizeEvent):
            self._place()
        elif event.type() == QEvent.Type.Hide:
            self.hide()
        return False
