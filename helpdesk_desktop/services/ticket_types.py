"""The only place where ticket types are listed, made, renamed, put in order and retired.

A retired type stays on the tickets that have it and can be filtered by; it is not offered for new
ones, and can be brought back.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from helpdesk_desktop.domain.changes import ChangeKind
from helpdesk_desktop.domain.errors import Conflict, NotFound, ProblemCode
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import Directory, Right, TicketType, TypeId, Viewer
from helpdesk_desktop.domain.team_rules import TYPE_SETTINGS, key_problem
from helpdesk_desktop.services.administering import (
    change,
    compared,
    refuse,
    refuse_taken,
    settings_values,
)
from helpdesk_desktop.services.session import Session
from helpdesk_desktop.storage import type_store
from helpdesk_desktop.storage.activity_store import add_changes


class DeskTypes:
    """Lists, makes and changes ticket types; see `contracts.TicketTypes`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def types(self) -> tuple[TicketType, ...]:
        """All types in their order, retired ones too."""
        with self._session.database.reading() as connection:
            return self._session.fresh_directory(connection).types

    def add_type(self, key: str, settings: Mapping[str, str]) -> TicketType:
        """Make a type, the last one unless a position is given; without a name named by the key.

        Raises:
            NotAllowed, Invalid: as their names say.
        """

        def work(connection: Connection, viewer: Viewer, directory: Directory) -> TicketType:
            values = settings_values(settings, TYPE_SETTINGS, directory, key_problem(key))
            if type_store.has_type_key(connection, key):
                refuse(ProblemCode.DUPLICATE, "name_taken", "key", what="type", value=key)
            name = values.get("name", key)
            refuse_taken("type", name, directory.types)
            type_id = type_store.add_type(connection, key=key, name=name)
            self._place(connection, type_id, values)
            if values.get("retired"):
                type_store.edit_type(connection, type_id, 1, {"is_retired": 1})
            return self._told(connection, viewer, type_id)

        return change(self._session, Right.MANAGE_FIELDS, work)

    def set_type(
        self, key: str, settings: Mapping[str, str], *, version: int | None = None
    ) -> TicketType:
        """Change a type; the key stays, because queries and files name the type by it.

        Raises:
            NotAllowed, Invalid, NotFound, Conflict: as their names say.
        """

        def work(connection: Connection, viewer: Viewer, directory: Directory) -> TicketType:
            found = directory.type_by_key.get(fold(key))
            if found is None:
                raise NotFound("no_such_type", value=key)
            values = settings_values(settings, TYPE_SETTINGS, directory)
            stored = compared(found.version, version, f"type {found.key}")
            columns: dict[str, Any] = {}
            if "name" in values:
                others = (one for one in directory.types if one.id != found.id)
                refuse_taken("type", values["name"], others)
                columns["name"] = values["name"]
            if "retired" in values:
                columns["is_retired"] = int(values["retired"])
            if not type_store.edit_type(connection, found.id, stored, columns):
                raise Conflict("conflict", None, what=f"type {found.key}")
            self._place(connection, found.id, values)
            return self._told(connection, viewer, found.id)

        return change(self._session, Right.MANAGE_FIELDS, work)

    def order_types(self, keys: Sequence[str]) -> tuple[TicketType, ...]:
        """Put the types in this order; ones not named stay behind the named ones.

        Raises:
            NotAllowed, NotFound: as their names say.
        """

        def work(
            connection: Connection, viewer: Viewer, directory: Directory
        ) -> tuple[TicketType, ...]:
            named: list[int] = []
            for key in keys:
                found = directory.type_by_key.get(fold(key))
                if found is None:
                    raise NotFound("no_such_type", value=key)
                if found.id not in named:
                    named.append(found.id)
            held = type_store.hold_types(connection)
            ids = [*named, *(one for one in held if one not in named)]
            type_store.set_type_order(connection, ids)
            rows = tuple((ChangeKind.TYPE, one, None) for one in ids)
            add_changes(connection, self._session.deed(viewer), rows)
            return self._session.fresh_directory(connection).types

        return change(self._session, Right.MANAGE_FIELDS, work)

    @staticmethod
    def _place(connection: Connection, type_id: int, values: Mapping[str, Any]) -> None:
        if "position" not in values:
            return
        ids = [one for one in type_store.hold_types(connection) if one != type_id]
        ids.insert(values["position"] - 1, type_id)
        type_store.set_type_order(connection, ids)

    def _told(self, connection: Connection, viewer: Viewer, type_id: int) -> TicketType:
        told = self._session.fresh_directory(connection).type_by_id[TypeId(type_id)]
        deed = self._session.deed(viewer)
        add_changes(connection, deed, ((ChangeKind.TYPE, type_id, told.version),))
        return told
