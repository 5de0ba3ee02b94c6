"""The only place for read-only text that is as tall as its content and breaks any long word.

The text is put in by cursor, never parsed: no markup in it has any effect, and no resource named
in it is ever loaded.
"""

from typing import Any

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QImage, QResizeEvent, QTextOption
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser
from typing_extensions import override

from helpdesk_desktop.ui.plain_text import broken_lines


class WrappedText(QTextBrowser):
    """A borderless text; selectable, and never with a scroll bar of its own."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("kind", "bare")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setTabChangesFocus(True)
        # Keys scroll a text; a text that is always whole has nothing to do with them.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setUndoRedoEnabled(False)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._on_size_changed)
        self.viewport().setAutoFillBackground(False)

    def show_text(self, text: str) -> None:
        """Show the text to the letter."""
        shown = broken_lines(text)
        if shown != self.toPlainText():
            self.setPlainText(shown)
        self.setAccessibleDescription(text[:1_000])

    def _on_size_changed(self) -> None:
        self.updateGeometry()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, max(self._height(), self.fontMetrics().height()))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    @override
    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        # An empty answer would let Qt open local files.
        blank = QImage(1, 1, QImage.Format.Format_ARGB32)
        blank.fill(Qt.GlobalColor.transparent)
        return blank

    def _height(self) -> int:
        return round(self.document().size().height()) + 1
