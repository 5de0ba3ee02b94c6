"""The only place for short notices that leave by themselves, each with at most one button."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget
from typing_extensions import override

from helpdesk_desktop.ui.icons import bind_icon
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.theme import set_kind
from helpdesk_desktop.ui.tokens import SPACE

# Long enough to read a sentence twice and reach for its button.
_SHOWN_MS = 6_000
_FROM_EDGE = 6 * SPACE


class Toast(QFrame):
    """One notice at the lower edge of its window; a new one takes the place of the old.

    `offer_changed` says that there is something to take back by it now, or no longer.
    """

    offer_changed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("toast")
        self.setProperty("kind", "toast")
        self._window = window
        self._act: Callable[[], object] | None = None
        self._is_undo = False
        self._sentence = make_label(name="toast_sentence")
        self._button = QPushButton()
        self._button.setObjectName("toast_button")
        set_kind(self._button, "link")
        self._close = QToolButton()
        self._close.setObjectName("toast_close")
        self._close.setAccessibleName(self.tr("Close this notice"))
        set_kind(self._close, "tool")
        bind_icon(self._close, "x", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(4 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        row.setSpacing(3 * SPACE)
        for part in (self._sentence, self._button, self._close):
            row.addWidget(part)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        self._button.clicked.connect(self._on_button_clicked)
        self._close.clicked.connect(self.hide)
        self.hide()
        window.installEventFilter(self)

    @property
    def sentence(self) -> str:
        """What the notice says."""
        return self._sentence.text()

    @property
    def offers_undo(self) -> bool:
        """Whether what was just done can be taken back by this notice."""
        return self._is_undo

    def say_done(self, sentence: str, undo: Callable[[], object]) -> None:
        """Say what was done, with Undo; while it shows, the window's Undo means this."""
        self.say(sentence, self.tr("Undo"), undo)
        self._is_undo = True
        self.offer_changed.emit()

    def take_back(self) -> None:
        """Press the button."""
        self._on_button_clicked()

    def say(self, sentence: str, button: str = "", act: Callable[[], object] | None = None) -> None:
        """Show a sentence, and a button that does `act`; readers of the screen hear it."""
        self._end_offer()
        self._sentence.setText(sentence)
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._act = act
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def _on_button_clicked(self) -> None:
        act = self._act
        self.hide()
        if act is not None:
            act()

    def _end_offer(self) -> None:
        if self._is_undo:
            self._is_undo = False
            self.offer_changed.emit()

    def _place(self) -> None:
        window = self._window
        most = window.width() - 2 * _FROM_EDGE
        self._sentence.setWordWrap(False)
        self.adjustSize()
        if self.width() > most:
            self._sentence.setWordWrap(True)
            self.resize(most, self.heightForWidth(most))
        left = (window.width() - self.width()) // 2
        self.move(left, window.height() - self.height() - 2 * _FROM_EDGE)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # A window that is minimised hides its notice too, and shows it again.
        if not event.spontaneous():
            self._end_offer()

    @override
    def enterEvent(self, event: object) -> None:
        self._timer.stop()

    @override
    def leaveEvent(self, event: object) -> None:
        self._timer.start()
