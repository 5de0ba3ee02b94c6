"""The only place where groups are administered in the window."""

from collections.abc import Callable, Mapping, Sequence

from typing_extensions import override

from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import Directory, Group, RemovedGroup
from helpdesk_desktop.domain.team_words import group_words
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.admin.entry_list import Line
from helpdesk_desktop.ui.admin.entry_page import EntryPage
from helpdesk_desktop.ui.admin.form_parts import FormPart, LinePart
from helpdesk_desktop.ui.admin.many_parts import TicksPart


class GroupsPage(EntryPage[Group]):
    """Teams and who is in them."""

    name = "groups"

    @override
    def heading(self) -> str:
        return self.tr("Groups")

    @override
    def add_words(self) -> str:
        return self.tr("Add a group")

    @override
    def new_words(self) -> str:
        return self.tr("New group")

    @override
    def make_parts(self) -> dict[str, FormPart]:
        self._members = TicksPart("groups_members", self.tr("Members"), self.tr("Find an agent…"))
        return {
            "name": LinePart("groups_name", self.tr("Name"), is_required=True),
            "members": self._members,
        }

    @override
    def entries(self, directory: Directory) -> Sequence[Group]:
        return sorted(directory.groups, key=lambda one: fold(one.name))

    @override
    def words_of(self, entry: Group) -> dict[str, str]:
        return group_words(entry, self._directory)

    @override
    def new_entry(self) -> dict[str, str]:
        return {"name": "", "members": ""}

    @override
    def line_of(self, entry: Group) -> Line:
        note = self.tr("%Ln member(s)", "", len(entry.member_ids))
        return Line(int(entry.id), entry.name, note, finds=entry.key)

    @override
    def store_new(self, desk: Desk, key: str, values: Mapping[str, str]) -> Group:
        return desk.team.add_group(key, values)

    @override
    def store(self, desk: Desk, entry: Group, changes: Mapping[str, str], version: int) -> Group:
        return desk.team.set_group(entry.key, changes, version=version)

    @override
    def undo_of_new(self, entry: Group) -> Callable[[Desk], object]:
        return lambda desk: desk.team.remove_group(entry.key, version=entry.version)

    @override
    def side_words(self, entry: Group) -> str:
        return self.tr("Remove group")

    @override
    def side_action(self, entry: Group) -> None:
        self.write(
            lambda desk: desk.team.remove_group(entry.key, version=entry.version),
            self._on_removed,
        )

    def _on_removed(self, removed: RemovedGroup) -> None:
        self.forget(int(removed.group.id))
        self.say_done(
            self.tr("The group “{name}” was removed.").format(name=removed.group.name),
            lambda desk: desk.team.restore_group(removed),
        )

    @override
    def prepare(self, entry: Group | None) -> None:
        members = frozenset() if entry is None else frozenset(entry.member_ids)
        self._members.show_choices(
            (agent.login, f"{agent.name}  ·  {agent.login}")
            for agent in self._directory.agents
            if agent.is_active or agent.id in members
        )
