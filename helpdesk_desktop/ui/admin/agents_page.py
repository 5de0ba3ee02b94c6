"""The only place where agents are administered in the window."""

from collections.abc import Mapping, Sequence

from typing_extensions import override

from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import Agent, Directory, RoleKind
from helpdesk_desktop.domain.team_words import agent_words
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.admin.entry_list import Line
from helpdesk_desktop.ui.admin.entry_page import EntryPage
from helpdesk_desktop.ui.admin.form_parts import ComboPart, FormPart, LinePart, SwitchPart
from helpdesk_desktop.ui.admin.many_parts import TicksPart


class AgentsPage(EntryPage[Agent]):
    """Who works here, in which role and groups; an agent is switched off and never removed."""

    name = "agents"

    @override
    def heading(self) -> str:
        return self.tr("Agents")

    @override
    def add_words(self) -> str:
        return self.tr("Add an agent")

    @override
    def new_words(self) -> str:
        return self.tr("New agent")

    @override
    def key_words(self) -> str:
        return self.tr("Login")

    @override
    def key_hint(self) -> str:
        return self.tr("For example: lan.pham")

    @override
    def make_parts(self) -> dict[str, FormPart]:
        self._role = ComboPart("agents_role", self.tr("Role"), is_required=True)
        self._groups = TicksPart("agents_groups", self.tr("Groups"), self.tr("Find a group…"))
        return {
            "name": LinePart("agents_name", self.tr("Name"), is_required=True),
            "email": LinePart("agents_email", self.tr("E-mail")),
            "role": self._role,
            "active": SwitchPart(
                "agents_active",
                self.tr("Account"),
                self.tr("May work here and be given tickets"),
            ),
            "groups": self._groups,
        }

    @override
    def entries(self, directory: Directory) -> Sequence[Agent]:
        return sorted(directory.agents, key=lambda one: (not one.is_active, fold(one.name)))

    @override
    def words_of(self, entry: Agent) -> dict[str, str]:
        return agent_words(entry, self._directory)

    @override
    def new_entry(self) -> dict[str, str]:
        ordinary = (role.key for role in self._directory.roles if role.kind is RoleKind.AGENT)
        role = next(ordinary, "")
        return {"name": "", "email": "", "role": role, "active": "yes", "groups": ""}

    @override
    def line_of(self, entry: Agent) -> Line:
        role = self._directory.role_by_id[entry.role_id].name
        note = role if entry.is_active else self.tr("switched off")
        finds = f"{entry.login} {entry.email or ''} {role}"
        return Line(int(entry.id), entry.name, note, not entry.is_active, finds=finds)

    @override
    def subtitle_of(self, entry: Agent) -> str:
        return self.tr("Login: {login}").format(login=entry.login)

    @override
    def store_new(self, desk: Desk, key: str, values: Mapping[str, str]) -> Agent:
        return desk.team.add_agent(key, values)

    @override
    def store(self, desk: Desk, entry: Agent, changes: Mapping[str, str], version: int) -> Agent:
        return desk.team.set_agent(entry.login, changes, version=version)

    @override
    def prepare(self, entry: Agent | None) -> None:
        viewer = self._place.desk.viewer
        self._role.show_choices(
            [
                (
                    role.key,
                    role.name,
                    viewer.is_administrator or role.kind is not RoleKind.ADMINISTRATOR,
                )
                for role in self._directory.roles
            ]
        )
        groups = [(group.key, group.name) for group in self._directory.groups]
        self._groups.show_choices(groups)
        self._groups.field.setVisible(bool(groups))
