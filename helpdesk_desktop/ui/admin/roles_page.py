"""The only place where roles are administered in the window."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QVBoxLayout
from typing_extensions import override

from helpdesk_desktop.domain.people import (
    CONTACT_SCOPE_KEYS,
    TICKET_SCOPE_KEYS,
    ContactScope,
    Directory,
    Right,
    Role,
    RoleKind,
    TicketScope,
)
from helpdesk_desktop.domain.team_words import role_words
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.admin import role_words as said
from helpdesk_desktop.ui.admin.entry_list import Line
from helpdesk_desktop.ui.admin.entry_page import EntryPage
from helpdesk_desktop.ui.admin.form_parts import ComboPart, FormPart, LinePart, RadioPart
from helpdesk_desktop.ui.admin.many_parts import GroupedTicksPart
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.tokens import SPACE


class RolesPage(EntryPage[Role]):
    """Who may see and do what; nobody hands out more than their own role has."""

    name = "roles"

    @override
    def heading(self) -> str:
        return self.tr("Roles")

    @override
    def add_words(self) -> str:
        return self.tr("Add a role")

    @override
    def new_words(self) -> str:
        return self.tr("New role")

    @override
    def make_parts(self) -> dict[str, FormPart]:
        self._kind = ComboPart("roles_kind", self.tr("Kind"), is_required=True)
        self._tickets = RadioPart(
            "roles_tickets", self.tr("Which tickets they see"), said.ticket_choices()
        )
        self._contacts = RadioPart(
            "roles_contacts", self.tr("Which contacts they see"), said.contact_choices()
        )
        self._phones = RadioPart(
            "roles_phones", self.tr("How they see phone numbers"), said.phone_choices()
        )
        self._rights = GroupedTicksPart(
            "roles_rights", self.tr("What they may do"), said.right_sections()
        )
        self._example = make_label(name="roles_phone_example", tone="muted", is_wrapped=True)
        return {
            "name": LinePart("roles_name", self.tr("Name"), is_required=True),
            "kind": self._kind,
            "tickets": self._tickets,
            "contacts": self._contacts,
            "phones": self._phones,
            "rights": self._rights,
        }

    @override
    def lay_out(self, column: QVBoxLayout) -> None:
        super().lay_out(column)
        phones = QVBoxLayout()
        phones.setSpacing(SPACE)
        phones.addWidget(self._phones.field)
        phones.addWidget(self._example)
        column.insertLayout(column.indexOf(self._rights.field), phones)

    @override
    def entries(self, directory: Directory) -> Sequence[Role]:
        return directory.roles

    @override
    def words_of(self, entry: Role) -> dict[str, str]:
        return role_words(entry)

    @override
    def new_entry(self) -> dict[str, str]:
        viewer = self._place.desk.viewer
        tickets = max(TicketScope.GROUPS, viewer.ticket_scope)
        return {
            "name": "",
            "kind": "agent",
            "tickets": TICKET_SCOPE_KEYS[tickets],
            "contacts": CONTACT_SCOPE_KEYS[viewer.contact_scope],
            "phones": "masked" if viewer.phones_masked else "shown",
            "rights": ",".join(
                right.value for right in (Right.CREATE, Right.EDIT) if viewer.may(right)
            ),
        }

    @override
    def line_of(self, entry: Role) -> Line:
        count = sum(agent.role_id == entry.id for agent in self._directory.agents)
        return Line(int(entry.id), entry.name, self._agents(count), finds=entry.key)

    @override
    def subtitle_of(self, entry: Role) -> str:
        count = sum(agent.role_id == entry.id for agent in self._directory.agents)
        return f"{super().subtitle_of(entry)}  ·  {self._agents(count)}"

    def _agents(self, count: int) -> str:
        return self.tr("%Ln agent(s)", "", count)

    @override
    def store_new(self, desk: Desk, key: str, values: Mapping[str, str]) -> Role:
        return desk.team.add_role(key, values)

    @override
    def store(self, desk: Desk, entry: Role, changes: Mapping[str, str], version: int) -> Role:
        return desk.team.set_role(entry.key, changes, version=version)

    @override
    def undo_of_new(self, entry: Role) -> Callable[[Desk], object]:
        return lambda desk: desk.team.remove_role(entry.key, version=entry.version)

    @override
    def side_words(self, entry: Role) -> str:
        return self.tr("Remove role")

    @override
    def side_action(self, entry: Role) -> None:
        self.write(
            lambda desk: desk.team.remove_role(entry.key, version=entry.version), self._on_removed
        )

    def _on_removed(self, removed: Role) -> None:
        self.forget(int(removed.id))
        self.say_done(
            self.tr("The role “{name}” was removed.").format(name=removed.name),
            lambda desk: desk.team.restore_role(removed),
        )

    @override
    def prepare(self, entry: Role | None) -> None:
        is_chief = self._place.desk.viewer.is_administrator
        self._kind.show_choices(
            [
                (word, name, is_chief or word != "administrator")
                for word, name in said.kind_choices()
            ]
        )

    @override
    def show_hints(self) -> None:
        viewer = self._place.desk.viewer
        is_all = self._kind.value() == "administrator"
        may_touch = viewer.is_administrator or not (
            self.current is not None and self.current.kind is RoleKind.ADMINISTRATOR
        )
        for part in self.parts.values():
            part.field.setEnabled(may_touch)
        if not may_touch:
            self.side.setEnabled(False)
        # What an administrator sees and may do hangs on no setting.
        phones = "shown" if is_all else self._phones.value()
        self._example.setText(said.phone_example(phones))
        none: frozenset[str] = frozenset()
        self._tickets.let_take(
            none
            if is_all
            else frozenset(
                TICKET_SCOPE_KEYS[one] for one in TicketScope if one >= viewer.ticket_scope
            )
        )
        self._contacts.let_take(
            none
            if is_all
            else frozenset(
                CONTACT_SCOPE_KEYS[one] for one in ContactScope if one >= viewer.contact_scope
            )
        )
        masked = frozenset({"masked"})
        self._phones.let_take(
            none if is_all else masked if viewer.phones_masked else masked | {"shown"}
        )
        self._rights.let_take(
            frozenset(right.value for right in Right if viewer.may(right)), is_open=not is_all
        )
