"""The only place for the card of a ticket's fields: one line a field, in a fixed order.

Empty is `-`. Lines that most tickets have nothing for (an id of another system) are hidden.
"""

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.domain.ticket import Status, TicketDetail
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.choice_names import NOTHING, source_name
from helpdesk_desktop.ui.detail.activity_text import agent_name
from helpdesk_desktop.ui.detail.contact_line import ContactLine
from helpdesk_desktop.ui.detail.custom_card import CustomCard
from helpdesk_desktop.ui.detail.moments import When, due_text, moment_text
from helpdesk_desktop.ui.detail.value_labels import (
    LinkButton,
    ValueLabel,
    stars_name,
    stars_text,
)
from helpdesk_desktop.ui.editing.value_cell import ValueCell
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.theme import set_kind, set_tone

_EDITABLE = frozenset({"contact", "phone", "assignee", "group", "ccs", "due"})
# Stands in every masked number, and in no other.
_MASK = "•"


class FieldCard(QFrame):
    """Every field of the ticket and its contact that is not in the header."""

    ticket_requested = Signal(int)
    contact_requested = Signal(int)

    def __init__(self, runner: TaskRunner) -> None:
        super().__init__()
        self.setObjectName("field_card")
        set_kind(self, "card")
        self.contact = ContactLine(runner)
        self.contact.ticket_requested.connect(self.ticket_requested)
        self.contact.contact_requested.connect(self.contact_requested)
        self._values: dict[str, ValueLabel] = {}
        self._links: dict[str, LinkButton] = {}
        self._rows: dict[str, tuple[QWidget, ...]] = {}
        # A card of its own, which the panel puts right below this one.
        self.custom = CustomCard()
        self.custom.contact_requested.connect(self.contact_requested)
        self.cells: dict[str, ValueCell] = {}
        self._is_editable = False
        self._grid = QGridLayout(self)
        self._build()

    def show_detail(
        self, detail: TicketDetail, directory: Directory, desk: Desk, when: When
    ) -> None:
        """Show this ticket's fields."""
        self._show_editable(detail)
        self.contact.show_detail(detail, desk)
        self._show_phone(detail)
        self._show_link("email", detail.email or "", f"mailto:{detail.email}")
        self._say("company", detail.company)
        contact = detail.contact
        rating = contact.rating if contact is not None else None
        self._say("rating", stars_text(rating))
        self._values["rating"].setAccessibleName(stars_name(rating))
        self._show("rating", is_shown=detail.contact_id is not None)
        self._say("assignee", agent_name(detail.assignee_id, directory))
        group = directory.group_by_id.get(detail.group_id) if detail.group_id is not None else None
        self._say("group", group.name if group else None)
        ccs = sorted((agent_name(agent_id, directory) for agent_id in detail.cc_ids), key=fold)
        self._say("ccs", ", ".join(ccs))
        self._show_due(detail, when)
        self._say("source", source_name(detail.source))
        creator = agent_name(detail.creator_id, directory)
        created = moment_text(detail.created_at, when)
        self._say(
            "created",
            created
            if creator == NOTHING
            else self.tr("{moment} · by {name}").format(moment=created, name=creator),
        )
        for key, at in (
            ("updated", detail.updated_at),
            ("first_response", detail.first_response_at),
            ("closed", detail.closed_at),
        ):
            self._say(key, moment_text(at, when) if at else None)
        self._say("external_id", detail.external_id)
        self._show("external_id", is_shown=detail.external_id is not None)
        self.custom.show_detail(detail, directory, is_editable=self._is_editable)

    def set_editable(self, *, is_editable: bool) -> None:
        """Let the values be changed where they stand, or only be read."""
        self._is_editable = is_editable

    def _show_editable(self, detail: TicketDetail) -> None:
        for key, cell in self.cells.items():
            # A contact's number is changed at the contact.
            can_be = key in _EDITABLE and (key != "phone" or detail.contact_id is None)
            cell.set_editable(is_editable=self._is_editable and can_be)

    def _show_phone(self, detail: TicketDetail) -> None:
        phone = detail.phone or ""
        address = "" if _MASK in phone else f"tel:{''.join(c for c in phone if c in '+0123456789')}"
        self._show_link("phone", phone, address)

    def _show_link(self, key: str, text: str, address: str) -> None:
        is_link = bool(text and address)
        self._links[key].setVisible(is_link)
        self._values[key].setVisible(not is_link)
        self._links[key].set_whole_text(text)
        self._links[key].setProperty("address", address)
        self._say(key, text)

    def _show_due(self, detail: TicketDetail, when: When) -> None:
        label = self._values["due"]
        is_overdue = (
            detail.due_at is not None
            and detail.due_at < when.now
            and detail.status is not Status.CLOSED
        )
        set_tone(label, "danger" if is_overdue else "text")
        self._say(
            "due", due_text(detail.due_at, when, is_overdue=is_overdue) if detail.due_at else None
        )

    def _say(self, key: str, text: str | None) -> None:
        self._values[key].set_value(text or NOTHING)

    def _show(self, key: str, *, is_shown: bool) -> None:
        for widget in self._rows[key]:
            widget.setVisible(is_shown)

    def _build(self) -> None:
        self._grid.setContentsMargins(12, 10, 12, 10)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self._add_row("contact", self.tr("Contact"), self.contact)
        self._add_link("phone", self.tr("Phone"))
        self._add_link("email", self.tr("Customer email"))
        for key, says in (
            ("company", self.tr("Company")),
            ("rating", self.tr("Rating")),
            ("assignee", self.tr("Assign to")),
            ("group", self.tr("Group")),
            ("ccs", self.tr("CCs")),
            ("due", self.tr("Due")),
        ):
            self._add_value(key, says)
        rule = QFrame()
        rule.setProperty("kind", "rule")
        self._grid.addWidget(rule, self._grid.rowCount(), 0, 1, 2)
        for key, says in (
            ("source", self.tr("Source")),
            ("created", self.tr("Created")),
            ("updated", self.tr("Updated")),
            ("first_response", self.tr("First response")),
            ("closed", self.tr("Closed")),
            ("external_id", self.tr("External id")),
        ):
            self._add_value(key, says)

    def _add_value(self, key: str, says: str) -> None:
        value = ValueLabel(key)
        self._values[key] = value
        self._add_row(key, says, value)

    def _add_link(self, key: str, says: str) -> None:
        value, link = ValueLabel(key), LinkButton(f"{key}_link")
        self._values[key], self._links[key] = value, link
        link.clicked.connect(self._on_link_clicked)
        both = QWidget()
        layout = QVBoxLayout(both)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(value)
        layout.addWidget(link)
        self._add_row(key, says, both)

    def _add_row(self, key: str, says: str, value: QWidget) -> None:
        label = make_label(says, tone="muted")
        label.setContentsMargins(0, 2, 0, 2)
        row = self._grid.rowCount()
        cell = ValueCell(key, says, value)
        self.cells[key] = cell
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(cell, row, 1)
        self._rows[key] = (label, cell)

    def _on_link_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkButton):
            QDesktopServices.openUrl(QUrl(link.property("address")))
