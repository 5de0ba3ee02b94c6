"""The page of the dialog that makes a ticket."""

from typing import Self

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget

from helpdesk_desktop.domain.ticket import PRIORITY_KEYS, SOURCE_KEYS, STATUS_KEYS
from helpdesk_desktop.testing import screen
from helpdesk_desktop.testing.pages.forms import CustomForm
from helpdesk_desktop.ui.actions import Act
from helpdesk_desktop.ui.field_editors import FindCombo


class CreateTicketPage(CustomForm):
    """Create ticket; fields go by their names in it: `subject`, `priority`, `assignee_id`."""

    name = "create_ticket_dialog"

    def open(self) -> Self:
        """Open it by Ctrl+N."""
        self.do(Act.NEW_TICKET)
        return self.wait_open()

    def fill(  # a form has as many fields as it has
        self,
        subject: str | None = None,
        *,
        description: str | None = None,
        first_note: str | None = None,
        contact: str | None = None,
        status: str | None = None,
        type: str | None = None,  # noqa: A002  # the field's name
        priority: str | None = None,
        source: str | None = None,
        assignee: str | None = None,
        group: str | None = None,
        ccs: tuple[str, ...] = (),
        due: str | None = None,
        custom: dict[str, str] | None = None,
    ) -> Self:
        """Fill what is named and leave the rest.

        Pick lists take the words that they show, or the key of a status, priority or source;
        `assignee`, `group` and `ccs` whole names; `contact` a name, number or address that is
        known; `due` `2026-12-01 09:00`; `custom` values by the keys of fields.
        """
        if contact is not None:
            self.find_contact(contact)
        for name, text in (
            ("subject", subject),
            ("description", description),
            ("first_note", first_note),
        ):
            if text is not None:
                self.type_into(name, text)
        for name, choice, keys in (
            ("status", status, STATUS_KEYS),
            ("type_id", type, {}),
            ("priority", priority, PRIORITY_KEYS),
            ("source", source, SOURCE_KEYS),
        ):
            if choice is not None:
                by_key = {key: str(int(number)) for number, key in keys.items()}
                self.choose(name, by_key.get(choice, choice))
        for name, whole in (("assignee_id", assignee), ("group_id", group)):
            if whole is not None:
                self.find_and_type(name, whole)
        for one in ccs:
            self._add_cc(one)
        if due is not None:
            self.type_instant("due_at", due)
        return self.fill_custom(custom or {})

    def find_contact(self, text: str) -> Self:
        """Type a name, number or address, and take the first contact that is found."""
        self.type_into("contact_search", text)
        self.find("caller_list", QListWidget)
        self.press_in("contact_search", Qt.Key.Key_Return)
        return self.until(
            lambda: self.has("contact_card"), "the contact to be chosen", self._faults
        )

    def make_contact(
        self, name: str = "", *, phone: str = "", email: str = "", company: str = ""
    ) -> Self:
        """Make a contact in place: what is typed is offered last in the list of those found."""
        self.type_into("contact_search", name or phone or email)
        offers = self.find("caller_list", QListWidget)
        for _ in range(offers.count() - 1 - offers.currentRow()):
            self.press_in("contact_search", Qt.Key.Key_Down)
        self.press_in("contact_search", Qt.Key.Key_Return)
        self.until(lambda: self.has("new_contact_form"), "the form of a new contact")
        for part, text in (
            ("name", name),
            ("phone", phone),
            ("email", email),
            ("company", company),
        ):
            self.type_into(f"new_contact_{part}", text)
        return self

    def save(self) -> int:
        """Press Add, wait until the ticket is made, and answer its serial.

        Raises:
            NotSeenError: it was not made; the text has the faults that the dialog says.
        """
        made: list[int] = []
        making = self._program.desktop.making

        def take(saved: object) -> None:
            made.append(int(getattr(saved, "serial", 0)))

        making.ticket_created.connect(take)
        try:
            self.click("add_ticket")
            self.wait_closed()
            self.until(lambda: made, "the new ticket to be told of")
        finally:
            making.ticket_created.disconnect(take)
        self._program.window.tickets.view.setFocus()
        return made[0]

    def try_to_save(self) -> Self:
        """Press Add where it is expected to be refused; the dialog stays."""
        self.click("add_ticket")
        self.settle()
        return self

    @property
    def trouble(self) -> str:
        """What is said over the buttons."""
        return self.says("create_trouble")

    def _add_cc(self, name: str) -> None:
        combo = self.find("cc_ids_find", FindCombo)
        row = combo.findText(name)
        self.until(
            lambda: row >= 0, f"{name} among the agents", lambda: self.choices("cc_ids_find")
        )
        screen.focus(combo)
        self.type_into("cc_ids_find_text", name)
        screen.press_focused(Qt.Key.Key_Return)
        self.settle()
