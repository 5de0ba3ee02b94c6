"""The only place that takes back what one edit changed.

Exactly the fields of that edit go back, as a new edit whose history lines carry `undoes`. A field
that was changed again since is never overwritten. What was taken back already is left alone, so a
repeated undo does no harm, and undoing an undo is doing it again.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldOwner
from helpdesk_desktop.domain.custom_values import from_plain
from helpdesk_desktop.domain.errors import Conflict, Invalid, NotFound, Problem, ProblemCode
from helpdesk_desktop.domain.people import (
    AgentId,
    ContactScope,
    GroupId,
    Right,
    TicketScope,
    Viewer,
)
from helpdesk_desktop.domain.permission import TicketFacts, sees_ticket
from helpdesk_desktop.domain.records import instant_text
from helpdesk_desktop.domain.ticket import Saved, Status
from helpdesk_desktop.domain.ticket_rules import LABELS, check, needs_custom
from helpdesk_desktop.services.session import Session
from helpdesk_desktop.services.ticket_changes import current_values, field_values, replaced
from helpdesk_desktop.services.ticket_writes import look_up
from helpdesk_desktop.storage import ticket_store
from helpdesk_desktop.storage.batch_store import (
    BatchLine,
    find_changed_since,
    load_batch,
    load_closed_at,
)

# A field's key in history -> its name in `NewTicket`, where the two differ.
_NAMES = {
    "type": "type_id",
    "assignee": "assignee_id",
    "group": "group_id",
    "ccs": "cc_ids",
    "due": "due_at",
    "contact": "contact_id",
}
_KEYS = {*_NAMES, "subject", "description", "status", "priority", "source", "external_id", "phone"}
_CUSTOM = "cf."
# What a check says of something that may stay where it is but not be chosen.
_GONE = {
    "unknown_agent",
    "unknown_group",
    "unknown_choice",
    "unknown_option",
    "no_such_contact",
    "retired",
    "group_gone",
    "type_retired",
}


def undo(session: Session, done: Saved) -> Saved:
    """Take back what the edit `done` changed; answers an edit that can be undone again.

    An agent who handed a ticket out of their own sight may take it back: it comes into sight again
    with that, and nothing of it is told before.

    Raises:
        ValueError: `done` changed nothing, which is a fault of the program.
        Conflict: a field of it was changed again since; `values` name them, in words and by key.
        NotFound: there is no such ticket or edit, or the viewer may not see it.
        Invalid: what stood there before cannot be chosen any more.
        NotAllowed: the role may not edit.
    """
    batch = done.batch
    if batch is None:
        raise ValueError("an edit that changed nothing cannot be undone")

    def work(connection: Connection) -> Saved:
        viewer = session.writer(connection, Right.EDIT)
        all_seeing = _all_seeing(viewer)
        row = ticket_store.load_for_edit(connection, all_seeing, done.serial)
        lines = () if row is None else load_batch(connection, done.serial, batch)
        if row is None or not all(_can_go_back(line) for line in lines) or not lines:
            raise NotFound("no_such_ticket", serial=done.serial)
        fields = session.custom_fields(connection, viewer) if _has_custom(lines) else ()
        found = _looked_at(connection, row, lines, _before(viewer, done), fields)
        if not _may_undo(viewer, row, lines, found):
            raise NotFound("no_such_ticket", serial=done.serial)
        if found.changed:
            raise _conflict(done, row.version, tuple(found.changed))
        if not found.wanted:
            return Saved(done.serial, row.uid, row.version)
        has_custom = needs_custom(found.wanted, row.status, is_new=False)
        asked = look_up(session, connection, all_seeing, found.wanted, has_custom=has_custom)
        if has_custom and "custom" not in found.current:
            found.current |= current_values(connection, row, ("custom",))
        checked = check(
            found.wanted,
            asked.known,
            is_new=False,
            region=session.region,
            status=row.status,
            custom=found.current.get("custom"),
        )
        if checked.problems:
            raise Invalid(tuple(map(_told, checked.problems)))
        deed = session.deed(viewer, undoes=batch)
        values = field_values(
            row, found.current, checked.values, contact=asked.contact, known=asked.known, at=deed.at
        )
        columns = {**values.columns, **_closing(connection, row, lines, dict(done.before), found)}
        values = replace(values, columns=columns)
        if not ticket_store.edit(connection, done.serial, row.version, values, deed):
            raise Conflict("conflict", None, what=f"ticket #{done.serial}")
        return Saved(
            done.serial,
            row.uid,
            row.version + 1,
            batch=deed.batch,
            before=replaced(row, values, viewer),
        )

    return session.database.write(work)


@dataclass(slots=True)
class _Found:
    """What goes back, by name in `NewTicket`, and which fields (keys) somebody changed since."""

    current: dict[str, Any]
    cc_ids: tuple[int, ...]
    wanted: dict[str, Any] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)


def _looked_at(
    connection: Connection,
    row: Any,
    lines: tuple[BatchLine, ...],
    before: dict[str, Any],
    fields: tuple[CustomField, ...],
) -> _Found:
    names = {_name(line.field) for line in lines} | {"cc_ids"}
    current = current_values(connection, row, names)
    found = _Found(current, current["cc_ids"])
    by_key = {one.key: one for one in fields if one.owner is CustomFieldOwner.TICKET}
    for line in lines:
        if line.field == "phone":
            _look_at_phone(connection, row, line, before, found)
            continue
        name = _name(line.field)
        if name == "custom":
            _look_at_custom(by_key[line.field.removeprefix(_CUSTOM)], line, found)
            continue
        now = _as_history(current[name])
        if now == line.old:
            continue
        if now != line.new:
            found.changed.append(line.field)
        else:
            found.wanted[name] = _as_submitted(name, line.old)
    return found


def _before(viewer: Viewer, done: Saved) -> dict[str, Any]:
    # Masked since the edit: whether the number is the one from before is not for this role.
    return {
        name: value for name, value in done.before if name != "phone" or not viewer.phones_masked
    }


def _look_at_custom(custom: CustomField, line: BatchLine, found: _Found) -> None:
    # Compared as values: the options of a multi-select may have another order by now.
    now = found.current["custom"].get(custom.key)
    old = from_plain(custom, line.old)
    if now == old:
        return
    if old is None and line.old is not None:
        told = {"label": custom.label}
        raise Invalid((Problem(ProblemCode.NOT_FOUND, "undo_gone", told, line.field),))
    if now != from_plain(custom, line.new):
        found.changed.append(line.field)
    else:
        found.wanted["custom"] = (*found.wanted.get("custom", ()), (custom.key, old))


def _has_custom(lines: tuple[BatchLine, ...]) -> bool:
    return any(line.field.startswith(_CUSTOM) for line in lines)


def _look_at_phone(
    connection: Connection, row: Any, line: BatchLine, before: dict[str, Any], found: _Found
) -> None:
    # History holds no number, so it is told by the lines alone whether somebody changed it again.
    if find_changed_since(connection, row.serial, line.id, (line.field,)):
        if "phone" not in before or before["phone"] != row.phone:
            found.changed.append(line.field)
    elif "phone" not in before:
        raise Conflict("undo_number", row.version, serial=row.serial)
    else:
        found.wanted["phone"] = before["phone"]


def _closing(
    connection: Connection,
    row: Any,
    lines: tuple[BatchLine, ...],
    before: dict[str, Any],
    found: _Found,
) -> dict[str, Any]:
    # Taking back is neither closing nor opening again: the counts and the time stay as they were.
    status = found.wanted.get("status")
    if status is None or Status.CLOSED not in {status, row.status}:
        return {}
    line = next(one for one in lines if one.field == "status")
    counted: int = before.get("reopened", int(line.old == Status.CLOSED))
    columns: dict[str, Any] = {"reopened": max(row.reopened - counted, 0), "closed_at": None}
    if status == Status.CLOSED:
        told = before.get("closed_at") or load_closed_at(connection, row.serial, line.id)
        columns["closed_at"] = told or line.at
    return columns


def _may_undo(viewer: Viewer, row: Any, lines: tuple[BatchLine, ...], found: _Found) -> bool:
    if sees_ticket(viewer, _facts(row, found.cc_ids, {})):
        return True
    is_own = all(line.agent_id == viewer.agent_id for line in lines)
    return is_own and sees_ticket(viewer, _facts(row, found.cc_ids, found.wanted))


def _facts(row: Any, cc_ids: tuple[int, ...], wanted: dict[str, Any]) -> TicketFacts:
    assignee_id = wanted.get("assignee_id", row.assignee_id)
    group_id = wanted.get("group_id", row.team_id)
    return TicketFacts(
        creator_id=None if row.creator_id is None else AgentId(row.creator_id),
        assignee_id=None if assignee_id is None else AgentId(assignee_id),
        group_id=None if group_id is None else GroupId(group_id),
        cc_ids=frozenset(map(AgentId, wanted.get("cc_ids", cc_ids))),
    )


def _all_seeing(viewer: Viewer) -> Viewer:
    # For what stood on the ticket before, whether or not the viewer could choose it today.
    role = replace(viewer.role, tickets=TicketScope.ALL, contacts=ContactScope.ALL)
    return replace(viewer, role=role)


def _conflict(done: Saved, version: int, keys: tuple[str, ...]) -> Conflict:
    words = (
        key.removeprefix(_CUSTOM) if key.startswith(_CUSTOM) else LABELS[_name(key)] for key in keys
    )
    return Conflict(
        "undo_conflict", version, serial=done.serial, fields=", ".join(words), keys=keys
    )


def _told(problem: Problem) -> Problem:
    if problem.key not in _GONE:
        return problem
    label = LABELS.get(problem.field or "") or problem.values.get("label", problem.field)
    return replace(problem, key="undo_gone", values={"label": label})


def _can_go_back(line: BatchLine) -> bool:
    return line.field in _KEYS or line.field.startswith(_CUSTOM)


def _name(key: str) -> str:
    return "custom" if key.startswith(_CUSTOM) else _NAMES.get(key, key)


def _as_history(value: Any) -> Any:
    if isinstance(value, datetime):
        return instant_text(value)
    if isinstance(value, tuple):
        return list(value) or None
    return value


def _as_submitted(name: str, value: Any) -> Any:
    if name == "due_at" and value is not None:
        return datetime.fromisoformat(value)
    return tuple(value or ()) if name == "cc_ids" else value
