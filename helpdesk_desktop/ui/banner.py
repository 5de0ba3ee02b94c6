"""The only place for what needs attention: one line under the toolbar with at most two buttons."""

from dataclasses import dataclass, field
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from helpdesk_desktop.ui.icons import bind_icon, pixmap
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.theme import set_kind, theme
from helpdesk_desktop.ui.tokens import SPACE

Weight = Literal["info", "warning", "danger"]
_ICONS = {"info": "info", "warning": "triangle-alert", "danger": "circle-alert"}
_ORDER = ("danger", "warning", "info")


@dataclass(frozen=True, slots=True)
class Notice:
    """One matter; a second one of the same `key` takes its place. Actions are (key, verb)."""

    key: str
    weight: Weight
    sentence: str
    actions: tuple[tuple[str, str], ...] = field(default=())
    can_be_closed: bool = True


class Banner(QFrame):
    """Shows the gravest notice; the others wait behind it.

    `changed` comes when a notice was put or taken. `action_chosen` carries the notice's key and the
    action's key, `closed` the notice's key.
    """

    changed = Signal()
    action_chosen = Signal(str, str)
    closed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._notices: dict[str, Notice] = {}
        self._shown: Notice | None = None
        self._icon = QLabel()
        self._sentence = make_label(name="banner_sentence", is_wrapped=True)
        self._buttons: list[QPushButton] = []
        self._close = QToolButton()
        self._close.setObjectName("banner_close")
        self._close.setAccessibleName(self.tr("Close this message"))
        set_kind(self._close, "tool")
        bind_icon(self._close, "x")
        self._close.clicked.connect(self._on_close_clicked)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(3 * SPACE, SPACE, 2 * SPACE, SPACE)
        self._row.setSpacing(2 * SPACE)
        self._row.addWidget(self._icon)
        self._row.addWidget(self._sentence, 1)
        self._row.addWidget(self._close)
        self.hide()
        theme().changed.connect(self._tint)

    @property
    def notice(self) -> Notice | None:
        """What is shown."""
        return self._shown

    def has(self, key: str) -> bool:
        """Whether a notice of this key is up, shown or waiting."""
        return key in self._notices

    def put(self, notice: Notice) -> None:
        """Show a notice, or renew the one of the same key."""
        self._notices[notice.key] = notice
        self._show_gravest()
        self.changed.emit()

    def take(self, key: str) -> None:
        """Take a notice away; taking none is no error."""
        if self._notices.pop(key, None) is not None:
            self._show_gravest()
            self.changed.emit()

    def _show_gravest(self) -> None:
        found = min(self._notices.values(), key=lambda one: _ORDER.index(one.weight), default=None)
        if found == self._shown:
            return
        self._shown = found
        for button in self._buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self._buttons = []
        self.setVisible(found is not None)
        if found is None:
            return
        self._sentence.setText(found.sentence)
        self.setAccessibleName(found.sentence)
        self.setProperty("kind", f"banner-{found.weight}")
        self.style().unpolish(self)
        self.style().polish(self)
        for place, (key, verb) in enumerate(found.actions):
            self._buttons.append(self._make_button(found.key, key, verb))
            self._row.insertWidget(2 + place, self._buttons[-1])
            self._buttons[-1].show()
        self._close.setVisible(found.can_be_closed)
        self._tint()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, found.sentence))

    def _make_button(self, notice: str, key: str, verb: str) -> QPushButton:
        button = QPushButton(verb)
        button.setObjectName(f"banner_{key}")
        # It goes with its notice: a focus that went with it would land anywhere.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.action_chosen.emit(notice, key))
        return button

    def _on_close_clicked(self) -> None:
        if self._shown is not None:
            key = self._shown.key
            self.take(key)
            self.closed.emit(key)

    def _tint(self) -> None:
        if self._shown is not None:
            weight = self._shown.weight
            ratio = self.devicePixelRatioF()
            self._icon.setPixmap(pixmap(_ICONS[weight], weight, 16, ratio))
