"""The only place where roles and groups are removed and put back.

What is in use stays: a role while an agent has it, a group while a ticket has it.
"""

from sqlalchemy import Connection

from helpdesk_desktop.domain.changes import ChangeKind
from helpdesk_desktop.domain.errors import Conflict, NotFound, ProblemCode
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import (
    ROLE_KIND_KEYS,
    Directory,
    Group,
    RemovedGroup,
    Right,
    Role,
    Viewer,
)
from helpdesk_desktop.services.administering import (
    change,
    compared,
    guard,
    guard_width,
    refuse,
    refuse_taken,
)
from helpdesk_desktop.services.session import Session
from helpdesk_desktop.storage import team_removal as store
from helpdesk_desktop.storage.activity_store import add_changes


def keep_kind(connection: Connection, leaving: Role) -> None:
    """Let the last role of a kind be what it is: new agents and new desks need each of them.

    Raises:
        Invalid: no other role is of its kind.
    """
    kinds = store.hold_role_kinds(connection)
    kinds.pop(leaving.id, None)
    if int(leaving.kind) not in kinds.values():
        name = ROLE_KIND_KEYS[leaving.kind]
        refuse(ProblemCode.NOT_ALLOWED, "last_of_kind", "kind", value=name)


def remove_role(session: Session, key: str, version: int | None) -> Role:
    """Remove a role that no agent has.

    Raises:
        NotAllowed, NotFound, Conflict: as their names say.
        Invalid: agents have it, or it is the last one of its kind.
    """

    def work(connection: Connection, viewer: Viewer, directory: Directory) -> Role:
        found = next((one for one in directory.roles if one.key == fold(key)), None)
        if found is None:
            raise NotFound("unknown_role", value=key)
        guard(viewer, found)
        stored = compared(found.version, version, f"role {found.key}")
        keep_kind(connection, found)
        count = store.count_agents(connection, found.id)
        if count:
            told = {"count": count, "value": found.name}
            refuse(ProblemCode.NOT_ALLOWED, "role_in_use", "key", **told)
        if not store.remove_role(connection, found.id, stored):
            raise Conflict("conflict", None, what=f"role {found.key}")
        deed = session.deed(viewer)
        add_changes(connection, deed, ((ChangeKind.ROLE, found.id, None),))
        return found

    return change(session, Right.MANAGE_ROLES, work)


def restore_role(session: Session, removed: Role) -> Role:
    """Put a removed role back as it was; twice is once.

    Raises:
        NotAllowed: the role may not do this, or has not all that it would hand out.
        Invalid: another role has the name by now.
    """

    def work(connection: Connection, viewer: Viewer, directory: Directory) -> Role:
        there = directory.role_by_id.get(removed.id)
        if there is not None:
            return there
        guard_width(viewer, removed)
        refuse_taken("role", removed.key, directory.roles)
        refuse_taken("role", removed.name, directory.roles)
        store.restore_role(connection, removed)
        add_changes(connection, session.deed(viewer), ((ChangeKind.ROLE, removed.id, None),))
        return session.fresh_directory(connection).role_by_id[removed.id]

    return change(session, Right.MANAGE_ROLES, work)


def remove_group(session: Session, key: str, version: int | None) -> RemovedGroup:
    """Remove a group that no ticket has.

    Raises:
        NotAllowed, NotFound, Conflict: as their names say.
        Invalid: tickets have it.
    """

    def work(connection: Connection, viewer: Viewer, directory: Directory) -> RemovedGroup:
        found = directory.group_by_key.get(fold(key))
        if found is None:
            raise NotFound("no_such_group", value=key)
        stored = compared(found.version, version, f"group {found.key}")
        count = store.count_tickets(connection, found.id)
        if count:
            told = {"count": count, "value": found.name}
            refuse(ProblemCode.NOT_ALLOWED, "group_in_use", "key", **told)
        removed = RemovedGroup(found, store.load_shares(connection, found.id))
        if not store.remove_group(connection, found.id, stored):
            raise Conflict("conflict", None, what=f"group {found.key}")
        rows = ((ChangeKind.GROUP, found.id, None), (ChangeKind.FILTER, found.id, None))
        add_changes(connection, session.deed(viewer), rows)
        return removed

    return change(session, Right.MANAGE_PEOPLE, work)


def restore_group(session: Session, removed: RemovedGroup) -> Group:
    """Put a removed group back, its members and filters with it; twice is once.

    Raises:
        NotAllowed: the role may not do this.
        Invalid: another group has the name by now.
    """

    def work(connection: Connection, viewer: Viewer, directory: Directory) -> Group:
        group = removed.group
        there = directory.group_by_id.get(group.id)
        if there is not None:
            return there
        refuse_taken("group", group.key, directory.groups)
        refuse_taken("group", group.name, directory.groups)
        store.restore_group(connection, group, removed.shared_filter_ids)
        rows = ((ChangeKind.GROUP, group.id, None), (ChangeKind.FILTER, group.id, None))
        add_changes(connection, session.deed(viewer), rows)
        return session.fresh_directory(connection).group_by_id[group.id]

    return change(session, Right.MANAGE_PEOPLE, work)
