"""The only place for what stands where a list would: an icon, one sentence, the way out."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from helpdesk_desktop.ui.icons import pixmap
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.theme import set_kind, theme
from helpdesk_desktop.ui.tokens import SPACE

_ICON = 40
_WIDEST = 420


class EmptyPage(QFrame):
    """Says why there is nothing and offers the way out; `pressed` is the button.

    Where there is another way, it stands below: `other_pressed`.
    """

    pressed = Signal()
    other_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("empty_page")
        self._icon_name = "inbox"
        self._icon = QLabel()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence = make_label(name="empty_sentence", tone="muted", is_wrapped=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = QPushButton()
        self.button.setObjectName("empty_button")
        self.button.clicked.connect(self.pressed)
        self.other = QPushButton()
        self.other.setObjectName("empty_other")
        self.other.clicked.connect(self.other_pressed)
        set_kind(self.other, "quiet")
        column = QVBoxLayout(self)
        column.setSpacing(3 * SPACE)
        column.addStretch(2)
        for part in (self._icon, self._sentence, self.button, self.other):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        set_kind(self, "page")
        theme().changed.connect(self._tint)

    @property
    def sentence(self) -> str:
        """What the page says."""
        return self._sentence.text()

    def say(self, icon_name: str, sentence: str, button: str = "", other: str = "") -> None:
        """Show this; without a button's text there is no button."""
        self._icon_name = icon_name
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.other.setText(other)
        self.other.setVisible(bool(other))
        self._tint()
        self._fit()

    def _fit(self) -> None:
        # A centred part gets the height of one line, whatever its text needs; so the height that
        # belongs to the width is given to it.
        label = self._sentence
        if not label.text():
            return
        whole = label.fontMetrics().horizontalAdvance(label.text()) + 2 * SPACE
        width = max(min(_WIDEST, whole, self.width() - 8 * SPACE), 1)
        label.setFixedSize(width, label.heightForWidth(width))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _tint(self) -> None:
        self._icon.setPixmap(pixmap(self._icon_name, "muted", _ICON, self.devicePixelRatioF()))
