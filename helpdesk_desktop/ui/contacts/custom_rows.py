"""The only place that shows the custom fields of a contact or company in its panel."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldOwner
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.ui.choice_names import NOTHING
from helpdesk_desktop.ui.contacts.panel_cells import PanelCells
from helpdesk_desktop.ui.custom.custom_words import custom_text
from helpdesk_desktop.ui.detail.value_labels import ValueLabel
from helpdesk_desktop.ui.editing.value_cell import ValueCell
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.theme import set_kind

# As wide as the names in the card above at least are, so that values stand under values.
LABEL_WIDTH = 107


class CustomRows(QFrame):
    """Every active field, empty or not, and retired ones that hold something; hidden without any.

    Lines are made anew only when other fields are shown than before; a field that is shown as it
    was keeps its line, and the editor that is open in it.
    """

    def __init__(self, owner: CustomFieldOwner, cells: PanelCells) -> None:
        super().__init__()
        self.setObjectName(f"{owner.value}_custom_card")
        set_kind(self, "card")
        self._owner = owner
        self._cells = cells
        self._fields: tuple[CustomField, ...] = ()
        self._rows: dict[str, tuple[CustomField, QWidget, ValueCell, ValueLabel]] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 10, 12, 10)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self.hide()

    @property
    def editable(self) -> frozenset[str]:
        """The names of the fields that can be changed: retired ones only stay to be read."""
        return frozenset(f"cf.{field.key}" for field in self._fields if field.is_active)

    def field_of(self, name: str) -> CustomField:
        """The field that an edit names `cf.KEY`."""
        return self._rows[name][0]

    def make(self, directory: Directory, held: Mapping[str, Any]) -> None:
        """Have a line for each field that is shown now."""
        wanted = tuple(
            field
            for field in directory.custom_fields
            if field.owner is self._owner and (field.is_active or field.key in held)
        )
        if wanted != self._fields:
            self._rearrange(wanted)
        self.setVisible(bool(wanted))

    def show_values(self, held: Mapping[str, Any]) -> None:
        """Put the values on screen."""
        for field, _, _, shown in self._rows.values():
            value = held.get(field.key)
            shown.set_value((None if value is None else custom_text(field, value)) or NOTHING)

    def _rearrange(self, wanted: tuple[CustomField, ...]) -> None:
        stay = set(wanted)
        for name, (field, label, cell, _) in list(self._rows.items()):
            self._grid.removeWidget(label)
            self._grid.removeWidget(cell)
            if field not in stay:
                self._cells.drop(name)
                for part in (label, cell):
                    part.hide()
                    part.deleteLater()
                del self._rows[name]
        self._fields = wanted
        previous: QWidget | None = None
        for place, field in enumerate(wanted):
            name = f"cf.{field.key}"
            if name not in self._rows:
                self._rows[name] = self._made(name, field)
            _, label, cell, _ = self._rows[name]
            self._grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(cell, place, 1)
            if previous is not None:
                QWidget.setTabOrder(previous, cell)
            previous = cell

    def _made(
        self, name: str, field: CustomField
    ) -> tuple[CustomField, QWidget, ValueCell, ValueLabel]:
        label = make_label(field.label, tone="muted", is_wrapped=True)
        label.setContentsMargins(0, 2, 0, 2)
        label.setFixedWidth(LABEL_WIDTH)
        shown = ValueLabel(f"custom_{self._owner.value}_{field.key}")
        cell = ValueCell(name, field.label, shown)
        self._cells.add(name, cell)
        return field, label, cell, shown
