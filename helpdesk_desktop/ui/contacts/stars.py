"""The only place where a contact's rating is given: five stars, pressed once."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from helpdesk_desktop.ui.detail.value_labels import stars_name
from helpdesk_desktop.ui.theme import set_kind

_MOST = 5


class Stars(QWidget):
    """Five stars; `rated` carries 1 to 5, or None when the present one is pressed again."""

    rated = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rating")
        self._rating: int | None = None
        self.stars: list[QPushButton] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(1)
        for place in range(1, _MOST + 1):
            star = QPushButton("☆")
            star.setObjectName(f"star_{place}")
            star.setAccessibleName(stars_name(place))
            star.setToolTip(stars_name(place))
            star.setProperty("inline", True)
            star.setCursor(Qt.CursorShape.PointingHandCursor)
            set_kind(star, "link")
            star.clicked.connect(partial(self._on_clicked, place))
            self.stars.append(star)
            row.addWidget(star)
        row.addStretch(1)

    def show_rating(self, rating: int | None, *, is_editable: bool) -> None:
        """Show so many stars."""
        self._rating = rating
        for place, star in enumerate(self.stars, start=1):
            star.setText("★" if rating is not None and place <= rating else "☆")
            star.setEnabled(is_editable)
        self.setAccessibleName(stars_name(rating))

    def _on_clicked(self, place: int, *_: bool) -> None:
        self.rated.emit(None if place == self._rating else place)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        focused = next((n for n, star in enumerate(self.stars) if star.hasFocus()), None)
        if step and focused is not None:
            self.stars[min(max(focused + step, 0), _MOST - 1)].setFocus()
            return
        super().keyPressEvent(event)
