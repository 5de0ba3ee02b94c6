"""The only place for what every administrative change goes through: rights, versions, refusals.

Only administrators touch administrators, and nobody hands out more than they have themselves.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NoReturn, TypeVar

from sqlalchemy import Connection

from helpdesk_desktop.domain.errors import Conflict, Invalid, NotAllowed, Problem, ProblemCode
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import (
    Directory,
    Group,
    Right,
    Role,
    RoleKind,
    TicketType,
    Viewer,
)
from helpdesk_desktop.domain.team_rules import read_settings
from helpdesk_desktop.services.session import Session

T = TypeVar("T")


def change(session: Session, right: Right, work: Callable[[Connection, Viewer, Directory], T]) -> T:
    """Do what the right allows in one transaction; this desk's own names are read anew after it.

    Raises:
        NotAllowed: the role lacks the right, or the account was switched off.
    """

    def whole(connection: Connection) -> T:
        viewer = session.writer(connection, right)
        return work(connection, viewer, session.fresh_directory(connection))

    result = session.database.write(whole)
    with session.database.reading() as connection:
        session.fresh_directory(connection)
    return result


def settings_values(
    settings: Mapping[str, str],
    allowed: tuple[str, ...],
    directory: Directory,
    problem: Problem | None = None,
) -> dict[str, Any]:
    """The values that the settings spell.

    Raises:
        Invalid: one problem for each word that spells none, and `problem` before them.
    """
    values, problems = read_settings(settings, allowed, directory)
    problems = problems if problem is None else (problem, *problems)
    if problems:
        raise Invalid(problems)
    return values


def compared(stored: int, version: int | None, what: str) -> int:
    """The stored version, once it is the one that the editor opened with.

    Raises:
        Conflict: it is another one.
    """
    if version is not None and version != stored:
        raise Conflict("conflict", stored, what=what)
    return stored


def guard(viewer: Viewer, role: Role) -> None:
    """Let only an administrator touch a role of administrators, or who has one.

    Raises:
        NotAllowed: the viewer is none.
    """
    if role.kind is RoleKind.ADMINISTRATOR and not viewer.is_administrator:
        raise NotAllowed("only_administrators")


def guard_width(viewer: Viewer, role: Role) -> None:
    """Let nobody hand out what they do not have: no right, no sight, no phone number.

    Raises:
        NotAllowed: the role has more than the viewer's own.
    """
    guard(viewer, role)
    wider = [right.value for right in sorted(role.rights) if not viewer.may(right)]
    # The scopes count from the widest.
    if role.tickets < viewer.ticket_scope:
        wider.append("tickets")
    if role.contacts < viewer.contact_scope:
        wider.append("contacts")
    if viewer.phones_masked and not role.phones_masked:
        wider.append("phones")
    if wider:
        raise NotAllowed("wider_than_own", what=", ".join(wider))


def refuse_taken(
    what: str, name: str, others: Iterable[Group | Role | TicketType], field: str = "name"
) -> None:
    """Let no two things of one kind go by one name: people name them in queries and files.

    Raises:
        Invalid: another one has it as its name or key.
    """
    wanted = fold(name)
    if any(wanted in {fold(one.name), fold(one.key)} for one in others):
        refuse(ProblemCode.DUPLICATE, "name_taken", field, what=what, value=name)


def refuse(code: ProblemCode, key: str, field: str, **values: object) -> NoReturn:
    """Refuse the change because of one field."""
    raise Invalid((Problem(code, key, values, field),))
