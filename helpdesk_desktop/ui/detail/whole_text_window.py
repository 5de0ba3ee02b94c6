"""The only place that shows a text of any length: a window of its own, laid out line by line."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from helpdesk_desktop.ui.plain_text import broken_lines


def show_whole_text(parent: QWidget, title: str, text: str) -> QDialog:
    """Open a window with the whole text; it is destroyed when it closes."""
    window = QDialog(parent)
    window.setObjectName("whole_text_window")
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    window.setWindowTitle(title)
    view = QPlainTextEdit(window)
    view.setObjectName("whole_text")
    view.setAccessibleName(title)
    view.setReadOnly(True)
    view.setUndoRedoEnabled(False)
    view.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    # Unlike a rich view this one lays out only the lines on screen: 1 MB opens at once.
    view.setPlainText(broken_lines(text))
    view.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    layout = QVBoxLayout(window)
    layout.setContentsMargins(12, 12, 12, 12)
    layout.addWidget(view)
    window.resize(640, 480)
    window.show()
    return window
