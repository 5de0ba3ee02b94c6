"""The only place that shows one company: its notes, its contacts, its tickets."""

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.contact_edits import Details
from helpdesk_desktop.domain.contacts import CompanyDetail, CompanyPage, contact_title
from helpdesk_desktop.domain.people import CompanyId, ContactRow, Right
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.choice_names import NOTHING
from helpdesk_desktop.ui.contacts.doubles_card import DoublesCard
from helpdesk_desktop.ui.contacts.entry_panel import EntryPanel
from helpdesk_desktop.ui.contacts.merged_save import Ways
from helpdesk_desktop.ui.contacts.value_editors import (
    EditPlace,
    FieldEditor,
    LineEditor,
    NotesEditor,
)
from helpdesk_desktop.ui.detail.value_labels import LinkButton, ValueLabel
from helpdesk_desktop.ui.editing.value_cell import ValueCell
from helpdesk_desktop.ui.icons import bind_icon
from helpdesk_desktop.ui.messages import number_text
from helpdesk_desktop.ui.plain_text import ElidedLabel, make_label
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.theme import set_kind


class CompanyPanel(EntryPanel):
    """One company.

    `contact_requested` carries a contact's id, `contact_wanted` the name of a company to work for.
    """

    contact_requested = Signal(int)
    contact_wanted = Signal(str)

    def __init__(self, runner: TaskRunner) -> None:
        self.name = ValueLabel("company_name")
        self.new_contact = QPushButton()
        self.doubles = DoublesCard("company_doubles_card", "company_doubles", "merge_companies")
        self.people = QFrame()
        self.people_head = make_label(name="people_count", tone="section")
        self.people_rest = make_label(name="people_rest", tone="muted", is_wrapped=True)
        self._people = QVBoxLayout()
        self._people_widgets: list[QWidget] = []
        super().__init__(runner, "company", "")
        self.empty.sentence.setText(self.tr("No company selected"))
        self.setAccessibleName(self.tr("Company"))

    @override
    def fill(self, column: QVBoxLayout) -> None:
        self.name.setProperty("tone", "title")
        name_cell = ValueCell("name", self.tr("Name"), self.name, is_flush=True)
        self.cells.add("name", name_cell)
        column.addWidget(name_cell)
        self.new_contact.setText(self.tr("New contact"))
        self.new_contact.setObjectName("company_new_contact")
        self.new_contact.setAccessibleName(self.tr("New contact of this company"))
        bind_icon(self.new_contact, "user-plus")
        self.new_contact.clicked.connect(self._on_new_contact_clicked)
        buttons = QHBoxLayout()
        buttons.addWidget(self.new_contact)
        buttons.addStretch(1)
        column.addLayout(buttons)
        self.doubles.merge_wanted.connect(self._on_merge_wanted)
        column.addWidget(self.doubles)
        column.addWidget(self.build_card())
        self.add_value("notes", self.tr("Notes"))
        column.addWidget(self.custom)
        self.people.setObjectName("company_people")
        set_kind(self.people, "card")
        people = QVBoxLayout(self.people)
        people.setContentsMargins(12, 10, 12, 10)
        people.setSpacing(8)
        self._people.setSpacing(6)
        people.addWidget(self.people_head)
        people.addLayout(self._people)
        people.addWidget(self.people_rest)
        column.addWidget(self.people)
        column.addWidget(self.merges)
        column.addWidget(self.tickets)

    @override
    def read(self, desk: Desk, number: int, cancel: Cancellation) -> CompanyPage:
        return desk.companies.page(CompanyId(number), cancel)

    @override
    def details_of(self, page: Any) -> Details:
        company: CompanyDetail = page.company
        return company

    @override
    def ways(self, desk: Desk, details: Details) -> Ways:
        number = CompanyId(details.id)
        return Ways(
            lambda version, changes: desk.companies.edit(number, version, changes),
            lambda: desk.companies.page(number, Cancellation()).company,
        )

    @override
    def editable(self, page: Any) -> frozenset[str]:
        return frozenset({"name", "notes"})

    @override
    def build_editor(self, name: str, details: Details) -> FieldEditor:
        place = EditPlace(self.runner, self.desk, "company", details)
        if name == "notes":
            return NotesEditor(place, self.tr("Notes"))
        return LineEditor(place, name, self.tr("Name"))

    @override
    def render_page(self, page: Any) -> None:
        self.name.set_value(page.company.name)
        self.say("notes", page.company.notes)
        self.new_contact.setEnabled(self.may(Right.CREATE))
        names = [double.name for double in page.duplicates]
        self.doubles.show_doubles(names, may_merge=self.may(Right.MERGE))
        self._show_people(page.contacts, page.contact_count)
        self.tickets.show_tickets(page.tickets, page.ticket_count)

    def _show_people(self, people: tuple[ContactRow, ...], count: int) -> None:
        for widget in self._people_widgets:
            self._people.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._people_widgets = [self._person(one) for one in people]
        for widget in self._people_widgets:
            self._people.addWidget(widget)
        self.people_head.setText(self.tr("Contacts ({count})").format(count=number_text(count)))
        said = self.tr("The first {shown} by name are listed.")
        if not count:
            said = self.tr("No contacts that you may see.")
        self.people_rest.setText(said.format(shown=number_text(len(people))))
        self.people_rest.setVisible(count == 0 or count > len(people))

    def _person(self, person: ContactRow) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        link = LinkButton(f"person_{person.id}")
        link.set_whole_text(contact_title(person) or NOTHING)
        link.clicked.connect(partial(self._on_person_clicked, int(person.id)))
        beside = person.phone if person.name else None
        rest = ElidedLabel(beside or person.email or "", tone="muted")
        row.addWidget(link)
        row.addWidget(rest, 1)
        return holder

    def _on_person_clicked(self, number: int, *_: bool) -> None:
        self.contact_requested.emit(number)

    def _on_new_contact_clicked(self) -> None:
        if self.page is not None:
            self.contact_wanted.emit(self.page.company.name)

    def _on_merge_wanted(self) -> None:
        if self.page is not None:
            others = (double.id for double in self.page.duplicates)
            self.merge_wanted.emit([int(self.page.company.id), *map(int, others)])
