"""The only place for the two texts of a new ticket: a subject of one line, and long texts."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from helpdesk_desktop.domain.text_rules import one_line
from helpdesk_desktop.domain.ticket import SUBJECT_LIMIT


class SubjectLine(QLineEdit):
    """A line that takes pasted text of any shape: breaks become spaces.

    `overflowed` carries the whole text when a paste does not fit; the line holds what fits.
    """

    overflowed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("subject")
        self.setMaxLength(SUBJECT_LIMIT)

    def paste_text(self, text: str) -> None:
        """Put the text in place of the selection, on one line."""
        line = one_line(text).strip()
        before = self.text()
        start = self.selectionStart() if self.hasSelectedText() else self.cursorPosition()
        end = start + len(self.selectedText())
        whole = before[:start] + line + before[end:]
        if len(whole) > SUBJECT_LIMIT:
            line = line[: SUBJECT_LIMIT - (len(before) - (end - start))]
        self.insert(line)
        if len(whole) > SUBJECT_LIMIT:
            self.overflowed.emit(before[:start] + text + before[end:])

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_text(QGuiApplication.clipboard().text())
            return
        super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        for action in menu.actions():
            if action.objectName() == "edit-paste":
                action.triggered.disconnect()
                action.triggered.connect(self._on_paste_triggered)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def _on_paste_triggered(self) -> None:
        self.paste_text(QGuiApplication.clipboard().text())


class LongText(QPlainTextEdit):
    """A text of several lines; Tab leaves it, as in a form it should."""

    def __init__(
        self, name: str, placeholder: str, lines: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        # The line's own border and padding take 16 pixels.
        self.setMinimumHeight(lines * self.fontMetrics().lineSpacing() + 16)

    @override
    def sizeHint(self) -> QSize:
        # A form asks for no more than it needs; what is free goes here by stretch.
        return QSize(200, self.minimumHeight())
