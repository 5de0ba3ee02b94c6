"""The only place where the window asks for lists and pages of contacts, and merges them."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.contact_rules import check_phone
from helpdesk_desktop.domain.contacts import (
    ContactEntry,
    ContactPage,
    Merged,
    MergedFrom,
    MergePart,
    MergeWish,
    contact_title,
)
from helpdesk_desktop.domain.errors import Conflict, Invalid, NotFound, Problem, ProblemCode
from helpdesk_desktop.domain.people import (
    CompanyId,
    ContactDetail,
    ContactId,
    NewContact,
    Right,
    Viewer,
)
from helpdesk_desktop.domain.ticket import LONG_TEXT_LIMIT
from helpdesk_desktop.services import contact_writes
from helpdesk_desktop.services.entry_lists import EntryLists
from helpdesk_desktop.services.session import Session
from helpdesk_desktop.storage import contact_detail, contact_list, contact_merging, ticket_detail
from helpdesk_desktop.storage.contact_merging import joined_notes
from helpdesk_desktop.storage.contact_store import survivor_of

# Who has more doubles than these is found by the filter.
_DUPLICATES_SHOWN = 8


class DeskContacts(EntryLists[ContactEntry]):
    """Contacts as one agent may see and change them; see `contracts.Contacts`."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, contact_list)

    def page(self, contact_id: ContactId, cancel: Cancellation) -> ContactPage:
        """Everything about one contact; of a merged one, about the contact it was merged into.

        Raises:
            NotFound: there is none, or the viewer may not see it.
        """
        with self._database.reading(cancel) as connection:
            viewer = self._session.reader(connection)
            number = survivor_of(connection, contact_id)
            found = contact_detail.load_contact(connection, viewer, number)
            if found is None:
                raise NotFound("no_such_contact")
            alike = contact_list.find_duplicates(
                connection, viewer, number, limit=_DUPLICATES_SHOWN
            )
            company_id = contact_detail.load_company_id(connection, number)
            return ContactPage(
                found,
                contact_detail.load_phone_forms(connection, viewer, number),
                None if company_id is None else CompanyId(company_id),
                ticket_detail.load_related(connection, viewer, number, but=None),
                ticket_detail.count_of_contact(connection, viewer, number),
                contact_detail.load_contact_rows(connection, viewer, alike),
                _merges(connection, viewer, number),
            )

    def create(self, new: NewContact) -> ContactId:
        """Make a contact; see `contact_writes.create`."""
        return contact_writes.create(self._session, new)

    def edit(
        self, contact_id: ContactId, version: int, changes: Mapping[str, Any]
    ) -> ContactDetail:
        """Change a contact; see `contact_writes.edit`."""
        return contact_writes.edit(self._session, contact_id, version, changes)

    def spell_phone(self, text: str) -> str:
        """The number that a typed text means, in E.164 where it can be told, else its digits.

        Raises:
            Invalid: it is no phone number.
        """
        problems: list[Problem] = []
        number = check_phone(text, "phones", problems, region=self._session.region)
        if number is None:
            raise Invalid(tuple(problems))
        return number.normalised

    def merge_parts(self, ids: Sequence[int], cancel: Cancellation) -> tuple[MergePart, ...]:
        """What a merge of these contacts would bring together, in their order, each once.

        Raises:
            NotFound: the viewer may not see one of them.
        """
        with self._database.reading(cancel) as connection:
            viewer = self._session.reader(connection)
            found = dict.fromkeys(survivor_of(connection, number) for number in ids)
            return tuple(self._part(connection, viewer, number) for number in found)

    def _part(self, connection: Connection, viewer: Viewer, contact_id: int) -> MergePart:
        found = contact_detail.load_contact(connection, viewer, contact_id)
        if found is None:
            raise NotFound("no_such_contact")
        tickets, calls = contact_merging.count_moving(connection, viewer, contact_id)
        return MergePart(found, tickets, calls)

    def merge(self, wish: MergeWish) -> Merged:
        """Make one contact of several; their tickets move, hidden ones too.

        Raises:
            Conflict: one of them changed since it was read.
            NotFound: the viewer may not see one of them.
            Invalid, NotAllowed: as their names say.
        """
        check_wish(wish)

        def work(connection: Connection) -> Merged:
            viewer = self._session.writer(connection, Right.MERGE)
            rows = contact_merging.lock(connection, wish.ids)
            for number, version in (wish.survivor, *wish.duplicates):
                seen = contact_detail.load_contact(connection, viewer, number)
                if seen is None:
                    raise NotFound("no_such_contact")
                row = rows[number]
                if row.version != version or row.merged_into is not None:
                    raise Conflict("conflict", row.version, what=contact_title(seen))
            ordered = [rows[number] for number in wish.ids]
            check_notes_fit([row.notes for row in ordered])
            return contact_merging.merge(
                connection, viewer, wish, ordered, self._session.deed(viewer)
            )

        return self._database.write(work)

    def undo_merge(self, merged: Merged) -> None:
        """Make several contacts of the merged one again, exactly as they were.

        Raises:
            Conflict: one of them, or the contact of a moved ticket, changed since; nothing is done.
            NotFound: the viewer may not see one of them.
            NotAllowed: the role may not merge.
        """

        def work(connection: Connection) -> None:
            viewer = self._session.writer(connection, Right.MERGE)
            parts = (merged.survivor, *merged.duplicates)
            rows = contact_merging.lock(connection, [number for number, _ in parts])
            for number, version in parts:
                seen = contact_detail.load_contact(connection, viewer, number)
                if seen is None:
                    raise NotFound("no_such_contact")
                if rows[number].version != version:
                    what = contact_title(seen)
                    raise Conflict("merge_undo_changed", rows[number].version, what=what)
            deed = self._session.deed(viewer, undoes=merged.batch)
            gone = contact_merging.unmerge(connection, merged, deed)
            if gone is not None:
                raise Conflict("merge_undo_tickets", None, count=gone.count)

        self._database.write(work)


def _merges(connection: Connection, viewer: Viewer, number: int) -> tuple[MergedFrom, ...]:
    # One of whose parts the viewer would not see is none of theirs to take back.
    found = []
    for merged in contact_merging.load_merges(connection, number):
        parts = [
            contact_detail.load_contact(connection, viewer, ContactId(one))
            for one, _ in merged.duplicates
        ]
        names = tuple(contact_title(part) for part in parts if part is not None)
        if len(names) == len(parts):
            found.append(MergedFrom(names, merged))
    return tuple(found)


def check_wish(wish: MergeWish) -> None:
    """Refuse a merge of fewer than two.

    Raises:
        Invalid: as said.
    """
    if len(set(wish.ids)) < 2 or len(set(wish.ids)) != len(wish.ids):
        raise Invalid((Problem(ProblemCode.REQUIRED, "merge_too_few", {}, "duplicates"),))
    if wish.name_of not in wish.ids:
        raise ValueError("the name is of one that is merged")


def check_notes_fit(notes: Sequence[str | None]) -> None:
    """Refuse notes that are too long together.

    Raises:
        Invalid: as said.
    """
    if len(joined_notes(notes) or "") > LONG_TEXT_LIMIT:
        raise Invalid((Problem(ProblemCode.TOO_LONG, "merge_notes_too_long", {}, "notes"),))
