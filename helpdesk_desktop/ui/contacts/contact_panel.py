"""The only place that shows one contact: who it is, how it is reached, its tickets, its doubles."""

from typing import Any

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import (
    QCompleter,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.contact_edits import Details
from helpdesk_desktop.domain.contacts import ContactPage, contact_title
from helpdesk_desktop.domain.people import ContactDetail, ContactId, ContactRow, Right
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.choice_names import NOTHING
from helpdesk_desktop.ui.contacts.doubles_card import DoublesCard
from helpdesk_desktop.ui.contacts.entry_panel import EntryPanel
from helpdesk_desktop.ui.contacts.link_lines import Line, LinkLines
from helpdesk_desktop.ui.contacts.merged_save import Ways
from helpdesk_desktop.ui.contacts.points_editor import PointsEditor
from helpdesk_desktop.ui.contacts.stars import Stars
from helpdesk_desktop.ui.contacts.value_editors import (
    AgentEditor,
    EditPlace,
    FieldEditor,
    LineEditor,
    NotesEditor,
)
from helpdesk_desktop.ui.detail.value_labels import LinkButton, ValueLabel
from helpdesk_desktop.ui.editing.value_cell import ValueCell
from helpdesk_desktop.ui.icons import bind_icon
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.tasks import TaskRunner

_MASK = "•"


class ContactPanel(EntryPanel):
    """One contact.

    `company_requested` carries a company's id, `new_ticket_wanted` a `ContactRow`.
    """

    company_requested = Signal(int)
    new_ticket_wanted = Signal(object)

    def __init__(self, runner: TaskRunner) -> None:
        self.name = ValueLabel("contact_name")
        self.subtitle = make_label(name="contact_subtitle", tone="muted", is_wrapped=True)
        self.new_ticket = QPushButton()
        self.phones = LinkLines("contact_phones")
        self.emails = LinkLines("contact_emails")
        self.company = LinkButton("contact_company")
        self.no_company = ValueLabel("contact_no_company")
        self.stars = Stars()
        self.doubles = DoublesCard("doubles", "doubles_sentence", "merge_doubles")
        super().__init__(runner, "contact", "")
        self.empty.sentence.setText(self.tr("No contact selected"))
        self.setAccessibleName(self.tr("Contact"))

    @override
    def fill(self, column: QVBoxLayout) -> None:
        self.name.setProperty("tone", "title")
        name_cell = ValueCell("name", self.tr("Name"), self.name, is_flush=True)
        self.cells.add("name", name_cell)
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addWidget(name_cell)
        head.addWidget(self.subtitle)
        column.addLayout(head)
        self.new_ticket.setText(self.tr("New ticket"))
        self.new_ticket.setObjectName("contact_new_ticket")
        self.new_ticket.setAccessibleName(self.tr("New ticket for this contact"))
        self.new_ticket.setToolTip(self.tr("New ticket for this contact"))
        bind_icon(self.new_ticket, "ticket-plus")
        self.new_ticket.clicked.connect(self._on_new_ticket_clicked)
        buttons = QHBoxLayout()
        buttons.addWidget(self.new_ticket)
        buttons.addStretch(1)
        column.addLayout(buttons)
        self.doubles.merge_wanted.connect(self._on_merge_wanted)
        column.addWidget(self.doubles)
        column.addWidget(self.build_card())
        self.add_row("phones", self.tr("Phone"), self.phones)
        self.add_row("emails", self.tr("E-mail"), self.emails)
        self.add_value("title", self.tr("Job title"))
        self._add_company()
        self._add_rating()
        self.add_value("manager_id", self.tr("Account manager"))
        self.add_value("notes", self.tr("Notes"))
        column.addWidget(self.custom)
        column.addWidget(self.merges)
        column.addWidget(self.tickets)

    def _add_company(self) -> None:
        both = QWidget()
        layout = QVBoxLayout(both)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.company)
        layout.addWidget(self.no_company)
        self.no_company.set_value(NOTHING)
        self.company.clicked.connect(self._on_company_clicked)
        self.add_row("company", self.tr("Company"), both)

    def _add_rating(self) -> None:
        label = make_label(self.tr("Rating"), tone="muted")
        row = self.grid.rowCount()
        self.grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        holder = QHBoxLayout()
        holder.setContentsMargins(6, 1, 4, 1)
        holder.addWidget(self.stars)
        self.grid.addLayout(holder, row, 1)
        self.stars.rated.connect(lambda rating: self.cells.save({"rating": rating}))

    # What is shown

    @override
    def read(self, desk: Desk, number: int, cancel: Cancellation) -> ContactPage:
        return desk.contacts.page(ContactId(number), cancel)

    @override
    def details_of(self, page: Any) -> Details:
        contact: ContactDetail = page.contact
        return contact

    @override
    def ways(self, desk: Desk, details: Details) -> Ways:
        number = ContactId(details.id)
        return Ways(
            lambda version, changes: desk.contacts.edit(number, version, changes),
            lambda: desk.contacts.page(number, Cancellation()).contact,
        )

    @override
    def editable(self, page: Any) -> frozenset[str]:
        fields = {"name", "title", "company", "emails", "manager_id", "notes"}
        # Who sees numbers masked cannot mean to replace them.
        return frozenset(fields if self.desk.viewer.phones_masked else {*fields, "phones"})

    @override
    def render_page(self, page: Any) -> None:
        contact: ContactDetail = page.contact
        self.name.set_value(contact_title(contact) or NOTHING)
        said = " · ".join(filter(None, (contact.title, contact.company)))
        self.subtitle.setText(said)
        self.subtitle.setVisible(bool(said))
        forms = zip(contact.phones, page.phone_forms, strict=True)
        self.phones.show_lines([_phone_line(phone, form) for phone, form in forms])
        self.emails.show_lines([Line(email, f"mailto:{email}") for email in contact.emails])
        self.say("title", contact.title)
        self.company.set_whole_text(contact.company or "")
        self.company.setVisible(contact.company is not None)
        self.no_company.setVisible(contact.company is None)
        self.stars.show_rating(contact.rating, is_editable=self.may(Right.EDIT))
        manager = self.directory.agent_by_id.get(contact.manager_id) if contact.manager_id else None
        self.say("manager_id", None if manager is None else manager.name)
        self.say("notes", contact.notes)
        self.new_ticket.setEnabled(self.may(Right.CREATE))
        names = list(map(_told, page.duplicates))
        self.doubles.show_doubles(names, may_merge=self.may(Right.MERGE))
        self.tickets.show_tickets(page.tickets, page.ticket_count)

    # Editors

    @override
    def build_editor(self, name: str, details: Details) -> FieldEditor:
        desk = self.desk
        place = EditPlace(self.runner, desk, "contact", details)
        match name:
            case "phones":
                says = self.tr("Phone")
                return PointsEditor(place, name, says, desk.contacts.spell_phone)
            case "emails":
                return PointsEditor(place, name, self.tr("E-mail"))
            case "manager_id":
                return AgentEditor(place, self.directory, self.tr("Account manager"))
            case "notes":
                return NotesEditor(place, self.tr("Notes"))
            case "company":
                return self._company_editor(place)
            case _:
                says = self.tr("Name") if name == "name" else self.tr("Job title")
                return LineEditor(place, name, says)

    def _company_editor(self, place: EditPlace) -> FieldEditor:
        editor = LineEditor(place, "company", self.tr("Company"))
        editor.line.setPlaceholderText(self.tr("Choose one, or type a new one"))
        names = QStringListModel(editor)
        completer = QCompleter(names, editor)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        editor.offer(completer)
        companies = place.desk.companies

        def look(text: str) -> None:
            def work(cancel: Cancellation) -> tuple[str, ...]:
                return companies.find_names(text, cancel) if text.strip() else ()

            def land(found: tuple[str, ...]) -> None:
                names.setStringList(list(found))
                if found and editor.line.hasFocus():
                    completer.complete()

            lane = ("companies", id(editor))
            self.runner.run(work, land, failed=lambda _: None, lane=lane, owner=editor)

        editor.line.textEdited.connect(look)
        return editor

    # Ways on

    def _on_new_ticket_clicked(self) -> None:
        if self.page is not None:
            self.new_ticket_wanted.emit(as_row(self.page.contact))

    def _on_company_clicked(self) -> None:
        if self.page is not None and self.page.company_id is not None:
            self.company_requested.emit(int(self.page.company_id))

    def _on_merge_wanted(self) -> None:
        if self.page is not None:
            others = (double.id for double in self.page.duplicates)
            self.merge_wanted.emit([int(self.page.contact.id), *map(int, others)])


def as_row(contact: ContactDetail) -> ContactRow:
    """The contact as a line of a pick list."""
    return ContactRow(
        contact.id,
        contact.name,
        contact.phones[0] if contact.phones else None,
        contact.emails[0] if contact.emails else None,
        contact.company,
    )


def _told(double: ContactRow) -> str:
    beside = (double.phone or double.email) if double.name else None
    return f"{contact_title(double)} ({beside})" if beside else contact_title(double)


def _phone_line(phone: str, form: str | None) -> Line:
    if _MASK in phone:
        return Line(phone)
    dialled = form or "".join(char for char in phone if char in "+0123456789")
    return Line(phone, f"tel:{dialled}", "" if form in {None, phone} else form or "")
