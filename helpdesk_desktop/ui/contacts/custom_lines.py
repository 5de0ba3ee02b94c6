"""The only place that shows the custom fields of a contact or a company in its panel."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from helpdesk_desktop.domain.custom_field import CustomFieldOwner
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.ui.choice_names import NOTHING
from helpdesk_desktop.ui.custom.custom_words import custom_text
from helpdesk_desktop.ui.detail.value_labels import ValueLabel
from helpdesk_desktop.ui.plain_text import make_label


class CustomLines(QWidget):
    """A heading and one line for each field that has a value; hidden where none has."""

    def __init__(self, owner: CustomFieldOwner) -> None:
        super().__init__()
        self.setObjectName(f"{owner.value}_custom_lines")
        self._prefix = f"{owner.value}.cf."
        self._lines: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(make_label(self.tr("More"), tone="section"))
        self.hide()

    def show_values(self, values: Iterable[tuple[str, Any]], directory: Directory) -> None:
        """Say these values, by key."""
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = []
        for key, value in values:
            field = directory.custom_field_by_key.get(fold(f"{self._prefix}{key}"))
            line = ValueLabel(f"custom_{key}")
            # A field made a moment ago is not in this directory yet: its value is on its way.
            said = NOTHING if field is None else custom_text(field, value) or NOTHING
            line.set_value(f"{field.label if field else key}: {said}")
            self._column.addWidget(line)
            self._lines.append(line)
        self.setVisible(bool(self._lines))
