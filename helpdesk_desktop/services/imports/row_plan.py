"""The only place that makes a ticket to store of one record: a map, applied.

Compiled once a file and then run for every row, so it looks nothing up that it could know before.
A row is either whole or rejected; a warning costs nothing but a word.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from helpdesk_desktop.domain.column_template import Getter, compile_template, parse_template
from helpdesk_desktop.domain.columns import OWNED_STARTS
from helpdesk_desktop.domain.contact_rules import check_phone
from helpdesk_desktop.domain.email_address import EmailAddress, parse_email
from helpdesk_desktop.domain.errors import Problem, ProblemCode, Severity
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.import_values import ColumnGuess
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.domain.permission import is_masked
from helpdesk_desktop.domain.phone import PhoneNumber
from helpdesk_desktop.domain.text_rules import fit_subject, is_blank, long_or_none, one_line
from helpdesk_desktop.domain.ticket import (
    EMAIL_LIMIT,
    LONG_TEXT_LIMIT,
    NAME_LIMIT,
    PRIORITY_KEYS,
    SOURCE_KEYS,
    STATUS_KEYS,
    SUBJECT_LIMIT,
    Priority,
    Source,
    Status,
)
from helpdesk_desktop.services.imports.choices import (
    Choice,
    Told,
    Translator,
    keyed,
    person,
    typed,
)
from helpdesk_desktop.services.imports.custom_columns import CustomColumns
from helpdesk_desktop.services.imports.dates import needs_order, read_instant
from helpdesk_desktop.services.imports.field_cells import FieldCells, OrderOf, RejectedError
from helpdesk_desktop.services.imports.import_map import ImportMap
from helpdesk_desktop.services.imports.made_owners import MadeOwners
from helpdesk_desktop.services.imports.mapping import CALL, OWN
from helpdesk_desktop.services.imports.row_contact import RowWords, whom
from helpdesk_desktop.storage.contact_wish import ContactWish
from helpdesk_desktop.storage.import_store import ImportRow

_PLAIN: tuple[str, ...] = (
    "subject", "description", "contact", "phone", "email", "company", "group",
)  # fmt: skip
_CONTACT = ("contact", "phone", "email", "company")
_CHOSEN = ("status", "priority", "source", "type", "assignee")
INSTANTS = ("created", "updated", "due", "closed", "first_response")
EXTERNAL_ID_LIMIT = 200
LABELS = {
    "subject": "Subject", "description": "Description", "contact": "Contact name",
    "phone": "Phone", "email": "Customer email", "company": "Company", "group": "Group",
    "external_id": "External id",
}  # fmt: skip
_SURROGATE = re.compile("[\ud800-\udfff]")
_UNDECODED = re.compile("[\udc80-\udcff]")
_PERSON_SEPARATOR = re.compile(r"[,;\n]")


class RowPlan:
    """A map, bound to the columns of one file and to the names of one desk."""

    def __init__(
        self,
        import_map: ImportMap,
        columns: Sequence[str],
        directory: Directory,
        *,
        zone: ZoneInfo,
        region: str,
        order_of: OrderOf,
        lookups: Mapping[str, Callable[[str], str]],
        now_us: int,
        encoding_name: str,
        custom: CustomColumns | None = None,
        owners: MadeOwners | None = None,
        is_own_export: bool = False,
    ) -> None:
        self._map = import_map
        self._zone = zone
        self._region = region
        self._order_of = order_of
        self._lookups = lookups
        self._now_us = now_us
        self._encoding_name = encoding_name
        self._custom_columns = custom or CustomColumns()
        self._is_own_export = is_own_export
        self._places = {name: place for place, name in enumerate(columns)}
        self._column_of: dict[str, str] = {}
        self._orders: dict[str, str] = {}
        self._getters = self._compile()
        self._choices = self._choose(directory)
        self._plain = {name: self._getters[name] for name in _PLAIN if name in self._getters}
        self._instants = {name: self._getters[name] for name in INSTANTS if name in self._getters}
        self._chosen_by = {name: self._getters[name] for name in _CHOSEN if name in self._getters}
        self._defaults = {name: self._choices[name].default for name in _CHOSEN}
        self._has_contact = not self._plain.keys().isdisjoint(_CONTACT)
        self.cells = FieldCells(
            self._getters,
            columns,
            custom=self._custom_columns,
            made=owners or MadeOwners(),
            orders=self._orders,
            order_of=order_of,
        )
        self._used = self._used_places()
        self._emails = lru_cache(maxsize=8_192)(parse_email)

    @property
    def fields(self) -> frozenset[str]:
        """The fields that the file sets; an update touches no other."""
        return frozenset(self._getters)

    def column_of(self, field: str) -> str | None:
        """The column that fills a field, its first one; None where a constant does."""
        return self._column_of.get(field)

    def word_of(self, field: str) -> Getter | None:
        """What gives a record's word for a field of choices; None where no column fills it."""
        return self._chosen_by.get(field) if field in self._column_of else None

    def meaning(self, field: str, word: str) -> Told:
        """What the word means for a field of choices."""
        return self._choices[field](word)

    def _compile(self) -> dict[str, Getter]:
        getters: dict[str, Getter] = {}
        for field, text in self._map.fields.items():
            template = parse_template(text, tuple(self._places))
            if all(column not in self._places for column in template.columns):
                continue
            self._column_of[field] = next(
                column for column in template.columns if column in self._places
            )
            getters[field] = compile_template(
                template, lambda column: self._places.get(column, 1 << 60)
            )
        for field, value in self._map.constants.items():
            self._column_of.pop(field, None)
            if field.startswith(OWNED_STARTS):
                getters.pop(field, None)  # not of the ticket: `made_owners` has it
                continue
            getters[field] = lambda _cells, value=value: value  # type: ignore[misc]  # a default argument is how a loop variable is bound
        return {field: self._translated(field, getter) for field, getter in getters.items()}

    def _translated(self, field: str, getter: Getter) -> Getter:
        look_up = self._lookups.get(field)
        if look_up is not None:
            inner = getter
            getter = lambda cells: look_up(inner(cells).strip())  # noqa: E731  # one expression
        rules = self._map.values.get(field)
        if rules and field not in {"status", "priority", "source", "type", "assignee", "ccs"}:
            translate, plain = Translator(rules), getter
            return lambda cells: translate(plain(cells))
        return getter

    def _choose(self, directory: Directory) -> dict[str, Choice]:
        deciders = {
            "status": keyed("status", STATUS_KEYS, Status.NEW),
            "priority": keyed("priority", PRIORITY_KEYS, Priority.NORMAL),
            "source": keyed("source", SOURCE_KEYS, Source.IMPORT),
            "type": typed(directory),
            "assignee": person("assignee", directory),
            "ccs": person("ccs", directory),
        }
        return {
            field: Choice(Translator(self._map.values.get(field, {})), decide, field)
            for field, decide in deciders.items()
        }

    def _used_places(self) -> frozenset[int]:
        names = set(self._map.named_columns)
        custom = self._map.options.custom
        names |= set(self._places) if "*" in custom else set(custom)
        return frozenset(place for name, place in self._places.items() if name in names)

    def custom_columns(self, columns: Sequence[str]) -> list[tuple[int, str]]:
        """Place and name of every column that becomes a custom field."""
        wanted = self._map.options.custom
        mapped = set(self._map.named_columns)
        found = [
            (at, name)
            for at, name in enumerate(columns)
            if (name not in mapped if "*" in wanted else name in wanted)
        ]
        for _, name in found:
            field = self._custom_columns.find(name)
            if field is not None:
                self._column_of.setdefault(field.filter_key, name)
        return found

    def call_columns(self, columns: Sequence[str]) -> list[tuple[int, str]]:
        """Place and name of the columns of our own exports that tell of a call."""
        if self._map.name != OWN:
            return []
        return [
            (at, one) for at, one in enumerate(columns) if one == "call" or one.startswith(CALL)
        ]

    def take_orders(self, guesses: Iterable[ColumnGuess]) -> None:
        """Go by these orders of dates of columns that are custom fields."""
        self._orders.update({one.column: one.date_order for one in guesses if one.date_order})

    def external_id(self, cells: Sequence[str]) -> str:
        """The id that the other program gave; empty where it gave none."""
        getter = self._getters.get("external_id")
        return "" if getter is None else one_line(getter(cells)).strip()

    def prepare(
        self,
        line: int,
        external_id: str,
        cells: Sequence[str],
        custom: Sequence[tuple[int, str]],
        problems: list[Problem],
    ) -> ImportRow | None:
        """The ticket of one record, None when it is rejected; adds what is to be said."""
        try:
            self._refuse_unstorable(cells)
            row = self._row(line, external_id, cells, custom, problems)
        except RejectedError as error:
            problems[:] = [self._placed(error.problem, line)]
            return None
        if problems:
            problems[:] = [self._placed(problem, line) for problem in problems]
        return row

    def _placed(self, problem: Problem, line: int) -> Problem:
        column = problem.column
        if column is None and problem.field is not None:
            column = self._column_of.get(problem.field)
        return replace(problem, line=line, column=column)

    def _refuse_unstorable(self, cells: Sequence[str]) -> None:
        whole = "".join(cells)
        if "\0" not in whole and (whole.isascii() or not _SURROGATE.search(whole)):
            return
        names = list(self._places)
        for place, cell in enumerate(cells):
            if place < len(names) and place not in self._used:
                continue
            name = names[place] if place < len(names) else None
            field = next((one for one, column in self._column_of.items() if column == name), None)
            label = LABELS.get(field or "", name or "The row")
            if "\0" in cell:
                key, code, values = "bad_text_nul", ProblemCode.BAD_TEXT, {"label": label}
            elif _UNDECODED.search(cell) and self._encoding_name:
                values = {"encoding": self._encoding_name}
                key, code = "bad_encoding_row", ProblemCode.BAD_ENCODING
            elif _SURROGATE.search(cell):
                key, code, values = "bad_text_surrogate", ProblemCode.BAD_TEXT, {"label": label}
            else:
                continue
            raise RejectedError(Problem(code, key, values, field, column=name))

    def _row(
        self,
        line: int,
        external_id: str,
        cells: Sequence[str],
        custom: Sequence[tuple[int, str]],
        problems: list[Problem],
    ) -> ImportRow:
        plain = {name: getter(cells) for name, getter in self._plain.items()}
        subject, description = self._texts(plain, problems)
        choices = self._defaults.copy()
        for name, getter in self._chosen_by.items():
            choices[name] = self._chosen(name, getter(cells), problems)
        instants: dict[str, int | None] = dict.fromkeys(INSTANTS)
        for name, getter in self._instants.items():
            text = getter(cells).strip()
            if text:
                instants[name] = self._instant(name, text, getter, problems)
        created = instants["created"]
        updated = instants["updated"]
        if created is None:
            created = self._now_us
        if updated is None:
            # What the file does not tell happened at its newest moment that it does tell.
            told = [at for at in (created, instants["closed"]) if at is not None]
            updated = max(told) if self._instants else self._now_us
        contact, phone, has_mask = None, None, False
        if self._has_contact:
            contact, phone, has_mask = self._contact(plain, problems)
        is_closed = choices["status"] == Status.CLOSED
        of_custom = self.cells.of_ticket(cells, custom, problems, is_closed=is_closed)
        return ImportRow(
            line=line,
            external_id=external_id,
            subject=subject,
            subject_fold=fold(subject),
            description=description,
            status=choices["status"],
            priority=choices["priority"],
            source=choices["source"],
            type_id=choices["type"],
            assignee_id=choices["assignee"],
            cc_ids=self._people(cells, problems),
            group=self._line(plain, "group"),
            contact=contact,
            phone=phone,
            created_us=created,
            updated_us=updated,
            due_us=instants["due"],
            closed_us=instants["closed"],
            first_response_us=instants["first_response"],
            custom=of_custom.values,
            missing=tuple(self._placed(problem, line) for problem in of_custom.missing),
            filled=of_custom.filled,
            owned=self.cells.owned(cells),
            is_number_masked=has_mask,
        )

    def _texts(self, plain: Mapping[str, str], problems: list[Problem]) -> tuple[str, str | None]:
        text = plain.get("description", "")
        description = long_or_none(text)
        if description is not None and len(description) > LONG_TEXT_LIMIT:
            raise _too_long("description", LONG_TEXT_LIMIT, len(description))
        typed_subject = plain.get("subject", "")
        words = self._map.options.subject_words
        if words is not None:
            typed_subject = " ".join(typed_subject.split(None, words)[:words])
        if is_blank(typed_subject):
            problem = Problem(ProblemCode.REQUIRED, "required", {"label": "Subject"}, "subject")
            raise RejectedError(problem)
        subject, description, was_cut = fit_subject(typed_subject, description)
        if was_cut:
            values = {"limit": SUBJECT_LIMIT}
            problems.append(
                Problem(
                    ProblemCode.TOO_LONG, "subject_cut", values, "subject",
                    severity=Severity.WARNING,
                )
            )  # fmt: skip
        return subject, description

    def _chosen(self, name: str, text: str, problems: list[Problem]) -> Any:
        told = self._choices[name](text)
        if told.problem is not None:
            if told.problem.severity is Severity.REJECTED:
                raise RejectedError(told.problem)
            problems.append(told.problem)
        return told.value

    def _people(self, cells: Sequence[str], problems: list[Problem]) -> tuple[int, ...]:
        getter = self._getters.get("ccs")
        text = "" if getter is None else getter(cells)
        if not text:
            return ()
        found: set[int] = set()
        for part in _PERSON_SEPARATOR.split(text.strip().strip("[]")):
            told = self._choices["ccs"](part.strip().strip('"'))
            if told.problem is not None:
                problems.append(told.problem)
            elif told.value is not None:
                found.add(told.value)
        return tuple(sorted(found))

    def _instant(self, name: str, text: str, getter: Getter, problems: list[Problem]) -> int | None:
        order = self._orders.get(name, "ymd")
        # The plain form, which most files have, is told by one character.
        if text[4:5] != "-" and name not in self._orders and needs_order(text):
            order = self._orders[name] = self._order_of(name, getter)
        read = read_instant(text, order, self._zone)
        if read is None:
            raise RejectedError(Problem(ProblemCode.BAD_DATE, "bad_date", {"value": text}, name))
        if read.was_moved:
            values = {"value": text, "zone": self._zone.key}
            problems.append(
                Problem(
                    ProblemCode.BAD_DATE, "nonexistent_time", values, name,
                    severity=Severity.WARNING,
                )
            )  # fmt: skip
        return read.at_us

    def _line(self, plain: Mapping[str, str], name: str) -> str | None:
        text = plain.get(name, "")
        if not text or is_blank(text):
            return None
        line = one_line(text)
        if len(line) > NAME_LIMIT:
            raise _too_long(name, NAME_LIMIT, len(line))
        return line

    def _contact(
        self, plain: Mapping[str, str], problems: list[Problem]
    ) -> tuple[ContactWish | None, PhoneNumber | None, bool]:
        name = self._line(plain, "contact")
        company = self._line(plain, "company")
        email = self._email(plain.get("email", ""))
        told = plain.get("phone", "").strip()
        phone = None if is_masked(told) else self._phone(told)
        words = RowWords(name, told, phone, email, company, self._is_own_export)
        return whom(words, problems, region=self._region)

    def _email(self, text: str) -> EmailAddress | None:
        text = text.strip()
        if not text:
            return None
        if len(text) > EMAIL_LIMIT:
            raise _too_long("email", EMAIL_LIMIT, len(text))
        found = self._emails(text)
        if found is None:
            problem = Problem(ProblemCode.PATTERN, "bad_email", {"value": text}, "email")
            raise RejectedError(problem)
        return found

    def _phone(self, text: str) -> PhoneNumber | None:
        text = text.strip()
        if not text:
            return None
        wrong: list[Problem] = []
        number = check_phone(text, "phone", wrong, region=self._region, is_typed=False)
        if wrong:
            raise RejectedError(wrong[0])
        return number


def _too_long(field: str, limit: int, count: int) -> RejectedError:
    values = {"label": LABELS.get(field, field), "limit": limit, "count": count}
    return RejectedError(Problem(ProblemCode.TOO_LONG, "too_long", values, field))
