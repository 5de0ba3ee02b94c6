"""The only place that shows the custom fields of a contact or company in its panel."""

from collections.abc import Iterator, Mapping
from typing import Any

from PySide6.QtWidgets import QFrame, QWidget

from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldOwner
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.ui.choice_names import NOTHING
from helpdesk_desktop.ui.contacts.panel_cells import PanelCells
from helpdesk_desktop.ui.custom.custom_words import custom_text
from helpdesk_desktop.ui.detail.value_labels import ValueLabel
from helpdesk_desktop.ui.editing.value_cell import ValueCell
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.row_stack import RowStack
from helpdesk_desktop.ui.slices import Slices
from helpdesk_desktop.ui.theme import set_kind

# As wide as the names in the card above at least are, so that values stand under values.
LABEL_WIDTH = 107


class CustomRows(QFrame):
    """Every active field, empty or not, and retired ones that hold something; hidden without any.

    Lines are made anew only when other fields are shown than before; a field that is shown as it
    was keeps its line, and the editor that is open in it. Of many the lower ones come a moment
    later.
    """

    def __init__(self, owner: CustomFieldOwner, cells: PanelCells) -> None:
        super().__init__()
        self.setObjectName(f"{owner.value}_custom_card")
        set_kind(self, "card")
        self._owner = owner
        self._cells = cells
        self._fields: tuple[CustomField, ...] = ()
        self._held: Mapping[str, Any] = {}
        self._slices = Slices(self)
        self._rows: dict[str, tuple[CustomField, QWidget, ValueCell, ValueLabel]] = {}
        self._stack = RowStack(self, LABEL_WIDTH)
        self.hide()

    @property
    def editable(self) -> frozenset[str]:
        """The names of the fields that can be changed: retired ones only stay to be read."""
        return frozenset(f"cf.{field.key}" for field in self._fields if field.is_active)

    def field_of(self, name: str) -> CustomField:
        """The field that an edit names `cf.KEY`."""
        return self._rows[name][0]

    @property
    def is_whole(self) -> bool:
        """Whether every line is there."""
        return not self._slices.is_running

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
        self._held = held
        for name in self._rows:
            self._say(name)

    def _say(self, name: str) -> None:
        field, _, _, shown = self._rows[name]
        value = self._held.get(field.key)
        shown.set_value((None if value is None else custom_text(field, value)) or NOTHING)

    def _rearrange(self, wanted: tuple[CustomField, ...]) -> None:
        stay = set(wanted)
        for name, (field, label, cell, _) in list(self._rows.items()):
            self._stack.take_out(label)
            self._stack.take_out(cell)
            if field not in stay:
                self._cells.drop(name)
                for part in (label, cell):
                    part.hide()
                    part.deleteLater()
                del self._rows[name]
        self._fields = wanted
        self._slices.stop()
        steps = self._place_all(wanted)
        if next(steps, False):  # the first slice is more than what is in sight
            self._slices.run(steps)

    def _place_all(self, wanted: tuple[CustomField, ...]) -> Iterator[bool]:
        previous: QWidget | None = None
        for place, field in enumerate(wanted):
            name = f"cf.{field.key}"
            if name not in self._rows:
                self._rows[name] = self._made(name, field, self._stack.parent_of(place))
                self._say(name)
                self._cells.add(name, self._rows[name][2])
            _, label, cell, _ = self._rows[name]
            if previous is not None:
                QWidget.setTabOrder(previous, cell)
            previous = cell
            if self._stack.place(place, label, cell):
                yield True
        self._stack.end()

    def _made(
        self, name: str, field: CustomField, parent: QWidget
    ) -> tuple[CustomField, QWidget, ValueCell, ValueLabel]:
        label = make_label(field.label, tone="muted", is_wrapped=True, parent=parent)
        label.setContentsMargins(0, 2, 0, 2)
        label.setFixedWidth(LABEL_WIDTH)
        shown = ValueLabel(f"custom_{self._owner.value}_{field.key}", parent)
        cell = ValueCell(name, field.label, shown, parent=parent)
        return field, label, cell, shown
