"""The only place where saved quick filters are listed, made, changed, ordered and put back.

Each agent changes their own alone; somebody else's does not exist here. Every write leaves a
change row, so that the agent's other windows read again.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Connection

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.changes import ChangeKind
from helpdesk_desktop.domain.errors import Conflict, Invalid, NotFound
from helpdesk_desktop.domain.filter_canonical import canonical
from helpdesk_desktop.domain.filter_json import to_json
from helpdesk_desktop.domain.list_look import columns_json, sort_text
from helpdesk_desktop.domain.people import AgentId
from helpdesk_desktop.domain.saved_filter import (
    FilterId,
    NewSavedFilter,
    SavedFilter,
    SavedFilterEdit,
    StoredFilter,
    check,
    kept_name,
    read_stored,
    short_name,
)
from helpdesk_desktop.services.session import Session
from helpdesk_desktop.storage import saved_filter_store
from helpdesk_desktop.storage.activity_store import add_changes

T = TypeVar("T")


class DeskSavedFilters:
    """The saved filters of one agent; see `contracts.SavedFilters`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def mine(self, cancel: Cancellation) -> tuple[SavedFilter, ...]:
        """The viewer's own filters in their order, unusable ones too."""
        with self._session.database.reading(cancel) as connection:
            directory = self._session.directory(connection)
            stored = saved_filter_store.load_own(connection, self._session.viewer.agent_id)
        return tuple(read_stored(one, directory) for one in stored)

    def create(self, new: NewSavedFilter) -> SavedFilter:
        """Save a filter behind the others; the same `uid` again answers the one that is there.

        Raises:
            Invalid: one problem per fault.
            Conflict: somebody else's filter has this uid.
        """
        values = {
            "name": new.name,
            "tree": new.tree,
            "look": new.look,
            "colour": new.colour,
            "icon": new.icon,
        }
        _refuse_faults(values)

        def work(connection: Connection, owner_id: AgentId) -> FilterId:
            columns = _columns(values)
            made = StoredFilter(
                id=FilterId(0),
                uid=new.uid,
                owner_id=owner_id,
                grouping=None,
                position=0,
                is_shared_to_all=False,
                version=1,
                **columns,
            )
            return self._add(connection, owner_id, made, None)

        return self._written(work)

    def edit(self, edit: SavedFilterEdit) -> SavedFilter:
        """Change a filter; what is the same already is no change.

        Raises:
            Invalid: one problem per fault.
            Conflict: the stored version is not the one the editor opened with.
            NotFound: the viewer has no such filter.
        """
        values = dict(edit.changes)
        _refuse_faults(values)

        def work(connection: Connection, owner_id: AgentId) -> FilterId:
            stored = _own(connection, owner_id, edit.id, edit.version)
            columns = {
                name: value
                for name, value in _columns(values).items()
                if getattr(stored, name) != value
            }
            if columns:
                if not saved_filter_store.edit(connection, edit.id, stored.version, columns):
                    raise Conflict("conflict", None, what=_words(stored))
                self._tell(connection, ((edit.id, stored.version + 1),))
            return edit.id

        return self._written(work)

    def duplicate(self, filter_id: FilterId, *, uid: UUID, name: str) -> SavedFilter:
        """Make a private copy right behind the filter, an unusable one to the letter.

        Raises:
            Invalid, Conflict: as `create`.
            NotFound: the viewer has no such filter.
        """
        _refuse_faults({"name": name})

        def work(connection: Connection, owner_id: AgentId) -> FilterId:
            stored = _own(connection, owner_id, filter_id, None)
            copy = replace(
                stored,
                uid=uid,
                name=kept_name(name),
                is_shared_to_all=False,
                version=1,
                team_ids=(),
                pins=(),
            )
            return self._add(connection, owner_id, copy, filter_id)

        return self._written(work)

    def remove(self, filter_id: FilterId, version: int) -> StoredFilter:
        """Drop a filter; what is answered puts it back by `restore`.

        Raises:
            Conflict: the stored version is not the one that was shown.
            NotFound: the viewer has no such filter.
        """

        def work(connection: Connection, owner_id: AgentId) -> StoredFilter:
            stored = _own(connection, owner_id, filter_id, version)
            own = saved_filter_store.load_own(connection, owner_id)
            place = [one.id for one in own].index(filter_id)
            saved_filter_store.remove(connection, filter_id)
            self._tell(connection, ((filter_id, None),))
            return replace(stored, position=place)

        return self._locked(work)

    def restore(self, stored: StoredFilter) -> SavedFilter:
        """Put a removed filter back, to the letter and in its old place; twice is once.

        Raises:
            Conflict: somebody else's filter has its uid.
        """

        def work(connection: Connection, owner_id: AgentId) -> FilterId:
            own = saved_filter_store.load_own(connection, owner_id)
            before = own[stored.position - 1].id if 0 < stored.position <= len(own) else None
            back = replace(stored, owner_id=owner_id, version=stored.version + 1)
            return self._add(
                connection, owner_id, back, before, is_first=bool(own) and stored.position <= 0
            )

        return self._written(work)

    def reorder(self, ids: Sequence[FilterId]) -> None:
        """Put the viewer's filters in this order; ones not named stay behind the named ones."""

        def work(connection: Connection, owner_id: AgentId) -> None:
            moved = saved_filter_store.set_order(connection, owner_id, ids)
            self._tell(connection, ((filter_id, None) for filter_id in moved))

        self._locked(work)

    def _add(
        self,
        connection: Connection,
        owner_id: AgentId,
        new: StoredFilter,
        behind: FilterId | None,
        *,
        is_first: bool = False,
    ) -> FilterId:
        standing = saved_filter_store.find_uid(connection, new.uid)
        if standing is not None:
            if standing.owner_id != owner_id:
                raise Conflict("conflict", None, what=_words(new))
            return standing.id
        order = [one.id for one in saved_filter_store.load_own(connection, owner_id)]
        filter_id = saved_filter_store.add(connection, replace(new, position=len(order)))
        place = 0 if is_first else len(order)
        if behind in order:
            place = order.index(behind) + 1
        order.insert(place, filter_id)
        saved_filter_store.set_order(connection, owner_id, order)
        self._tell(connection, ((filter_id, new.version),))
        return filter_id

    def _tell(self, connection: Connection, rows: Iterable[tuple[FilterId, int | None]]) -> None:
        deed = self._session.deed(self._session.viewer)
        add_changes(
            connection,
            deed,
            [(ChangeKind.FILTER, filter_id, version) for filter_id, version in rows],
        )

    def _locked(self, work: Callable[[Connection, AgentId], T]) -> T:
        def whole(connection: Connection) -> T:
            owner_id = self._session.fresh_viewer(connection).agent_id
            saved_filter_store.lock_owner(connection, owner_id)
            return work(connection, owner_id)

        return self._session.database.write(whole)

    def _written(self, work: Callable[[Connection, AgentId], FilterId]) -> SavedFilter:
        def whole(connection: Connection, owner_id: AgentId) -> SavedFilter:
            filter_id = work(connection, owner_id)
            stored = _own(connection, owner_id, filter_id, None)
            return read_stored(stored, self._session.directory(connection))

        return self._locked(whole)


def _own(
    connection: Connection, owner_id: int, filter_id: FilterId, version: int | None
) -> StoredFilter:
    stored = saved_filter_store.load_one(connection, owner_id, filter_id)
    if stored is None:
        raise NotFound("no_such_filter")
    if version is not None and version != stored.version:
        raise Conflict("conflict", stored.version, what=_words(stored))
    return stored


def _columns(values: Mapping[str, Any]) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    for name, value in values.items():
        match name:
            case "name":
                columns["name"] = kept_name(value)
            case "tree":
                columns["tree"] = to_json(canonical(value))
            case "look":
                columns["columns"] = columns_json(value.columns)
                columns["sort"] = sort_text(value.sort)
            case "colour":
                columns["colour"] = None if value is None else str(value)
            case _:
                columns[name] = value
    return columns


def _refuse_faults(values: Mapping[str, Any]) -> None:
    problems = check(values)
    if problems:
        raise Invalid(problems)


def _words(stored: StoredFilter) -> str:
    return f"the quick filter “{short_name(stored.name)}”"
