"""The only place that shows how the test of a database stands, with at most one thing to do."""

from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from helpdesk_desktop.ui.icons import pixmap
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.theme import set_kind, set_tone, theme
from helpdesk_desktop.ui.tokens import SPACE

Mood = Literal["muted", "locked", "success", "warning", "danger"]
_ICONS: dict[Mood, str] = {
    "muted": "loader-circle",
    "locked": "lock",
    "success": "circle-check",
    "warning": "triangle-alert",
    "danger": "circle-alert",
}


class CheckCard(QFrame):
    """One sentence, its mood, and perhaps a button; `pressed` is that button."""

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("check_card")
        set_kind(self, "card")
        self._mood: Mood = "muted"
        self._icon = QLabel()
        self._sentence = make_label(name="check_sentence", is_wrapped=True, is_selectable=True)
        self._sentence.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button = QPushButton()
        self.button.setObjectName("check_button")
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self.pressed)
        words = QVBoxLayout()
        words.setSpacing(2 * SPACE)
        words.addWidget(self._sentence)
        words.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 3 * SPACE)
        row.setSpacing(2 * SPACE)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        theme().changed.connect(self._tint)
        self.clear()

    @property
    def sentence(self) -> str:
        """What the card says; empty when there is nothing to say."""
        return self._sentence.text()

    @property
    def mood(self) -> Mood:
        """How it stands."""
        return self._mood

    def say(self, mood: Mood, sentence: str, button: str = "") -> None:
        """Show this; readers of the screen hear it."""
        self._mood = mood
        self._sentence.setText(sentence)
        set_tone(self._sentence, "muted" if mood == "muted" else "text")
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.setAccessibleName(sentence)
        self._tint()
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def clear(self) -> None:
        """Say nothing: what was found belongs to another address."""
        self._sentence.setText("")
        self.hide()

    def _tint(self) -> None:
        ratio = self.devicePixelRatioF()
        tint = "muted" if self._mood == "locked" else self._mood
        self._icon.setPixmap(pixmap(_ICONS[self._mood], tint, 18, ratio))
