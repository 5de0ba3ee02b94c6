"""The only place that says what contacts and companies hold that an import makes, or lack.

They are asked for what every new one is asked for. A map gives it by a constant, `company.cf.KEY`
or `contact.cf.KEY`, the same for all; a default counts as given. A row that would make one without
is rejected.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldOwner
from helpdesk_desktop.domain.custom_rules import check_made_in_passing
from helpdesk_desktop.domain.custom_values import CustomValue, read_text
from helpdesk_desktop.domain.errors import Problem, ProblemCode
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import Viewer
from helpdesk_desktop.storage.contact_heads import title_of
from helpdesk_desktop.storage.contact_wish import MadeContacts
from helpdesk_desktop.storage.import_contacts import NOTHING_HELD, Held, find_unmade
from helpdesk_desktop.storage.import_store import Import, ImportRow, wishes_of
from helpdesk_desktop.storage.import_update import find_staying

_OWNERS = (CustomFieldOwner.CONTACT, CustomFieldOwner.COMPANY)


@dataclass(frozen=True, slots=True)
class MadeOwners:
    """What the made ones hold, and why none can be made."""

    held: Held = NOTHING_HELD
    contact_lacks: tuple[Problem, ...] = ()
    company_lacks: tuple[Problem, ...] = ()

    @classmethod
    def of(cls, fields: Iterable[CustomField], constants: Mapping[str, str]) -> "MadeOwners":
        """What these fields ask for, and these constants of a map give."""
        (contact, contact_lacks), (company, company_lacks) = (
            _judged([field for field in fields if field.owner is owner], owner, constants)
            for owner in _OWNERS
        )
        return cls(Held(contact, company), contact_lacks, company_lacks)

    @property
    def lacks(self) -> bool:
        """Whether any one that is made would lack something."""
        return bool(self.contact_lacks or self.company_lacks)

    def parted(
        self,
        connection: Connection,
        viewer: Viewer,
        rows: Sequence[ImportRow],
        made: MadeContacts,
    ) -> tuple[list[ImportRow], list[ImportRow]]:
        """The rows that can be stored, and those that would make one that lacks something."""
        if not self.lacks:
            return list(rows), []
        unmade = find_unmade(connection, viewer, wishes_of(rows), made)
        good: list[ImportRow] = []
        refused: list[ImportRow] = []
        for row in rows:
            lacking: list[Problem] = []
            if row.contact in unmade.contacts:
                lacking += _named(self.contact_lacks, row, "name")
            if row.contact in unmade.companies:
                lacking += _named(self.company_lacks, row, "company")
            if lacking:
                refused.append(row._replace(missing=(*row.missing, *lacking)))
            else:
                good.append(row)
        return good, refused

    def parted_known(
        self,
        connection: Connection,
        run: Import,
        known: list[tuple[int, ImportRow]],
        made: MadeContacts,
        *,
        fields: frozenset[str],
    ) -> tuple[list[tuple[int, ImportRow]], list[ImportRow]]:
        """As `parted`, of rows of known tickets: where the contact stays, none is made."""
        if not self.lacks:
            return known, []
        staying = find_staying(connection, known, fields=fields, viewer=run.viewer, made=made)
        asked = [row for serial, row in known if serial not in staying]
        _, refused = self.parted(connection, run.viewer, asked, made)
        lines = {row.line for row in refused}
        return [pair for pair in known if pair[1].line not in lines], refused


def _judged(
    fields: Sequence[CustomField], owner: CustomFieldOwner, constants: Mapping[str, str]
) -> tuple[tuple[tuple[CustomField, CustomValue], ...], tuple[Problem, ...]]:
    prefix = f"{owner.value}.cf."
    by_key = {field.key: field for field in fields}
    problems: list[Problem] = []
    submitted: dict[str, CustomValue | None] = {}
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
