"""The only place for a big button that says in a title and a sentence where it leads."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout
from typing_extensions import override

from helpdesk_desktop.ui.icons import pixmap
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.theme import set_tone, theme
from helpdesk_desktop.ui.tokens import SPACE

_ICON = 24


class WayButton(QPushButton):
    """One of several ways on; Enter takes it as Space does, arrows are its page's."""

    def __init__(self, name: str, icon_name: str, title: str, sentence: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("kind", "way")
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._icon_name = icon_name
        self._tint_name = "accent"
        self._icon = QLabel()
        words = QVBoxLayout()
        words.setSpacing(SPACE // 2)
        self._title = make_label(title, tone="strong")
        self._sentence = make_label(
            sentence, name=f"{name}_sentence", tone="muted", is_wrapped=True
        )
        words.addWidget(self._title)
        words.addWidget(self._sentence)
        row = QHBoxLayout(self)
        row.setContentsMargins(4 * SPACE, 3 * SPACE, 4 * SPACE, 3 * SPACE)
        row.setSpacing(4 * SPACE)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        for label in self.findChildren(QLabel):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme().changed.connect(self._tint)
        self._tint()

    def shut(self, why: str) -> None:
        """Lead nowhere; `why` takes the place of the sentence."""
        self.setEnabled(False)
        self.setAccessibleDescription(why)
        self._sentence.setText(why)
        set_tone(self._title, "muted")
        self._icon_name, self._tint_name = "lock", "muted"
        self._tint()

    def _tint(self) -> None:
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(pixmap(self._icon_name, self._tint_name, _ICON, ratio))

    @override
    def sizeHint(self) -> QSize:
        # A button measures its text; here that is the labels inside.
        layout = self.layout()
        hint = super().sizeHint() if layout is None else layout.sizeHint()
        width = max(self.width(), hint.width())
        if layout is not None and layout.hasHeightForWidth():
            hint.setHeight(layout.heightForWidth(width))
        return hint

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            # Qt's button would lead along the tab order, out of the page.
            event.ignore()
            return
        super().keyPressEvent(event)
