"""The only place that lists every key of the program, from the catalogue of actions."""

from PySide6.QtWidgets import QDialog, QGridLayout, QPushButton, QVBoxLayout, QWidget

from helpdesk_desktop.ui.actions import CATALOGUE, keys_text, section_title
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.tokens import SPACE


class ShortcutList(QDialog):
    """All shortcuts by section; Esc closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("shortcut_list")
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(8 * SPACE)
        grid.setVerticalSpacing(2 * SPACE)
        sections = dict.fromkeys(spec.section for spec in CATALOGUE)
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
        close = QPushButton(self.tr("Close"))
        close.setObjectName("close_shortcuts")
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * SPACE, 5 * SPACE, 6 * SPACE, 4 * SPACE)
        column.setSpacing(4 * SPACE)
        column.addLayout(grid)
        column.addWidget(close)
