"""The only place that shows the custom fields of a ticket, and of its contact, in the panel."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QWidget

from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldOwner
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.domain.ticket import TicketDetail
from helpdesk_desktop.ui.choice_names import NOTHING
from helpdesk_desktop.ui.custom.custom_words import custom_text
from helpdesk_desktop.ui.detail.value_labels import LinkButton, ValueLabel
from helpdesk_desktop.ui.editing.value_cell import ValueCell
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.theme import set_kind

# As wide as the longest name in the card above, so that values stand under values.
_LABEL_WIDTH = 100


class CustomCard(QFrame):
    """Every active field of tickets, empty or not; retired and contact fields where they hold any.

    `edit_wanted` carries `cf.KEY`; `cells` are by that name. A line is made when its field is
    first shown, and kept. Contact fields are changed at the contact: `contact_requested` carries
    its id.
    """

    edit_wanted = Signal(str)
    contact_requested = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("custom_card")
        set_kind(self, "card")
        self.cells: dict[str, ValueCell] = {}
        self._values: dict[str, ValueLabel] = {}
        self._made_of: tuple[tuple[str, str], ...] = ()
        self._parts: list[QWidget] = []
        self._rows: dict[str, tuple[QLabel, ValueCell, ValueLabel]] = {}
        self._contact_id: int | None = None
        self._rule = QFrame(self)
        self._rule.setProperty("kind", "rule")
        self._heading = self._build_heading()
        for part in (self._rule, self._heading):
            part.hide()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 10, 12, 10)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(0, _LABEL_WIDTH)
        self.hide()

    def show_detail(self, detail: TicketDetail, directory: Directory, *, is_editable: bool) -> None:
        """Show this ticket's values."""
        held = dict(detail.custom)
        of_contact = dict(detail.contact.custom) if detail.contact is not None else {}
        own = _shown(directory, CustomFieldOwner.TICKET, held)
        theirs = [
            field
            for field in directory.custom_fields
            if field.owner is CustomFieldOwner.CONTACT and field.key in of_contact
        ]
        self._contact_id = None if detail.contact is None else int(detail.contact.id)
        self._make(own, theirs)
        for field in own:
            self._say(field, held.get(field.key))
            cell = self.cells[field.filter_key]
            cell.set_editable(is_editable=is_editable and field.is_active)
        for field in theirs:
            self._say(field, of_contact[field.key])
        self.setVisible(bool(own or theirs))

    def _on_open_clicked(self) -> None:
        if self._contact_id is not None:
            self.contact_requested.emit(self._contact_id)

    def _say(self, field: CustomField, value: Any) -> None:
        text = NOTHING if value is None else custom_text(field, value)
        self._values[field.filter_key].set_value(text or NOTHING)

    def _make(self, own: list[CustomField], theirs: list[CustomField]) -> None:
        wanted = tuple((field.filter_key, field.label) for field in (*own, *theirs))
        if wanted == self._made_of:
            return
        self._made_of = wanted
        for part in self._parts:
            self._grid.removeWidget(part)
            part.hide()
        self._parts, self.cells, self._values = [], {}, {}
        # A grid never forgets a row that it had, so that they are counted here.
        row = 0
        for field in own:
            row = self._place(row, *self._row_of(field))
        for before, after in pairwise(self.cells.values()):
            QWidget.setTabOrder(before, after)
        if theirs:
            for part in (self._rule, self._heading) if own else (self._heading,):
                row = self._place(row, part)
            for field in theirs:
                row = self._place(row, *self._row_of(field))

    def _build_heading(self) -> QWidget:
        heading = QWidget(self)
        line = QHBoxLayout(heading)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(make_label(self.tr("Of the contact"), name="of_contact", tone="section"), 1)
        leads = LinkButton("open_contact_fields")
        leads.set_whole_text(self.tr("Open contact"))
        leads.clicked.connect(self._on_open_clicked)
        line.addWidget(leads)
        return heading

    def _place(self, row: int, first: QWidget, second: QWidget | None = None) -> int:
        if second is None:
            self._grid.addWidget(first, row, 0, 1, 2)
        else:
            self._grid.addWidget(first, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(second, row, 1)
            self._parts.append(second)
            second.show()
        self._parts.append(first)
        first.show()
        return row + 1

    def _row_of(self, field: CustomField) -> tuple[QLabel, ValueCell]:
        # Contacts have different fields: what goes out of sight comes back with another ticket.
        found = self._rows.get(field.filter_key)
        if found is not None and found[0].text() != field.label:
            for part in found[:2]:
                part.deleteLater()
            found = None
        if found is None:
            found = self._rows[field.filter_key] = self._make_row(field)
        label, cell, value = found
        self.cells[field.filter_key] = cell
        self._values[field.filter_key] = value
        return label, cell

    def _make_row(self, field: CustomField) -> tuple[QLabel, ValueCell, ValueLabel]:
        label = make_label(field.label, tone="muted", is_wrapped=True)
        label.setContentsMargins(0, 2, 0, 2)
        label.setFixedWidth(_LABEL_WIDTH)
        value = ValueLabel(f"custom_{field.owner.value}_{field.key}")
        cell = ValueCell(field.filter_key, field.label, value)
        cell.edit_wanted.connect(self.edit_wanted)
        return label, cell, value


def _shown(
    directory: Directory, owner: CustomFieldOwner, held: Mapping[str, Any]
) -> list[CustomField]:
    return [
        field
        for field in directory.custom_fields
        if field.owner is owner and (field.is_active or field.key in held)
    ]
