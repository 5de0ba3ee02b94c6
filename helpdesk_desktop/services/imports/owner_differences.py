"""The only place that finds what a row says of contacts and companies and what was not taken.

Values are taken by those that a row makes. Who was there stays as it is, and so does whom an
earlier row made: where the row says otherwise, or names nobody who could take its value, that is
told, once for each column with the number of rows.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import Connection

from helpdesk_desktop.domain.custom_field import CustomFieldOwner
from helpdesk_desktop.domain.errors import Problem, ProblemCode, Severity
from helpdesk_desktop.domain.people import Viewer
from helpdesk_desktop.services.imports.foreseen_owners import ForeseenOwners
from helpdesk_desktop.services.imports.made_owners import Pair, Pairs
from helpdesk_desktop.storage.contact_store import ContactWords
from helpdesk_desktop.storage.contact_wish import ContactWish, Match
from helpdesk_desktop.storage.custom.custom_value_store import Values
from helpdesk_desktop.storage.import_contacts import Making
from helpdesk_desktop.storage.import_owned import load_company_values, load_kept
from helpdesk_desktop.storage.import_store import ImportRow

_CODES = {
    "stays": ProblemCode.CONFLICT,
    "made_otherwise": ProblemCode.CONFLICT,
    "missing": ProblemCode.NOT_FOUND,
}


class Difference(NamedTuple):
    """One value of one row that was not taken."""

    line: int
    field: str
    label: str
    owner: CustomFieldOwner
    why: str


@dataclass(slots=True)
class DifferenceTally:
    """Counts them for a report: by field and reason, with the first line."""

    _first: dict[tuple[str, str], Difference] = field(default_factory=dict)
    _counts: dict[tuple[str, str], int] = field(default_factory=dict)

    def add(self, found: Iterable[Difference]) -> None:
        """More of them."""
        for one in found:
            key = one.field, one.why
            known = self._first.get(key)
            if known is None or one.line < known.line:
                self._first[key] = one
            self._counts[key] = self._counts.get(key, 0) + 1

    def problems(self) -> list[Problem]:
        """A warning each, in the order of their lines; without columns."""
        ordered = sorted(self._first.values(), key=lambda one: one.line)
        return [
            Problem(
                _CODES[one.why],
                f"{one.owner.value}_{one.why}",
                {"label": one.label, "count": self._counts[one.field, one.why]},
                one.field,
                one.line,
                severity=Severity.WARNING,
            )
            for one in ordered
        ]


def stored_differences(
    connection: Connection,
    viewer: Viewer,
    rows: Sequence[ImportRow],
    making: Making,
    *,
    made: Making,
    keeping: Mapping[int, int | None],
) -> list[Difference]:
    """Of rows that were stored; `made` knows whom earlier batches made, `making` whom this one.

    `keeping` are the contacts of tickets that keep theirs, by their rows' lines.
    """
    rows = [row for row in rows if not row.owned.says_nothing]
    number_of = _numbers(rows, making.contacts, keeping)
    ids = {one for one in number_of.values() if one is not None}
    contacts = making.made_contacts | (made.made_contacts & ids)
    companies = making.made_companies | made.made_companies
    kept = load_kept(connection, viewer, ids, made_contacts=contacts, made_companies=companies)
    found: list[Difference] = []
    for row in rows:
        number = number_of[row.line]
        if number is None:
            found += _of_nobody(row)
            continue
        known = kept.get(number)
        # Nothing may be told of whom the role hides, not even that there is another value.
        if known is not None:
            by_firm = "made_otherwise" if known.company_id in companies else "stays"
            by_contact = "made_otherwise" if number in contacts else "stays"
            found += _unlike(row, row.owned.given.contact, known.contact, by_contact)
            found += _of_company(row, known.company_id, known.company, by_firm)
    return found


def foreseen_differences(
    connection: Connection,
    viewer: Viewer,
    rows: Sequence[ImportRow],
    foreseen: ForeseenOwners,
    contacts: Mapping[ContactWish, Match],
    *,
    keeping: Mapping[int, int | None],
) -> list[Difference]:
    """The same of rows that a dry run would store; of `contacts` the stored ones have an id."""
    rows = [row for row in rows if not row.owned.says_nothing]
    there = {wish: match.words for wish, match in contacts.items() if match.words.id}
    number_of = _numbers(rows, there, keeping)
    kept = load_kept(connection, viewer, {one for one in number_of.values() if one is not None})
    foreseen_of = {
        row.line: foreseen.mean(row.contact)
        for row in rows
        if row.contact is not None and number_of[row.line] is None and row.line not in keeping
    }
    firms = {-firm for one in foreseen_of.values() if (firm := foreseen.company_of(one)) < 0}
    of_firms = load_company_values(connection, viewer, firms)
    found: list[Difference] = []
    for row in rows:
        stored = number_of[row.line]
        if stored is not None:
            known = kept.get(stored)
            if known is not None:
                found += _unlike(row, row.owned.given.contact, known.contact, "stays")
                found += _of_company(row, known.company_id, known.company, "stays")
            continue
        number = foreseen_of.get(row.line, 0)
        if not number:
            found += _of_nobody(row)
            continue
        firm = foreseen.company_of(number)
        found += _unforeseen(row, row.owned.given.contact, number, foreseen)
        if firm > 0:
            found += _unforeseen(row, row.owned.given.company, firm, foreseen)
        else:
            found += _of_company(row, -firm or None, of_firms.get(-firm), "stays")
    return found


def _numbers(
    rows: Iterable[ImportRow],
    contacts: Mapping[ContactWish, ContactWords],
    keeping: Mapping[int, int | None],
) -> dict[int, int | None]:
    # The stored contact of each row's ticket, by line.
    found = {row.line: None if row.contact is None else contacts.get(row.contact) for row in rows}
    ids = {line: None if words is None else words.id for line, words in found.items()}
    return ids | {line: keeping[line] for line in ids.keys() & keeping.keys()}


def _of_nobody(row: ImportRow) -> Iterator[Difference]:
    given = row.owned.given
    for pairs in (given.contact, given.company):
        yield from (_difference(row, pair, "missing") for pair in pairs)


def _of_company(
    row: ImportRow, company_id: int | None, values: Values | None, why: str
) -> Iterator[Difference]:
    if company_id is None:
        yield from (_difference(row, pair, "missing") for pair in row.owned.given.company)
    elif values is not None:
        yield from _unlike(row, row.owned.given.company, values, why)


def _unlike(row: ImportRow, pairs: Pairs, values: Values, why: str) -> Iterator[Difference]:
    for pair in pairs:
        if values.get(pair[0].key) != pair[1]:
            yield _difference(row, pair, why)


def _unforeseen(
    row: ImportRow, pairs: Pairs, number: int, foreseen: ForeseenOwners
) -> Iterator[Difference]:
    for pair in pairs:
        if not foreseen.holds(number, *pair):
            yield _difference(row, pair, "made_otherwise")


def _difference(row: ImportRow, pair: Pair, why: str) -> Difference:
    one = pair[0]
    return Difference(row.line, one.filter_key, one.label, one.owner, why)
