"""The only place that finds or makes the contacts and companies that imported rows speak of.

A contact is matched by e-mail, else by phone, else (where neither is given) by name and company;
what was merged is found by its old name, too. A matched contact is left as it is. Wishes of one
batch that match each other are one contact.
"""

import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, func, select

from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldOwner
from helpdesk_desktop.domain.custom_values import CustomValue
from helpdesk_desktop.domain.email_address import EmailAddress
from helpdesk_desktop.domain.folding import fold, search_text
from helpdesk_desktop.domain.identifiers import RANDOM_BYTES, uuid7
from helpdesk_desktop.domain.phone import PhoneNumber
from helpdesk_desktop.storage import fill_store
from helpdesk_desktop.storage.contact_store import EMAIL, PHONE, ContactWords, words_of
from helpdesk_desktop.storage.custom_value_store import add_values
from helpdesk_desktop.storage.id_chunks import chunked
from helpdesk_desktop.storage.merged_names import (
    company_key,
    find_companies,
    find_contacts_by_name,
)
from helpdesk_desktop.storage.schema import company, contact, contact_point


class ContactWish(NamedTuple):
    """Whom a row speaks of; a phone alone finds a contact and makes none."""

    name: str | None = None
    phone: PhoneNumber | None = None
    email: EmailAddress | None = None
    company: str | None = None

    @property
    def may_be_made(self) -> bool:
        """Whether there is enough to make a contact of."""
        return self.name is not None or self.email is not None or self.company is not None


class Held(NamedTuple):
    """Values of a contact's fields, and of a company's."""

    contact: tuple[tuple[CustomField, CustomValue], ...] = ()
    company: tuple[tuple[CustomField, CustomValue], ...] = ()


NOTHING_HELD = Held()


@dataclass(slots=True)
class Making:
    """What is held by whom one batch makes; then, whom its wishes were found to mean.

    Of wishes that are one contact, or name one company, the first says what it holds.
    """

    held: dict[ContactWish, Held] = field(default_factory=dict)
    contacts: dict[ContactWish, ContactWords] = field(default_factory=dict)
    made_contacts: set[int] = field(default_factory=set)
    made_companies: set[int] = field(default_factory=set)


class Unmade(NamedTuple):
    """The wishes for which a contact, and those for which a company would have to be made.

    `firms` are the companies that are there already, by `company_key`.
    """

    contacts: frozenset[ContactWish]
    companies: frozenset[ContactWish]
    firms: Mapping[str, int]


def new_uids(now: datetime, count: int) -> list[str]:
    """So many new uids, as 32 hexadecimal digits."""
    noise = os.urandom(RANDOM_BYTES * count)
    return [
        uuid7(now, noise[at : at + RANDOM_BYTES]).hex for at in range(0, len(noise), RANDOM_BYTES)
    ]


def find_unmade(connection: Connection, wishes: Collection[ContactWish]) -> Unmade:
    """What would have to be made for these wishes."""
    found = find_contacts(connection, wishes)
    missing = [wish for wish in wishes if wish not in found and wish.may_be_made]
    firms = find_companies(connection, {one.company for one in missing if one.company})
    return Unmade(
        frozenset(missing),
        frozenset(one for one in missing if one.company and company_key(one.company) not in firms),
        {key: ids[0] for key, ids in firms.items()},
    )


def resolve_contacts(
    connection: Connection,
    wishes: Collection[ContactWish],
    now: datetime,
    making: Making,
) -> dict[ContactWish, ContactWords]:
    """The contact of every wish that names one; those that are missing are made."""
    found = find_contacts(connection, wishes)
    missing = [wish for wish in wishes if wish not in found and wish.may_be_made]
    if missing:
        made = _make_contacts(connection, missing, now, making)
        # Whoever calls from a number that another row gives to somebody is that contact.
        for wish in wishes:
            keys = (key for key in match_keys(wish) if key in made)
            if wish not in found and (key := next(keys, None)) is not None:
                found[wish] = made[key]
    making.contacts |= found
    return found


def find_contacts(
    connection: Connection, wishes: Collection[ContactWish]
) -> dict[ContactWish, ContactWords]:
    """The contacts that are there, by e-mail, else phone, else name and company."""
    by_email = _points(connection, EMAIL, {one.email.folded for one in wishes if one.email})
    phones = {one.phone.normalised for one in wishes if one.phone}
    by_phone = _points(connection, PHONE, phones)
    named = [one for one in wishes if one.name and not (one.email or one.phone)]
    by_name = _by_name(connection, named)
    ids: dict[ContactWish, int] = {}
    for wish in wishes:
        number = None
        if wish.email is not None:
            number = by_email.get(wish.email.folded)
        if number is None and wish.phone is not None:
            number = by_phone.get(wish.phone.normalised)
        if number is None:
            number = by_name.get(wish)
        if number is not None:
            ids[wish] = number
    known = _contacts(connection, set(ids.values()))
    return {wish: known[number] for wish, number in ids.items() if number in known}


def _points(connection: Connection, kind: int, values: set[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for chunk in chunked(sorted(values)):
        rows = connection.execute(
            select(contact_point.c.normalised, func.min(contact_point.c.contact_id))
            .join(contact, contact.c.id == contact_point.c.contact_id)
            .where(
                contact_point.c.kind == kind,
                contact_point.c.normalised.in_(chunk),
                contact.c.merged_into.is_(None),
            )
            .group_by(contact_point.c.normalised)
        )
        found.update((value, number) for value, number in rows)
    return found


def _by_name(connection: Connection, wishes: Collection[ContactWish]) -> dict[ContactWish, int]:
    known = find_contacts_by_name(connection, {fold(one.name) for one in wishes if one.name})
    if not known:
        return {}
    firms = find_companies(connection, {one.company for one in wishes if one.company})
    found: dict[ContactWish, int] = {}
    for wish in wishes:
        ids: tuple[int | None, ...] = (None,)
        if wish.company:
            ids = firms.get(company_key(wish.company), ())
        numbers = [known[key] for one in ids if (key := (fold(wish.name or ""), one)) in known]
        if numbers:
            found[wish] = min(numbers)
    return found


def _contacts(connection: Connection, ids: set[int]) -> dict[int, ContactWords]:
    found: dict[int, ContactWords] = {}
    for chunk in chunked(sorted(ids)):
        emails: dict[int, list[str]] = {}
        points = (
            select(contact_point.c.contact_id, contact_point.c.value)
            .where(contact_point.c.contact_id.in_(chunk), contact_point.c.kind == EMAIL)
            .order_by(contact_point.c.contact_id, contact_point.c.position)
        )
        for number, value in connection.execute(points):
            emails.setdefault(number, []).append(value)
        rows = connection.execute(
            select(contact.c.id, contact.c.name).where(contact.c.id.in_(chunk))
        )
        found.update((row.id, words_of(row.id, row.name, emails.get(row.id, ()))) for row in rows)
    return found


def _make_contacts(
    connection: Connection,
    missing: Sequence[ContactWish],
    now: datetime,
    making: Making,
) -> dict[tuple[object, ...], ContactWords]:
    # What each wish says of e-mail, phone or name is looked up among those before it.
    firms = _companies(connection, missing, now, making)
    made: dict[tuple[object, ...], int] = {}
    heads: list[ContactWish] = []
    for wish in missing:
        keys = match_keys(wish)
        number = next((made[key] for key in keys if key in made), None)
        if number is None:
            number = len(heads)
            heads.append(wish)
        for key in keys:
            made.setdefault(key, number)
    uids = new_uids(now, len(heads))
    fill_store.insert(
        connection,
        "contact",
        ("uid", "name", "name_fold", "company_id", "phone", "email", "email_fold", "search",
         "version"),
        [
            (uid, one.name, one.name and fold(one.name),
             None if one.company is None else firms[company_key(one.company)],
             one.phone and one.phone.value, one.email and one.email.value,
             one.email and one.email.folded,
             search_text((one.name,), () if one.email is None else (one.email.value,)), 1)
            for uid, one in zip(uids, heads, strict=True)
        ],
    )  # fmt: skip
    ids = _ids_by_uid(connection, contact, uids)
    making.made_contacts |= set(ids.values())
    held = {
        ids[uid]: making.held.get(one, NOTHING_HELD) for uid, one in zip(uids, heads, strict=True)
    }
    add_values(
        connection, CustomFieldOwner.CONTACT, {one: told.contact for one, told in held.items()}
    )
    points: list[tuple[object, ...]] = []
    for uid, one in zip(uids, heads, strict=True):
        if one.phone is not None:
            phone = one.phone
            points.append(
                (ids[uid], PHONE, phone.value, phone.normalised, phone.digits,
                 phone.national, 1, 0)
            )  # fmt: skip
        if one.email is not None:
            points.append((ids[uid], EMAIL, one.email.value, one.email.folded, None, None, 1, 0))
    fill_store.insert(
        connection,
        "contact_point",
        ("contact_id", "kind", "value", "normalised", "digits", "national", "is_primary",
         "position"),
        points,
    )  # fmt: skip
    words = [
        words_of(ids[uid], one.name, () if one.email is None else (one.email.value,))
        for uid, one in zip(uids, heads, strict=True)
    ]
    return {key: words[number] for key, number in made.items()}


def match_keys(wish: ContactWish) -> list[tuple[object, ...]]:
    """Wishes that have one of these in common are one contact, where none is found."""
    keys: list[tuple[object, ...]] = []
    if wish.email is not None:
        keys.append(("email", wish.email.folded))
    if wish.phone is not None:
        keys.append(("phone", wish.phone.normalised))
    if not keys:
        firm = company_key(wish.company) if wish.company else None
        keys.append(("name", fold(wish.name or ""), firm))
    return keys


def _companies(
    connection: Connection, wishes: Iterable[ContactWish], now: datetime, making: Making
) -> dict[str, int]:
    by_key: dict[str, str] = {}
    first: dict[str, ContactWish] = {}
    for wish in wishes:
        if wish.company:
            by_key.setdefault(company_key(wish.company), wish.company)
            first.setdefault(company_key(wish.company), wish)
    found = {key: ids[0] for key, ids in find_companies(connection, by_key.values()).items()}
    missing = [key for key in by_key if key not in found]
    if missing:
        uids = new_uids(now, len(missing))
        fill_store.insert(
            connection,
            "company",
            ("uid", "name", "name_fold", "search", "version"),
            [
                (uid, by_key[one], fold(one), search_text((by_key[one],)), 1)
                for uid, one in zip(uids, missing, strict=True)
            ],
        )
        ids = _ids_by_uid(connection, company, uids)
        made = {one: ids[uid] for uid, one in zip(uids, missing, strict=True)}
        making.made_companies |= set(made.values())
        held = {made[one]: making.held.get(first[one], NOTHING_HELD) for one in missing}
        add_values(
            connection, CustomFieldOwner.COMPANY, {one: told.company for one, told in held.items()}
        )
        found |= made
    return found


def _ids_by_uid(connection: Connection, table: Any, uids: Sequence[str]) -> dict[str, int]:
    # No engine tells the ids of many rows inserted at once in a way the other two do.
    found: dict[str, int] = {}
    for chunk in chunked(uids):
        rows = connection.execute(
            select(table.c.uid, table.c.id).where(table.c.uid.in_([UUID(one) for one in chunk]))
        )
        found.update((uid.hex, number) for uid, number in rows)
    return found
