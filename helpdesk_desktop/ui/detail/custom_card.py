"""The only place that shows the custom fields of a ticket, and of its contact, in the panel."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QWidget

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

    `edit_wanted` carries `cf.KEY`; `cells` are by that name. Lines are made anew only when other
    fields are shown than before. Contact fields are changed at the contact: `contact_requested`
    carries its id.
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
        self._contact_id: int | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 10, 12, 10)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
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
            part.deleteLater()
        self._parts, self.cells, self._values = [], {}, {}
        for field in own:
            self._add(field)
        if theirs:
            rule = QFrame()
            rule.setProperty("kind", "rule")
            heading = QWidget()
            line = QHBoxLayout(heading)
            line.setContentsMargins(0, 0, 0, 0)
            line.addWidget(
                make_label(self.tr("Of the contact"), name="of_contact", tone="section"), 1
            )
            leads = LinkButton("open_contact_fields")
            leads.set_whole_text(self.tr("Open contact"))
            leads.clicked.connect(self._on_open_clicked)
            line.addWidget(leads)
            for part in (rule, heading) if own else (heading,):
                self._grid.addWidget(part, self._grid.rowCount(), 0, 1, 2)
                self._parts.append(part)
            for field in theirs:
                self._add(field)

    def _add(self, field: CustomField) -> None:
        label = make_label(field.label, tone="muted", is_wrapped=True)
        label.setContentsMargins(0, 2, 0, 2)
        label.setFixedWidth(_LABEL_WIDTH)
        name = f"custom_{field.owner.value}_{field.key}"
        value = ValueLabel(name)
        cell = ValueCell(field.filter_key, field.label, value)
        cell.edit_wanted.connect(self.edit_wanted)
        row = self._grid.rowCount()
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(cell, row, 1)
        self._parts += [label, cell]
        self.cells[field.filter_key] = cell
        self._values[field.filter_key] = value


def _shown(
    directory: Directory, owner: CustomFieldOwner, held: Mapping[str, Any]
) -> list[CustomField]:
    return [
        field
        for field in directory.custom_fields
        if field.owner is owner and (field.is_active or field.key in held)
    ]
