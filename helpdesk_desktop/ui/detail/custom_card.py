"""The only place that shows the custom fields of a ticket, and of its contact, in the panel."""

from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldOwner
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.domain.ticket import TicketDetail
from helpdesk_desktop.ui.choice_names import NOTHING
from helpdesk_desktop.ui.custom.custom_words import custom_text
from helpdesk_desktop.ui.detail.value_labels import LinkButton, ValueLabel
from helpdesk_desktop.ui.editing.value_cell import ValueCell
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.row_stack import RowStack
from helpdesk_desktop.ui.slices import Slices
from helpdesk_desktop.ui.theme import set_kind

# As wide as the longest name in the card above, so that values stand under values.
_LABEL_WIDTH = 100
# What stands in a line: a field by name and label, or another part.
Key = tuple[str, str] | QWidget


class CustomCard(QFrame):
    """Every active field of tickets, empty or not; retired and contact fields where they hold any.

    `edit_wanted` carries `cf.KEY`; `cells` are by that name. A line is made when its field is
    first shown, and kept; where there are many, the lower ones a moment later. Contact fields are
    changed at the contact: `contact_requested` carries its id.
    """

    edit_wanted = Signal(str)
    contact_requested = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("custom_card")
        set_kind(self, "card")
        self.cells: dict[str, ValueCell] = {}
        self._values: dict[str, ValueLabel] = {}
        self._made_of: tuple[Key, ...] = ()
        self._placed: list[tuple[Key, tuple[QWidget, ...]]] = []
        self._rows: dict[str, tuple[QLabel, ValueCell, ValueLabel]] = {}
        self._contact_id: int | None = None
        self._texts: dict[str, str] = {}
        self._editable: frozenset[str] = frozenset()
        self._slices = Slices(self)
        self._rule = QFrame(self)
        self._rule.setProperty("kind", "rule")
        self._heading = self._build_heading()
        for part in (self._rule, self._heading):
            part.hide()
        self._stack = RowStack(self, _LABEL_WIDTH)
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
        self._texts = {field.filter_key: _text(field, held.get(field.key)) for field in own}
        self._texts |= {field.filter_key: _text(field, of_contact[field.key]) for field in theirs}
        self._editable = frozenset(
            field.filter_key for field in own if is_editable and field.is_active
        )
        self._make(own, theirs)
        for name in self.cells:
            self._fill(name)
        self.setVisible(bool(own or theirs))

    @property
    def is_whole(self) -> bool:
        """Whether every line is there."""
        return not self._slices.is_running

    def cell_of(self, name: str) -> ValueCell:
        """The cell of a field, made now if it was still to come."""
        if name not in self.cells:
            self._slices.finish()
        return self.cells[name]

    def _on_open_clicked(self) -> None:
        if self._contact_id is not None:
            self.contact_requested.emit(self._contact_id)

    def _fill(self, name: str) -> None:
        self._values[name].set_value(self._texts[name])
        self.cells[name].set_editable(is_editable=name in self._editable)

    def _make(self, own: list[CustomField], theirs: list[CustomField]) -> None:
        parts = (self._rule, self._heading) if own else (self._heading,)
        lines: list[CustomField | QWidget] = [*own, *(parts if theirs else ()), *theirs]
        wanted = tuple(map(_key, lines))
        if wanted == self._made_of:
            return
        self._made_of = wanted
        self._slices.stop()
        # The ticket's fields are those of the ticket before; those of its contact may not be.
        pairs = zip(self._placed, wanted, strict=False)
        stay = sum(1 for _ in takewhile(lambda pair: pair[0][0] == pair[1], pairs))
        for key, found in self._placed[stay:]:
            for part in found:
                self._stack.take_out(part)
                part.hide()
            if isinstance(key, tuple):
                del self.cells[key[0]], self._values[key[0]]
        del self._placed[stay:]
        steps = self._place_all(lines)
        if next(steps, False):  # the first slice is more than what is in sight
            self._slices.run(steps)

    def _place_all(self, lines: list[CustomField | QWidget]) -> Iterator[bool]:
        before: QWidget | None = self._placed[-1][1][-1] if self._placed else None
        # A grid never forgets a row that it had, so that they are counted here.
        for row, one in enumerate(lines[len(self._placed) :], len(self._placed)):
            if isinstance(one, QWidget):
                found: tuple[QWidget, ...] = (one,)
            else:
                found = self._row_of(one, row)
                self._fill(one.filter_key)
            if isinstance(before, ValueCell) and isinstance(found[-1], ValueCell):
                QWidget.setTabOrder(before, found[-1])
            before = found[-1]
            self._placed.append((_key(one), found))
            if self._stack.place(row, *found):
                yield True
        self._stack.end()

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

    def _row_of(self, field: CustomField, row: int) -> tuple[QLabel, ValueCell]:
        # Contacts have different fields: what goes out of sight comes back with another ticket.
        found = self._rows.get(field.filter_key)
        if found is not None and found[0].text() != field.label:
            for part in found[:2]:
                part.deleteLater()
            found = None
        if found is None:
            found = self._rows[field.filter_key] = self._make_row(field, self._stack.parent_of(row))
        label, cell, value = found
        self.cells[field.filter_key] = cell
        self._values[field.filter_key] = value
        return label, cell

    def _make_row(
        self, field: CustomField, parent: QWidget
    ) -> tuple[QLabel, ValueCell, ValueLabel]:
        label = make_label(field.label, tone="muted", is_wrapped=True, parent=parent)
        label.setContentsMargins(0, 2, 0, 2)
        label.setFixedWidth(_LABEL_WIDTH)
        value = ValueLabel(f"custom_{field.owner.value}_{field.key}", parent)
        cell = ValueCell(field.filter_key, field.label, value, parent=parent)
        cell.edit_wanted.connect(self.edit_wanted)
        return label, cell, value


def _key(line: CustomField | QWidget) -> Key:
    return line if isinstance(line, QWidget) else (line.filter_key, line.label)


def _text(field: CustomField, value: Any) -> str:
    return (None if value is None else custom_text(field, value)) or NOTHING


def _shown(
    directory: Directory, owner: CustomFieldOwner, held: Mapping[str, Any]
) -> list[CustomField]:
    return [
        field
        for field in directory.custom_fields
        if field.owner is owner and (field.is_active or field.key in held)
    ]
