"""The only place for what stands under an open editor: why it was not saved, and the ways out."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout
from typing_extensions import override

from helpdesk_desktop.ui.filters.flow_layout import FlowLayout
from helpdesk_desktop.ui.icons import pixmap
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.theme import set_tone, theme


class EditorFoot(QFrame):
    """A sentence, and after a clash two buttons: `mine_chosen` and `theirs_chosen`."""

    mine_chosen = Signal()
    theirs_chosen = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(f"{name}_foot")
        self._drawing = ("circle-alert", "danger")
        self._mark = QLabel()
        self._sentence = make_label(name=f"{name}_problem", is_wrapped=True)
        self._sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.mine = QPushButton(self.tr("Save mine anyway"))
        self.mine.setObjectName(f"{name}_save_mine")
        self.theirs = QPushButton(self.tr("Take theirs"))
        self.theirs.setObjectName(f"{name}_take_theirs")
        words = QHBoxLayout()
        words.setSpacing(6)
        words.addWidget(self._mark, 0)
        words.addWidget(self._sentence, 1)
        self._buttons = QFrame()
        buttons = FlowLayout(self._buttons, gap=8)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.addWidget(self.mine)
        buttons.addWidget(self.theirs)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(words)
        layout.addWidget(self._buttons)
        self.mine.clicked.connect(self.mine_chosen)
        self.theirs.clicked.connect(self.theirs_chosen)
        theme().changed.connect(self._draw)
        self.hide()

    @property
    def sentence(self) -> str:
        """What is said; empty when all is well."""
        return self._sentence.text() if not self.isHidden() else ""

    @property
    def has_clash(self) -> bool:
        """Whether somebody else's value and mine wait for a choice."""
        return not self.isHidden() and not self._buttons.isHidden()

    def clear(self) -> None:
        """All is well."""
        self.hide()

    def say_problem(self, sentence: str) -> None:
        """Say why the value was not saved."""
        self._say(sentence, ("circle-alert", "danger"), has_buttons=False)

    def say_clash(self, sentence: str) -> None:
        """Say who changed the same meanwhile, and let the user choose."""
        self._say(sentence, ("triangle-alert", "warning"), has_buttons=True)

    def _say(self, sentence: str, drawing: tuple[str, str], *, has_buttons: bool) -> None:
        self._drawing = drawing
        self._draw()
        self._sentence.setText(sentence)
        set_tone(self._sentence, "text" if has_buttons else "danger")
        self._buttons.setVisible(has_buttons)
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def _draw(self) -> None:
        name, tint = self._drawing
        self._mark.setPixmap(pixmap(name, tint, 14, self.devicePixelRatioF()))

    @override
    def setFocus(self) -> None:  # type: ignore[override] # the plain form alone is used here
        self.mine.setFocus()
