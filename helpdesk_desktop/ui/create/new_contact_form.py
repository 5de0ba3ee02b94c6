"""The only place where a contact is made in place, inside the ticket being created."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from helpdesk_desktop.domain.custom_field import CustomFieldOwner
from helpdesk_desktop.domain.errors import Problem
from helpdesk_desktop.domain.people import Directory, NewContact
from helpdesk_desktop.services.contracts import Clock
from helpdesk_desktop.ui.create.form_field import FormField
from helpdesk_desktop.ui.custom.company_needs import CompanyNeeds
from helpdesk_desktop.ui.custom.custom_form import CustomForm, fields_of
from helpdesk_desktop.ui.detail.value_labels import LinkButton
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.theme import set_kind

# The inputs' keys, as drafts spell them, and where the service's problems point.
PARTS = ("name", "phone", "email", "company")
PROBLEM_FIELDS = {
    "new_contact": "name",
    "new_contact.name": "name",
    "new_contact.phones": "phone",
    "new_contact.emails": "email",
    "new_contact.company": "company",
}


class NewContactForm(QFrame):
    """Name, phone, e-mail, company and required fields of a contact to be made with the ticket.

    `edited` on every key, `left` when the agent goes back to searching.
    """

    edited = Signal()
    left = Signal()

    def __init__(self, directory: Directory, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("new_contact_form")
        every = fields_of(directory, CustomFieldOwner.CONTACT)
        needed = [field for field in every if field.is_required_to_create]
        # What is not required is given later, at the contact.
        self.custom = CustomForm(
            needed, clock, required=frozenset(field.key for field in needed), parent=self
        )
        self.custom.show_defaults()
        self.custom.edited.connect(self.edited)
        self.firm = CompanyNeeds(directory, clock, self)
        self.firm.edited.connect(self.edited)
        set_kind(self, "card")
        says = {
            "name": self.tr("Name"),
            "phone": self.tr("Phone"),
            "email": self.tr("E-mail"),
            "company": self.tr("Company"),
        }
        self.lines: dict[str, QLineEdit] = {}
        self.fields: dict[str, FormField] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for number, part in enumerate(PARTS):
            line = QLineEdit(self)
            line.setObjectName(f"new_contact_{part}")
            line.textEdited.connect(self.edited)
            if part == "company":
                line.textEdited.connect(self.firm.dismiss)
            self.lines[part] = line
            self.fields[part] = FormField(f"new_contact_{part}", says[part], line, parent=self)
            # A screen reader hears the group's name with each of its lines.
            line.setAccessibleName(self.tr("New contact, {part}").format(part=says[part]))
            grid.addWidget(self.fields[part], number // 2, number % 2, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(number % 2, 1)
        back = LinkButton("back_to_search")
        back.set_whole_text(self.tr("Search instead"))
        back.clicked.connect(self.left)
        head = QHBoxLayout()
        head.addWidget(make_label(self.tr("New contact"), tone="strong"))
        head.addStretch(1)
        head.addWidget(back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 12)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addLayout(grid)
        layout.addWidget(self.firm)
        layout.addWidget(self.custom)
        self.custom.setVisible(bool(needed))

    @property
    def texts(self) -> dict[str, str]:
        """What stands in each line."""
        return {part: line.text() for part, line in self.lines.items()}

    @property
    def contact(self) -> NewContact:
        """The contact as typed."""
        texts = {part: text.strip() for part, text in self.texts.items()}
        return NewContact(
            name=texts["name"] or None,
            phones=(texts["phone"],) if texts["phone"] else (),
            emails=(texts["email"],) if texts["email"] else (),
            company=texts["company"] or None,
            custom=self.custom.values(),
            company_custom=self.firm.values(),
        )

    @property
    def all_fields(self) -> tuple[FormField, ...]:
        """Every field in the order of the eye."""
        return (
            *self.fields.values(),
            *self.firm.form_fields,
            *self.custom.form_fields.values(),
        )

    @property
    def inputs(self) -> tuple[QWidget, ...]:
        """Every line that is typed into."""
        lines = [field.target for field in self.custom.form_fields.values()]
        lines += self.firm.inputs
        return (*self.lines.values(), *(line for line in lines if isinstance(line, QLineEdit)))

    def draft(self) -> dict[str, Any]:
        """What stands in every input, as JSON."""
        return {**self.texts, **self.firm.drafts(), **self.custom.drafts()}

    def field_of(self, problem: Problem) -> FormField | None:
        """Which field a problem of the service is about."""
        part = PROBLEM_FIELDS.get(problem.field or "")
        if part is not None:
            return self.fields[part]
        return self.custom.field_of(problem) or self.firm.field_of(problem)

    def fill(self, texts: dict[str, Any]) -> None:
        """Put these texts in; lines that are not named are emptied."""
        self.custom.begin_anew(texts)
        self.custom.show_problems(())
        self.firm.restore(texts)
        for part, line in self.lines.items():
            line.setText(texts.get(part, ""))
            self.fields[part].say_fault("")

    def begin(self, text: str) -> None:
        """Start with what was searched for, in the line it fits."""
        part = "name"
        if "@" in text:
            part = "email"
        elif looks_like_number(text):
            part = "phone"
        self.fill({part: text})
        (self.lines["name"] if part != "name" else self.lines["phone"]).setFocus()


def looks_like_number(text: str) -> bool:
    """Whether the text can be a phone number: three digits, and nothing but signs around them."""
    digits = sum(char.isdigit() for char in text)
    return digits >= 3 and all(char.isdigit() or char in "+-.()/ \u00a0" for char in text)
