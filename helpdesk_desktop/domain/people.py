"""The only place for who works here and who calls: agents, groups, roles, contacts, companies."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
from functools import cached_property
from typing import Any, NewType

from helpdesk_desktop.domain.custom_field import CustomField
from helpdesk_desktop.domain.folding import fold

AgentId = NewType("AgentId", int)
GroupId = NewType("GroupId", int)
RoleId = NewType("RoleId", int)
TypeId = NewType("TypeId", int)
ContactId = NewType("ContactId", int)
CompanyId = NewType("CompanyId", int)


class RoleKind(IntEnum):
    """What a role is at heart; an administrator sees all, whatever the settings say."""

    ADMINISTRATOR = 0
    SUPERVISOR = 1
    AGENT = 2


ROLE_KIND_KEYS = {
    RoleKind.ADMINISTRATOR: "administrator",
    RoleKind.SUPERVISOR: "supervisor",
    RoleKind.AGENT: "agent",
}


class TicketScope(IntEnum):
    """Which tickets a role sees; own = created by me, assigned to me, or I am in CC."""

    ALL = 0
    GROUPS = 1  # own, unassigned and my groups'
    UNASSIGNED = 2  # own and unassigned
    OWN = 3


TICKET_SCOPE_KEYS = {
    TicketScope.ALL: "all",
    TicketScope.GROUPS: "groups",
    TicketScope.UNASSIGNED: "unassigned",
    TicketScope.OWN: "own",
}


class ContactScope(IntEnum):
    """Which contacts a role sees."""

    ALL = 0
    UNMANAGED = 1  # managed by me and unmanaged
    MANAGED = 2  # managed by me only


CONTACT_SCOPE_KEYS = {
    ContactScope.ALL: "all",
    ContactScope.UNMANAGED: "unmanaged",
    ContactScope.MANAGED: "managed",
}


class Right(StrEnum):
    """What a role may do."""

    CREATE = "create"
    EDIT = "edit"
    DELETE = "delete"
    MERGE = "merge"
    EXPORT = "export"
    BULK_EDIT = "bulk-edit"
    SHARE_TO_GROUP = "share-to-group"
    SHARE_TO_ALL = "share-to-all"
    SEE_ALL_FILTERS = "see-all-filters"
    MANAGE_FIELDS = "manage-fields"
    MANAGE_ROLES = "manage-roles"
    MANAGE_PEOPLE = "manage-people"


@dataclass(frozen=True, slots=True)
class Role:
    """A named set of display permissions and rights."""

    id: RoleId
    key: str
    name: str
    kind: RoleKind
    tickets: TicketScope
    contacts: ContactScope
    phones_masked: bool
    rights: frozenset[Right]
    version: int = 1


@dataclass(frozen=True, slots=True)
class Agent:
    """Somebody who works in the desk; `login` is unique, whatever its case."""

    id: AgentId
    login: str
    name: str
    email: str | None
    role_id: RoleId
    is_active: bool
    version: int = 1


@dataclass(frozen=True, slots=True)
class Group:
    """A team; `member_ids` are sorted."""

    id: GroupId
    key: str
    name: str
    member_ids: tuple[AgentId, ...] = ()
    version: int = 1


@dataclass(frozen=True, slots=True)
class RemovedGroup:
    """A group that was removed, and the quick filters that were shared with it."""

    group: Group
    shared_filter_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TicketType:
    """A kind of ticket; an administrator may rename, add and retire types."""

    id: TypeId
    key: str
    name: str
    position: int
    is_retired: bool = False
    version: int = 1


@dataclass(frozen=True)
class Directory:
    """Names and ids of everything a query, a filter or a form can name, at one moment.

    `me` is the agent who looks, None for a program without one. Look-ups ignore case and accents.
    """

    me: AgentId | None = None
    agents: tuple[Agent, ...] = ()
    groups: tuple[Group, ...] = ()
    types: tuple[TicketType, ...] = ()
    roles: tuple[Role, ...] = ()
    custom_fields: tuple[CustomField, ...] = ()

    @cached_property
    def agent_by_id(self) -> dict[AgentId, Agent]:
        """Agents by id."""
        return {agent.id: agent for agent in self.agents}

    @cached_property
    def agent_by_login(self) -> dict[str, Agent]:
        """Agents by folded login."""
        return {fold(agent.login): agent for agent in self.agents}

    @cached_property
    def group_by_id(self) -> dict[GroupId, Group]:
        """Groups by id."""
        return {group.id: group for group in self.groups}

    @cached_property
    def group_by_key(self) -> dict[str, Group]:
        """Groups by folded key, and by folded name where no key says the same."""
        return {fold(group.name): group for group in self.groups} | {
            fold(group.key): group for group in self.groups
        }

    @cached_property
    def type_by_id(self) -> dict[TypeId, TicketType]:
        """Types by id, retired ones included."""
        return {kind.id: kind for kind in self.types}

    @cached_property
    def type_by_key(self) -> dict[str, TicketType]:
        """Types by folded key, and by folded name where no key says the same."""
        return {fold(kind.name): kind for kind in self.types} | {
            fold(kind.key): kind for kind in self.types
        }

    @cached_property
    def role_by_id(self) -> dict[RoleId, Role]:
        """Roles by id."""
        return {role.id: role for role in self.roles}

    @cached_property
    def fields_stamp(self) -> int:
        """What a viewer's stamp is while these definitions hold.

        Versions only grow and no definition is ever deleted: their sum is never the same again.
        """
        return sum(custom.version for custom in self.custom_fields)

    @cached_property
    def custom_field_by_key(self) -> dict[str, CustomField]:
        """Custom fields by folded key: `cf.region`, `contact.cf.tier`, `company.cf.sector`."""
        return {fold(custom.filter_key): custom for custom in self.custom_fields}

    @cached_property
    def my_group_ids(self) -> frozenset[GroupId]:
        """The groups that `me` is a member of."""
        return frozenset(group.id for group in self.groups if self.me in group.member_ids)

    @cached_property
    def my_group_member_ids(self) -> frozenset[AgentId]:
        """Everyone who shares a group with `me`: what `my-groups` means for a person."""
        return frozenset(
            member
            for group in self.groups
            if self.me in group.member_ids
            for member in group.member_ids
        )


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One contact in a pick list; `phone` comes masked where the role says so."""

    id: ContactId
    name: str | None
    phone: str | None
    email: str | None
    company: str | None


@dataclass(frozen=True, slots=True)
class ContactDetail:
    """Everything the viewer may see of one contact."""

    id: ContactId
    version: int
    name: str | None
    title: str | None
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    company: str | None
    rating: int | None
    manager_id: AgentId | None
    notes: str | None
    custom: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class NewContact:
    """What a user submits to make a contact; empty texts are stored as NULL.

    `custom` are values by the keys of contact fields; one that is not named gets its default.
    `company_custom` are those of the company, should it have to be made.
    """

    name: str | None = None
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    company: str | None = None
    title: str | None = None
    rating: int | None = None
    manager_id: AgentId | None = None
    notes: str | None = None
    custom: tuple[tuple[str, Any], ...] = ()
    company_custom: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who is looking, with everything that display permission needs.

    Every read and write of tickets takes one; there is no path without. `fields_stamp` is another
    one after every change to a definition of a custom field.
    """

    agent_id: AgentId
    login: str
    name: str
    role: Role
    group_ids: frozenset[GroupId] = field(default_factory=frozenset)
    baseline_at: datetime | None = None
    fields_stamp: int = field(default=0, compare=False)

    @property
    def is_administrator(self) -> bool:
        """An administrator sees all."""
        return self.role.kind is RoleKind.ADMINISTRATOR

    @property
    def ticket_scope(self) -> TicketScope:
        """Which tickets this viewer sees."""
        return TicketScope.ALL if self.is_administrator else self.role.tickets

    @property
    def contact_scope(self) -> ContactScope:
        """Which contacts this viewer sees."""
        return ContactScope.ALL if self.is_administrator else self.role.contacts

    @property
    def phones_masked(self) -> bool:
        """Whether phone numbers reach this viewer masked."""
        return not self.is_administrator and self.role.phones_masked

    def may(self, right: Right) -> bool:
        """Whether the role grants a right."""
        return self.is_administrator or right in self.role.rights
