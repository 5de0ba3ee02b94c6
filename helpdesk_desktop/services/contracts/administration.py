"""The door for what a window asks of agents, groups, roles and ticket types.

Settings are words, the same that the command line takes: `domain.team_rules` says which there are
and what is wrong with a word. `version` is the one the editor opened with; None changes whatever
is stored. A problem's `field` is the setting's name, or `login` or `key`.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

from helpdesk_desktop.domain.people import Agent, Group, RemovedGroup, Role, TicketType


class Team(Protocol):
    """Makes, changes and removes agents, groups and roles.

    Agents and groups ask for the right `manage-people`, roles for `manage-roles`. Every change
    raises NotAllowed, Invalid, NotFound and Conflict, as their names say.
    """

    def add_agent(self, login: str, settings: Mapping[str, str]) -> Agent:
        """Make an agent; without a role an ordinary one, without a name named by the login."""
        ...

    def set_agent(
        self, login: str, settings: Mapping[str, str], *, version: int | None = None
    ) -> Agent:
        """Change an agent; the login stays, and so does the last active administrator."""
        ...

    def add_group(self, key: str, settings: Mapping[str, str]) -> Group:
        """Make a group."""
        ...

    def set_group(
        self, key: str, settings: Mapping[str, str], *, version: int | None = None
    ) -> Group:
        """Change a group; the key stays."""
        ...

    def remove_group(self, key: str, *, version: int | None = None) -> RemovedGroup:
        """Remove a group without tickets; what is answered puts it back by `restore_group`."""
        ...

    def restore_group(self, removed: RemovedGroup) -> Group:
        """Put a removed group back, its members and filters with it; twice is once."""
        ...

    def add_role(self, key: str, settings: Mapping[str, str]) -> Role:
        """Make a role; without settings it is as narrow as a role can be."""
        ...

    def set_role(
        self, key: str, settings: Mapping[str, str], *, version: int | None = None
    ) -> Role:
        """Change a role; the key stays."""
        ...

    def remove_role(self, key: str, *, version: int | None = None) -> Role:
        """Remove a role that no agent has; what is answered puts it back by `restore_role`."""
        ...

    def restore_role(self, removed: Role) -> Role:
        """Put a removed role back as it was; twice is once."""
        ...


class TicketTypes(Protocol):
    """Makes, renames, orders and retires ticket types; asks for the right `manage-fields`."""

    def add_type(self, key: str, settings: Mapping[str, str]) -> TicketType:
        """Make a type, the last one unless a position is given."""
        ...

    def set_type(
        self, key: str, settings: Mapping[str, str], *, version: int | None = None
    ) -> TicketType:
        """Change a type; the key stays."""
        ...

    def order_types(self, keys: Sequence[str]) -> tuple[TicketType, ...]:
        """Put the types in this order; ones not named stay behind the named ones."""
        ...
