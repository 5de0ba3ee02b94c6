"""The only place that lists every key of the program, from the catalogue of actions."""

from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from helpdesk_desktop.ui.actions import CATALOGUE, Section, keys_text, section_title
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.tokens import SPACE

_FRAME = 48  # what the window's own frame takes


class ShortcutList(QDialog):
    """All shortcuts by section; Esc closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("shortcut_list")
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        page = QWidget()
        page.setObjectName("shortcut_page")
        sides = QHBoxLayout(page)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(12 * SPACE)
        # Two columns of one height: one would be taller than a small screen.
        sections = list(dict.fromkeys(spec.section for spec in CATALOGUE))
        lengths = [sum(spec.section == one for spec in CATALOGUE) + 2 for one in sections]
        half = next(
            place
            for place in range(1, len(sections) + 1)
            if sum(lengths[:place]) * 2 >= sum(lengths)
        )
        for side in (sections[:half], sections[half:]):
            sides.addLayout(self._build_side(side))
        close = QPushButton(self.tr("Close"))
        close.setObjectName("close_shortcuts")
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * SPACE, 5 * SPACE, 6 * SPACE, 4 * SPACE)
        column.setSpacing(4 * SPACE)
        rolled = QScrollArea()
        rolled.setObjectName("shortcut_scroll")
        rolled.setAccessibleName(self.tr("Keyboard shortcuts"))
        rolled.setFrameShape(QFrame.Shape.NoFrame)
        rolled.setWidgetResizable(True)
        rolled.setWidget(page)
        rolled.setMinimumWidth(page.sizeHint().width() + 5 * SPACE)
        column.addWidget(rolled)
        column.addWidget(close)
        # There are more keys than a small screen is high.
        whole = page.sizeHint().height() + column.sizeHint().height() - rolled.sizeHint().height()
        room = self.screen().availableGeometry().height() - _FRAME
        self.resize(self.sizeHint().width(), min(whole, room))

    @staticmethod
    def _build_side(sections: list[Section]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8 * SPACE)
        grid.setVerticalSpacing(2 * SPACE)
        line = 0
        for section in sections:
            if line:
                grid.setRowMinimumHeight(line, 2 * SPACE)
                line += 1
            grid.addWidget(make_label(section_title(section), tone="section"), line, 0, 1, 2)
            line += 1
            for spec in CATALOGUE:
                if spec.section == section:
                    grid.addWidget(make_label(spec.text()), line, 0)
                    grid.addWidget(make_label(keys_text(spec), tone="muted"), line, 1)
                    line += 1
        grid.setRowStretch(line, 1)
        return grid
