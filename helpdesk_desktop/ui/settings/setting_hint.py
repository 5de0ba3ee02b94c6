"""The only place that says beside a setting who else has set it, or when it takes effect."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from helpdesk_desktop.ui.icons import pixmap
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.theme import theme

_ICON = 14


class SettingHint(QWidget):
    """One muted line, with a lock where the setting is locked; without words it is away."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(f"{name}_hint")
        self._mark = QLabel()
        self._mark.setObjectName(f"lock_{name}")
        self.label = make_label(name=f"hint_{name}", tone="muted", is_wrapped=True)
        self.label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.label, 1)
        theme().changed.connect(self._tint)
        self._tint()
        self.say("")

    def say(self, sentence: str, *, is_locked: bool = False) -> None:
        """Say this; an empty sentence takes the line away."""
        self.label.setText(sentence)
        self._mark.setVisible(is_locked)
        self.setVisible(bool(sentence))

    def _tint(self) -> None:
        self._mark.setPixmap(pixmap("lock", "muted", _ICON, self.devicePixelRatioF()))
