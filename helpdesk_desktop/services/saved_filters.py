"""The only place where saved quick filters are listed, made, changed, shared, ordered and put back.

An agent changes what is theirs; who may see all filters changes others' too. What is not shared
with the viewer does not exist for them. Rights are those of the viewer as read in the very
transaction. Every write leaves a change row, so that all windows read again.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Connection

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.changes import ChangeKind
from helpdesk_desktop.domain.errors import (
    Conflict,
    Invalid,
    NotAllowed,
    NotFound,
    Problem,
    ProblemCode,
)
from helpdesk_desktop.domain.filtering.filter_sharing import (
    PRIVATE,
    Sharing,
    is_shared_with,
    lacking_right,
    may_edit_filter,
    may_take_over,
    sees_filter,
)
from helpdesk_desktop.domain.filtering.saved_filter import (
    UNMOVED,
    FilterColour,
    FilterId,
    FilterPin,
    FilterShelf,
    NewSavedFilter,
    SavedFilter,
    SavedFilterEdit,
    StoredFilter,
    kept_name,
    read_stored,
    short_name,
    stored_look,
)
from helpdesk_desktop.domain.filters import Group
from helpdesk_desktop.domain.look_standing import masked_order_note
from helpdesk_desktop.domain.people import AgentId, Directory, Right, Viewer
from helpdesk_desktop.services.saved_filter_values import (
    refuse_faults,
    refuse_names,
    stored_columns,
)
from helpdesk_desktop.services.session import Session
from helpdesk_desktop.storage import saved_filter_store
from helpdesk_desktop.storage.activity_store import add_changes

T = TypeVar("T")


class DeskSavedFilters:
    """The saved filters as one agent has them; see `contracts.SavedFilters`."""

    def __init__(self, session: Session) -> None:
        self._session = session
        # What was removed here: only that may be put back with shares that the viewer could not
        # give any more.
        self._removed: dict[UUID, StoredFilter] = {}
        # What stood in a filter before its last edit: Undo puts it back, be it usable or not.
        self._replaced: dict[FilterId, Group] = {}

    def mine(self, cancel: Cancellation) -> tuple[SavedFilter, ...]:
        """The viewer's own filters in their order, unusable ones too."""
        return self.shelf(cancel).mine

    def shelf(self, cancel: Cancellation) -> FilterShelf:
        """The viewer's own filters and those shared with them; hidden and unusable ones too."""
        with self._session.database.reading(cancel) as connection:
            viewer = self._session.fresh_viewer(connection)
            directory = self._session.directory(connection)
            own = saved_filter_store.load_own(connection, viewer.agent_id)
            group_ids = None if viewer.may(Right.SEE_ALL_FILTERS) else viewer.group_ids
            others = saved_filter_store.load_others(connection, viewer.agent_id, group_ids)
        return FilterShelf(
            tuple(_as_seen(one, viewer, directory) for one in own),
            tuple(_as_seen(one, viewer, directory) for one in others),
        )

    def create(self, new: NewSavedFilter) -> SavedFilter:
        """Save a filter behind the others; the same `uid` again answers the one that is there.

        Raises:
            Invalid: one problem per fault.
            Conflict: somebody else's filter has this uid.
            NotAllowed: the role does not share so.
        """
        values = {
            "name": new.name,
            "tree": new.tree,
            "look": new.look,
            "colour": new.colour,
            "icon": new.icon,
            "sharing": new.sharing,
        }
        refuse_faults(values)

        def work(connection: Connection, viewer: Viewer) -> FilterId:
            self._refuse_shares(connection, viewer, PRIVATE, new.sharing)
            refuse_names(new.tree, self._session.fresh_directory(connection))
            made = StoredFilter(
                id=FilterId(0),
                uid=new.uid,
                owner_id=viewer.agent_id,
                position=0,
                version=1,
                team_ids=new.sharing.group_ids,
                **stored_columns(values, None),
            )
            return self._add(connection, viewer.agent_id, made, None)

        return self._written(work)

    def edit(self, edit: SavedFilterEdit) -> SavedFilter:
        """Change a filter; what is the same already is no change.

        Raises:
            Invalid: one problem per fault.
            Conflict: the stored version is not the one the editor opened with.
            NotFound: the viewer has no such filter.
            NotAllowed: it is another's, or the role does not share so.
        """
        values = dict(edit.changes)
        tree = values.get("tree")
        is_back = tree is not None and tree == self._replaced.get(edit.id)
        refuse_faults({name: one for name, one in values.items() if name != "tree" or not is_back})
        before: list[Group | None] = []

        def work(connection: Connection, viewer: Viewer) -> FilterId:
            stored = _editable(connection, viewer, edit.id, edit.version)
            sharing = values.get("sharing", stored.sharing)
            self._refuse_shares(connection, viewer, stored.sharing, sharing)
            if tree is not None:
                if not is_back:
                    refuse_names(tree, self._session.fresh_directory(connection))
                before[:] = [read_stored(stored, self._session.directory(connection)).tree]
            read = stored_look(stored, self._session.directory(connection))
            columns = {
                name: value
                for name, value in stored_columns(values, read).items()
                if getattr(stored, name) != value
            }
            if columns or sharing != stored.sharing:
                if not saved_filter_store.edit(connection, edit.id, stored.version, columns):
                    raise Conflict("conflict", None, what=_words(stored))
                if sharing.group_ids != stored.sharing.group_ids:
                    saved_filter_store.set_shares(connection, edit.id, sharing.group_ids)
                self._tell(connection, ((edit.id, stored.version + 1),))
            return edit.id

        written = self._written(work)
        for one in before:
            if one is not None:
                self._replaced[edit.id] = one
        return written

    def duplicate(self, filter_id: FilterId, *, uid: UUID, name: str) -> SavedFilter:
        """Make a private copy of one's own right behind the filter, an unusable one to the letter.

        Raises:
            Invalid, Conflict: as `create`.
            NotFound: the viewer has no such filter.
        """
        refuse_faults({"name": name})

        def work(connection: Connection, viewer: Viewer) -> FilterId:
            stored = _seen(connection, viewer, filter_id, None)
            copy = replace(
                stored,
                uid=uid,
                owner_id=viewer.agent_id,
                name=kept_name(name),
                is_shared_to_all=False,
                version=1,
                team_ids=(),
                pins=(),
            )
            return self._add(connection, viewer.agent_id, copy, filter_id)

        return self._written(work)

    def remove(self, filter_id: FilterId, version: int) -> StoredFilter:
        """Drop a filter; what is answered puts it back by `restore`.

        Raises:
            Conflict: the stored version is not the one that was shown.
            NotFound: the viewer has no such filter.
            NotAllowed: it is another's.
        """

        def work(connection: Connection, viewer: Viewer) -> StoredFilter:
            stored = _editable(connection, viewer, filter_id, version)
            removed = stored
            if stored.owner_id is not None:
                own = saved_filter_store.load_own(connection, stored.owner_id)
                removed = replace(stored, position=[one.id for one in own].index(filter_id))
            saved_filter_store.remove(connection, filter_id)
            self._tell(connection, ((filter_id, None),))
            return removed

        removed = self._locked(work, filter_id)
        self._removed[removed.uid] = removed
        return removed

    def restore(self, stored: StoredFilter) -> SavedFilter:
        """Put a removed filter back, to the letter, with its shares and pins; twice is once.

        Raises:
            Conflict: somebody else's filter has its uid.
            NotAllowed: it was another's, or its shares are not the viewer's to give.
        """

        def work(connection: Connection, viewer: Viewer) -> FilterId:
            if not may_edit_filter(viewer, stored.owner_id):
                raise NotAllowed("filter_of_another", what=_words(stored))
            if self._removed.get(stored.uid) != stored:
                self._refuse_shares(connection, viewer, PRIVATE, stored.sharing)
            back = replace(stored, version=stored.version + 1)
            if stored.owner_id is None:
                return self._add_alone(connection, None, back)
            own = saved_filter_store.load_own(connection, stored.owner_id)
            before = own[stored.position - 1].id if 0 < stored.position <= len(own) else None
            is_first = bool(own) and stored.position <= 0
            return self._add(connection, stored.owner_id, back, before, is_first=is_first)

        return self._written(work)

    def reorder(self, ids: Sequence[FilterId]) -> None:
        """Put the viewer's filters in this order; ones not named stay behind the named ones."""

        def work(connection: Connection, viewer: Viewer) -> None:
            moved = saved_filter_store.set_order(connection, viewer.agent_id, ids)
            self._tell(connection, ((filter_id, None) for filter_id in moved))

        self._locked(work)

    def reorder_shared(self, ids: Sequence[FilterId]) -> None:
        """Put others' filters in this order for the viewer alone."""

        def work(connection: Connection, viewer: Viewer) -> None:
            others = self._others(connection, viewer)
            named = dict.fromkeys(each for each in ids if each in others)
            wanted = [*named, *(each for each in others if each not in named)]
            for place, filter_id in enumerate(wanted):
                pin = _pin_of(others[filter_id], viewer)
                self._put_pin(connection, others[filter_id], replace(pin, position=place))

        self._locked(work)

    def colour_shared(self, filter_id: FilterId, colour: FilterColour | None) -> None:
        """Give another's filter a colour of the viewer's own, None for its owner's.

        Raises:
            NotFound: the viewer has no such filter.
        """
        self._change_pin(filter_id, colour=None if colour is None else str(colour))

    def set_hidden(self, filter_id: FilterId, *, is_hidden: bool) -> None:
        """Take another's filter out of the viewer's dock, or put it back there.

        Raises:
            NotFound: the viewer has no such filter.
        """
        self._change_pin(filter_id, is_hidden=is_hidden)

    def take_over(self, filter_id: FilterId, version: int) -> SavedFilter:
        """Become the owner of a filter whose owner has left; its shares stay.

        Raises:
            Conflict: the stored version is not the one that was shown.
            NotFound: the viewer has no such filter.
            NotAllowed: its owner is still here, or the role does not take filters over.
        """

        def work(connection: Connection, viewer: Viewer) -> FilterId:
            stored = _seen(connection, viewer, filter_id, version)
            if stored.owner_id == viewer.agent_id:
                return filter_id
            is_left = _is_left(stored, self._session.fresh_directory(connection))
            if not may_take_over(viewer, is_left=is_left):
                raise NotAllowed("filter_not_taken_over", what=_words(stored))
            place = len(saved_filter_store.load_own(connection, viewer.agent_id))
            columns = {"owner_id": viewer.agent_id, "position": place}
            if not saved_filter_store.edit(connection, filter_id, stored.version, columns):
                raise Conflict("conflict", None, what=_words(stored))
            saved_filter_store.drop_pin(connection, filter_id, viewer.agent_id)
            self._tell(connection, ((filter_id, stored.version + 1),))
            return filter_id

        return self._written(work, filter_id)

    # How it is done

    def _add(
        self,
        connection: Connection,
        owner_id: AgentId,
        new: StoredFilter,
        behind: FilterId | None,
        *,
        is_first: bool = False,
    ) -> FilterId:
        order = [one.id for one in saved_filter_store.load_own(connection, owner_id)]
        filter_id = self._add_alone(connection, owner_id, replace(new, position=len(order)))
        if filter_id in order:
            return filter_id
        place = 0 if is_first else len(order)
        if behind in order:
            place = order.index(behind) + 1
        order.insert(place, filter_id)
        saved_filter_store.set_order(connection, owner_id, order)
        return filter_id

    def _add_alone(
        self, connection: Connection, owner_id: AgentId | None, new: StoredFilter
    ) -> FilterId:
        standing = saved_filter_store.find_uid(connection, new.uid)
        if standing is not None:
            if standing.owner_id != owner_id:
                raise Conflict("conflict", None, what=_words(new))
            return standing.id
        filter_id = saved_filter_store.add(connection, new)
        self._tell(connection, ((filter_id, new.version),))
        return filter_id

    def _refuse_shares(
        self, connection: Connection, viewer: Viewer, before: Sharing, wanted: Sharing
    ) -> None:
        lacking = lacking_right(viewer, before, wanted)
        if lacking is not None:
            raise NotAllowed("not_allowed", action=lacking.value)
        added = frozenset(wanted.group_ids) - frozenset(before.group_ids)
        if added - self._session.fresh_directory(connection).group_by_id.keys():
            problem = Problem(ProblemCode.NOT_FOUND, "share_group_gone", {}, "sharing")
            raise Invalid((problem,))

    def _others(self, connection: Connection, viewer: Viewer) -> dict[FilterId, StoredFilter]:
        group_ids = None if viewer.may(Right.SEE_ALL_FILTERS) else viewer.group_ids
        found = saved_filter_store.load_others(connection, viewer.agent_id, group_ids)
        return {one.id: one for one in found}

    def _change_pin(self, filter_id: FilterId, **changes: Any) -> None:
        def work(connection: Connection, viewer: Viewer) -> None:
            others = self._others(connection, viewer)
            if filter_id not in others:
                raise NotFound("no_such_filter")
            stored = others[filter_id]
            pin = replace(_pin_of(stored, viewer), **changes)
            self._put_pin(connection, stored, pin)

        self._locked(work)

    def _put_pin(self, connection: Connection, stored: StoredFilter, pin: FilterPin) -> None:
        if (pin,) != stored.pins:
            saved_filter_store.set_pin(connection, stored.id, pin)
            self._tell(connection, ((stored.id, None),))

    def _tell(self, connection: Connection, rows: Iterable[tuple[FilterId, int | None]]) -> None:
        deed = self._session.deed(self._session.viewer)
        add_changes(
            connection,
            deed,
            [(ChangeKind.FILTER, filter_id, version) for filter_id, version in rows],
        )

    def _locked(
        self, work: Callable[[Connection, Viewer], T], filter_id: FilterId | None = None
    ) -> T:
        def whole(connection: Connection) -> T:
            viewer = self._session.fresh_viewer(connection)
            stored = (
                None if filter_id is None else saved_filter_store.load_one(connection, filter_id)
            )
            # Places belong to the owner's filters: whoever moves them waits for the others.
            owners = {viewer.agent_id} | ({stored.owner_id} if stored is not None else set())
            for owner_id in sorted(each for each in owners if each is not None):
                saved_filter_store.lock_owner(connection, owner_id)
            return work(connection, viewer)

        return self._session.database.write(whole)

    def _written(
        self,
        work: Callable[[Connection, Viewer], FilterId],
        locks: FilterId | None = None,
    ) -> SavedFilter:
        def whole(connection: Connection, viewer: Viewer) -> SavedFilter:
            filter_id = work(connection, viewer)
            stored = _seen(connection, viewer, filter_id, None)
            return _as_seen(stored, viewer, self._session.directory(connection))

        return self._locked(whole, locks)


def _as_seen(stored: StoredFilter, viewer: Viewer, directory: Directory) -> SavedFilter:
    read = read_stored(stored, directory)
    is_mine = stored.owner_id == viewer.agent_id
    pin = None if is_mine else next((p for p in stored.pins if p.agent_id == viewer.agent_id), None)
    is_hidden = not is_mine and not is_shared_with(viewer, stored.sharing)
    colour = read.colour
    if pin is not None:
        is_hidden = pin.is_hidden
        colour = FilterColour(pin.colour) if pin.colour in set(FilterColour) else colour
    return replace(
        read,
        colour=colour,
        may_edit=may_edit_filter(viewer, stored.owner_id),
        may_take_over=not is_mine and may_take_over(viewer, is_left=read.is_left),
        is_hidden=is_hidden,
        notes=(*read.notes, *masked_order_note(read.look.sort, viewer)),
    )


def _pin_of(stored: StoredFilter, viewer: Viewer) -> FilterPin:
    # Without a pin of its own a filter stands where its name puts it.
    if stored.pins:
        return stored.pins[0]
    is_hidden = not is_shared_with(viewer, stored.sharing)
    return FilterPin(viewer.agent_id, UNMOVED, None, is_hidden=is_hidden)


def _is_left(stored: StoredFilter, directory: Directory) -> bool:
    owner = None if stored.owner_id is None else directory.agent_by_id.get(stored.owner_id)
    return owner is None or not owner.is_active


def _seen(
    connection: Connection, viewer: Viewer, filter_id: FilterId, version: int | None
) -> StoredFilter:
    stored = saved_filter_store.load_one(connection, filter_id)
    if stored is None or not sees_filter(viewer, stored.owner_id, stored.sharing):
        raise NotFound("no_such_filter")
    if version is not None and version != stored.version:
        raise Conflict("conflict", stored.version, what=_words(stored))
    return stored


def _editable(
    connection: Connection, viewer: Viewer, filter_id: FilterId, version: int
) -> StoredFilter:
    stored = _seen(connection, viewer, filter_id, None)
    if not may_edit_filter(viewer, stored.owner_id):
        raise NotAllowed("filter_of_another", what=_words(stored))
    return _seen(connection, viewer, filter_id, version)


def _words(stored: StoredFilter) -> str:
    return f"the quick filter “{short_name(str(stored.name))}”"
