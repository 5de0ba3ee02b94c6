"""The only place for several numbers or addresses that lead somewhere, one below the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from helpdesk_desktop.ui.choice_names import NOTHING
from helpdesk_desktop.ui.detail.value_labels import LinkButton, ValueLabel
from helpdesk_desktop.ui.plain_text import make_label


@dataclass(frozen=True, slots=True)
class Line:
    """A text, where a press of it leads (nowhere, if empty), and a muted word behind it."""

    text: str
    address: str = ""
    beside: str = ""


class LinkLines(QWidget):
    """The lines; the first is the primary one. Each can be copied from its menu."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._lines: list[QWidget] = []

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these."""
        for widget in self._lines:
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._lines = [
            self._line(place, line) for place, line in enumerate(lines or (Line(NOTHING),))
        ]
        for widget in self._lines:
            self._column.addWidget(widget)

    def _line(self, place: int, line: Line) -> QWidget:
        name = f"{self.objectName()}_{place}"
        if not line.address:
            label = ValueLabel(name)
            label.set_value(line.text)
            return label
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        link = LinkButton(name)
        link.set_whole_text(line.text)
        link.clicked.connect(partial(_open, line.address))
        row.addWidget(link)
        if line.beside:
            beside = make_label(line.beside, name=f"{name}_beside", tone="muted")
            row.addWidget(beside)
        row.addStretch(1)
        holder.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)
        return holder


def _open(address: str, *_: bool) -> None:
    QDesktopServices.openUrl(QUrl(address))
