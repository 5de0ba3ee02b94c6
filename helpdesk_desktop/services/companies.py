"""The only place where the window asks for companies, changes and merges them."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.changes import ChangeKind
from helpdesk_desktop.domain.contact_edits import is_custom
from helpdesk_desktop.domain.contact_rules import check_line, check_notes
from helpdesk_desktop.domain.contacts import (
    CompanyDetail,
    CompanyEntry,
    CompanyPage,
    CompanyPart,
    Merged,
    MergedFrom,
    MergeWish,
    NewCompany,
)
from helpdesk_desktop.domain.custom_field import CustomFieldOwner
from helpdesk_desktop.domain.errors import Conflict, Invalid, NotFound, Problem, ProblemCode
from helpdesk_desktop.domain.people import CompanyId, Right, Viewer
from helpdesk_desktop.domain.text_rules import text_problem
from helpdesk_desktop.domain.ticket import NAME_LIMIT
from helpdesk_desktop.services.contact_custom import values_of_edit, values_of_new
from helpdesk_desktop.services.contacts import check_notes_fit, check_wish
from helpdesk_desktop.services.entry_lists import EntryLists
from helpdesk_desktop.services.session import Session
from helpdesk_desktop.storage import company_list, company_store
from helpdesk_desktop.storage.activity_store import add_changes
from helpdesk_desktop.storage.company_store import surviving_company
from helpdesk_desktop.storage.contact_store import add_company
from helpdesk_desktop.storage.custom.custom_value_store import set_values

# The rest is found by the list of contacts, which finds them by the company's name.
_PEOPLE_SHOWN = 20
_DUPLICATES_SHOWN = 8


class DeskCompanies(EntryLists[CompanyEntry]):
    """Companies as one agent may see and change them; see `contracts.Companies`."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, company_list)

    def page(self, company_id: CompanyId, cancel: Cancellation) -> CompanyPage:
        """Everything about one company; of a merged one, about the company it was merged into.

        Raises:
            NotFound: there is none, or the viewer may not see it.
        """
        with self._database.reading(cancel) as connection:
            viewer = self._session.reader(connection)
            number = surviving_company(connection, company_id)
            found = _seen(connection, viewer, number)
            alike = company_list.find_duplicates(
                connection, viewer, number, limit=_DUPLICATES_SHOWN
            )
            twins = company_list.load_rows(connection, viewer, alike)
            return CompanyPage(
                found,
                company_list.load_people(connection, viewer, number, limit=_PEOPLE_SHOWN),
                company_list.count_people(connection, viewer, number),
                company_list.load_tickets(connection, viewer, number),
                company_list.count_tickets(connection, viewer, number),
                tuple(twin for twin in twins if twin is not None),
                _merges(connection, number),
            )

    def find_names(self, text: str, cancel: Cancellation, *, limit: int = 8) -> tuple[str, ...]:
        """Names of companies in which every typed word begins a word."""
        if text_problem(text, "text", "Text", NAME_LIMIT) is not None:
            return ()
        with self._database.reading(cancel) as connection:
            viewer = self._session.reader(connection)
            return company_list.find_names(connection, viewer, text, limit=limit)

    def create(self, new: NewCompany) -> CompanyId:
        """Make a company.

        Raises:
            Invalid: one problem per fault, `field` as in `NewCompany`.
            NotAllowed: the role may not create.
        """

        def work(connection: Connection) -> CompanyId:
            viewer = self._session.writer(connection, Right.CREATE)
            problems: list[Problem] = []
            columns = _columns({"name": new.name, "notes": new.notes}, problems)
            owner = CustomFieldOwner.COMPANY
            custom = values_of_new(
                self._session, connection, viewer, owner, dict(new.custom), problems=problems
            )
            if problems:
                raise Invalid(tuple(problems))
            made = add_company(
                connection, columns["name"], self._session.new_uid(), columns["notes"]
            )
            set_values(connection, owner, made, custom)
            add_changes(connection, self._session.deed(viewer), ((ChangeKind.COMPANY, made, 1),))
            return CompanyId(made)

        return self._database.write(work)

    def edit(
        self, company_id: CompanyId, version: int, changes: Mapping[str, Any]
    ) -> CompanyDetail:
        """Change name, notes or `cf.KEY`; whoever shows the name reads it again.

        Raises:
            Conflict: the stored version is not the one the editor opened with, or it was merged.
            Invalid, NotAllowed, NotFound: as their names say.
        """

        def work(connection: Connection) -> CompanyDetail:
            viewer = self._session.writer(connection, Right.EDIT)
            found = _seen(connection, viewer, company_id)
            if surviving_company(connection, company_id) != company_id:
                raise Conflict("contact_merged", None, what=found.name)
            if found.version != version:
                raise Conflict("conflict", found.version, what=found.name)
            problems: list[Problem] = []
            columns = _columns(changes, problems)
            owner, current = CustomFieldOwner.COMPANY, dict(found.custom)
            custom = values_of_edit(
                self._session,
                connection,
                viewer,
                owner,
                changes,
                current=current,
                problems=problems,
            )
            if problems:
                raise Invalid(tuple(problems))
            if not company_store.edit_company(connection, company_id, version, columns):
                raise Conflict("conflict", None, what=found.name)
            set_values(connection, owner, company_id, custom)
            told = (ChangeKind.COMPANY, company_id, version + 1)
            add_changes(connection, self._session.deed(viewer), (told,))
            return _seen(connection, viewer, company_id)

        return self._database.write(work)

    def merge_parts(self, ids: Sequence[int], cancel: Cancellation) -> tuple[CompanyPart, ...]:
        """What a merge of these companies would bring together, in their order, each once.

        Raises:
            NotFound: the viewer may not see one of them.
        """
        with self._database.reading(cancel) as connection:
            viewer = self._session.reader(connection)
            found = dict.fromkeys(surviving_company(connection, number) for number in ids)
            return tuple(
                CompanyPart(
                    _seen(connection, viewer, number),
                    company_list.count_people(connection, viewer, number),
                    company_list.count_tickets(connection, viewer, number),
                )
                for number in found
            )

    def merge(self, wish: MergeWish) -> Merged:
        """Make one company of several; their contacts move, hidden ones too.

        Raises:
            Conflict: one of them changed since it was read.
            NotFound: the viewer may not see one of them.
            Invalid, NotAllowed: as their names say.
        """
        check_wish(wish)

        def work(connection: Connection) -> Merged:
            viewer = self._session.writer(connection, Right.MERGE)
            rows = company_store.lock(connection, wish.ids)
            tickets = 0
            for number, version in (wish.survivor, *wish.duplicates):
                seen = _seen(connection, viewer, number)
                row = rows[number]
                if row.version != version or row.merged_into is not None:
                    raise Conflict("conflict", row.version, what=seen.name)
                if number != wish.survivor[0]:
                    tickets += company_list.count_tickets(connection, viewer, number)
            ordered = [rows[number] for number in wish.ids]
            check_notes_fit([row.notes for row in ordered])
            deed = self._session.deed(viewer)
            return company_store.merge(connection, wish, ordered, deed, tickets)

        return self._database.write(work)

    def undo_merge(self, merged: Merged) -> None:
        """Make several companies of the merged one again, exactly as they were.

        Raises:
            Conflict: one of them, or the company of a moved contact, changed since; nothing is
                done.
            NotFound: the viewer may not see the survivor.
            NotAllowed: the role may not merge.
        """

        def work(connection: Connection) -> None:
            viewer = self._session.writer(connection, Right.MERGE)
            parts = (merged.survivor, *merged.duplicates)
            rows = company_store.lock(connection, [number for number, _ in parts])
            _seen(connection, viewer, merged.survivor[0])
            for number, version in parts:
                if rows[number].version != version:
                    what = rows[number].name
                    raise Conflict("merge_undo_changed", rows[number].version, what=what)
            deed = self._session.deed(viewer, undoes=merged.batch)
            gone = company_store.unmerge(connection, merged, deed)
            if gone is not None:
                raise Conflict("merge_undo_contacts", None, count=gone.count)

        self._database.write(work)


def _merges(connection: Connection, number: int) -> tuple[MergedFrom, ...]:
    merges = company_store.load_merges(connection, number)
    ids = [one for merged in merges for one, _ in merged.duplicates]
    names = company_store.load_names(connection, ids)
    return tuple(
        MergedFrom(tuple(names[one] for one, _ in merged.duplicates), merged) for merged in merges
    )


def _seen(connection: Connection, viewer: Viewer, company_id: int) -> CompanyDetail:
    found = company_list.load_company(connection, viewer, company_id)
    if found is None:
        raise NotFound("no_such_company")
    return found


def _columns(changes: Mapping[str, Any], problems: list[Problem]) -> dict[str, Any]:
    before = len(problems)
    columns: dict[str, Any] = {}
    for name, value in changes.items():
        if name == "name":
            columns[name] = check_line(value, "company", problems)
            if columns[name] is None and len(problems) == before:
                label = {"label": "Company"}
                problems.append(Problem(ProblemCode.REQUIRED, "required", label, "name"))
        elif name == "notes":
            columns[name] = check_notes(value, problems)
        elif not is_custom(name):
            problems.append(Problem(ProblemCode.NOT_FOUND, "unknown_field", {"value": name}, name))
    return columns
