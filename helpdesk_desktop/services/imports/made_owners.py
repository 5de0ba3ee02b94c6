"""The only place that says what contacts and companies hold that an import makes, or lack.

They are asked for what every new one is asked for. A row gives it by its columns, a map by a
constant, `company.cf.KEY` or `contact.cf.KEY`, the same for all; a default counts as given. A row
that would make one without is rejected.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from sqlalchemy import Connection

from helpdesk_desktop.domain.columns import OWNED_STARTS
from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldOwner
from helpdesk_desktop.domain.custom_rules import check_made_in_passing
from helpdesk_desktop.domain.custom_values import CustomValue, check_value, read_text
from helpdesk_desktop.domain.errors import Problem, ProblemCode
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import Viewer
from helpdesk_desktop.services.imports.foreseen_owners import ForeseenOwners
from helpdesk_desktop.storage.contact_heads import title_of
from helpdesk_desktop.storage.contact_wish import MadeContacts
from helpdesk_desktop.storage.import_contacts import Held, find_unmade
from helpdesk_desktop.storage.import_owned import NOTHING_OWNED, Owned
from helpdesk_desktop.storage.import_store import ImportRow, wishes_of

Pair: TypeAlias = tuple[CustomField, CustomValue]
Pairs: TypeAlias = tuple[Pair, ...]
_OWNERS = (CustomFieldOwner.CONTACT, CustomFieldOwner.COMPANY)


@dataclass(slots=True)
class MadeOwners:
    """What the made ones hold, and why none can be made.

    `plain` is that of a row whose columns say nothing of them.
    """

    fields: Mapping[str, CustomField] = field(default_factory=dict)  # by `filter_key`
    constants: Mapping[str, str] = field(default_factory=dict)
    plain: Owned = NOTHING_OWNED

    @classmethod
    def of(cls, fields: Iterable[CustomField], constants: Mapping[str, str]) -> "MadeOwners":
        """What these fields ask for, and these constants of a map give."""
        mine = {one.filter_key: one for one in fields if one.owner in _OWNERS}
        texts = {name: text for name, text in constants.items() if name.startswith(OWNED_STARTS)}
        made = cls(mine, texts)
        made.plain = made._owned({})
        return made

    @property
    def may_lack(self) -> bool:
        """Whether a row may make one that lacks something."""
        return bool(self.plain.contact_lacks or self.plain.company_lacks)

    def find(self, name: str) -> CustomField | None:
        """The field of contacts or companies that a key of a map names."""
        return self.fields.get(fold(name))

    def owned(self, values: Mapping[str, CustomValue | None], problems: list[Problem]) -> Owned:
        """What a row says whose cells give these values, by `filter_key`; None is an empty one.

        One that may not be stored adds a problem.
        """
        given = {
            name: check_value(self.fields[name], read, problems) for name, read in values.items()
        }
        return self.plain if problems else self._owned(given)

    def _owned(self, given: Mapping[str, CustomValue | None]) -> Owned:
        (contact, contact_lacks), (company, company_lacks) = (
            _judged([one for one in self.fields.values() if one.owner is owner], owner,
                    self.constants, given)
            for owner in _OWNERS
        )  # fmt: skip
        pairs = tuple(
            (self.fields[name], value) for name, value in given.items() if value is not None
        )
        told = Held(*(tuple(pair for pair in pairs if pair[0].owner is one) for one in _OWNERS))
        return Owned(Held(contact, company), told, contact_lacks, company_lacks)

    def parted(
        self,
        connection: Connection,
        viewer: Viewer,
        rows: Sequence[ImportRow],
        foreseen: ForeseenOwners,
        made: MadeContacts,
    ) -> tuple[list[ImportRow], list[ImportRow]]:
        """The rows that can be stored, and those that would make one that lacks something.

        Whom an earlier row makes, no later one has to make: `foreseen` remembers them, and `made`
        whom batches that are stored have made.
        """
        unmade = find_unmade(connection, viewer, wishes_of(rows), made)
        good: list[ImportRow] = []
        refused: list[ImportRow] = []
        for row in rows:
            wish = row.contact
            is_foreseen = wish is not None and wish.may_be_made and foreseen.mean(wish)
            if wish is None or wish not in unmade.contacts or is_foreseen:
                good.append(row)
                continue
            lacking = list(_named(row.owned.contact_lacks, row, "name"))
            if row.owned.company_lacks and wish in unmade.companies:
                is_there = foreseen.company(wish.company or "")
                lacking += () if is_there else _named(row.owned.company_lacks, row, "company")
            if lacking:
                refused.append(row._replace(missing=(*row.missing, *lacking)))
            else:
                foreseen.take(row, unmade.firms)
                good.append(row)
        return good, refused


def _judged(
    fields: Sequence[CustomField],
    owner: CustomFieldOwner,
    constants: Mapping[str, str],
    given: Mapping[str, CustomValue | None],
) -> tuple[Pairs, tuple[Problem, ...]]:
    prefix = f"{owner.value}.cf."
    by_key = {field.key: field for field in fields}
    problems: list[Problem] = []
    submitted: dict[str, CustomValue | None] = {
        one.key: given[one.filter_key] for one in fields if one.filter_key in given
    }
    for name, text in constants.items():
        if not name.startswith(prefix):
            continue
        field = by_key.get(fold(name.removeprefix(prefix)))
        if field is None:
            told = {"value": name}
            problems.append(Problem(ProblemCode.NOT_FOUND, "unknown_field", told, name))
        else:
            submitted[field.key] = read_text(field, text, problems)
    checked = check_made_in_passing(fields, submitted, "")
    faulty = {problem.field for problem in problems}
    problems += [one for one in checked.problems if one.field not in faulty]
    values = tuple(
        (by_key[key], value) for key, value in checked.values.items() if value is not None
    )
    return values, tuple(problems)


def _named(problems: Iterable[Problem], row: ImportRow, part: str) -> Iterable[Problem]:
    wish = row.contact
    name = None if wish is None else getattr(wish, part)
    if wish is not None and name is None:
        name = title_of(wish)
    for problem in problems:
        values = {**problem.values, "name": name} if "name" in problem.values else problem.values
        yield replace(problem, line=row.line, values=values)
