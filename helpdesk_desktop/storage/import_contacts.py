"""The only place that makes the contacts and companies that imported rows speak of.

Whom `contact_finding` does not find is made. Wishes of one batch that match each other are one
contact, which has what the first of them says.
"""

import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select

from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldOwner
from helpdesk_desktop.domain.custom_values import CustomValue
from helpdesk_desktop.domain.folding import fold, search_text
from helpdesk_desktop.domain.identifiers import RANDOM_BYTES, uuid7
from helpdesk_desktop.domain.people import Viewer
from helpdesk_desktop.storage import fill_store
from helpdesk_desktop.storage.contact_finding import find_contacts, is_restricted
from helpdesk_desktop.storage.contact_heads import Heads
from helpdesk_desktop.storage.contact_store import EMAIL, PHONE, ContactWords, words_of
from helpdesk_desktop.storage.contact_wish import ContactWish, MadeContacts, Match
from helpdesk_desktop.storage.custom.custom_value_store import add_values
from helpdesk_desktop.storage.id_chunks import chunked
from helpdesk_desktop.storage.merged_names import company_key, find_companies
from helpdesk_desktop.storage.schema import company, contact

# A dry run stores nothing, so it remembers whom earlier rows would make; of more it tells nothing.
MOST_FORESEEN = 100_000


class Held(NamedTuple):
    """Values of a contact's fields, and of a company's."""

    contact: tuple[tuple[CustomField, CustomValue], ...] = ()
    company: tuple[tuple[CustomField, CustomValue], ...] = ()


NOTHING_HELD = Held()
# Whom a dry run foresees.
NOBODY = ContactWords(0, None, None, ())


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


def find_unmade(
    connection: Connection,
    viewer: Viewer,
    wishes: Collection[ContactWish],
    made: MadeContacts | None = None,
) -> Unmade:
    """What would have to be made for these wishes."""
    found = find_contacts(connection, viewer, wishes, made)
    missing = [wish for wish in wishes if wish not in found and wish.may_be_made]
    firms = find_companies(connection, {one.company for one in missing if one.company})
    return Unmade(
        frozenset(missing),
        frozenset(one for one in missing if one.company and company_key(one.company) not in firms),
        {key: ids[0] for key, ids in firms.items()},
    )


def foresee_contacts(
    viewer: Viewer, wishes: Collection[ContactWish], found: dict[ContactWish, Match], heads: Heads
) -> None:
    """Add what `make_contacts` would; `heads` are those of the rows before, too."""
    for wish, place in heads.place(wishes, found, MOST_FORESEEN).items():
        found[wish] = heads.match(place, wish, NOBODY, viewer)


def recall_contacts(
    viewer: Viewer, wishes: Collection[ContactWish], found: dict[ContactWish, Match], heads: Heads
) -> None:
    """Add whom the rows before would have made."""
    for wish in wishes:
        place = heads.find(wish, found.get(wish))
        if place is not None:
            found[wish] = heads.match(place, wish, NOBODY, viewer)


def make_contacts(
    connection: Connection,
    viewer: Viewer,
    wishes: Collection[ContactWish],
    found: dict[ContactWish, Match],
    *,
    now: datetime,
    making: Making,
    made: MadeContacts,
) -> None:
    """Make the contacts that are not among those found, and add them there and to `making`.

    `made` remembers those whom the viewer would not find again.
    """
    heads = Heads()
    placed = heads.place(wishes, found, None)
    if placed:
        words = _make(connection, heads.wishes, now, making)
        for wish, place in placed.items():
            found[wish] = heads.match(place, wish, words[place[0]], viewer)
        if is_restricted(viewer):
            made.fresh.update((key, words[number].id) for key, number in heads.by_key.items())
    making.contacts.update((wish, match.words) for wish, match in found.items())


def _make(
    connection: Connection, heads: Sequence[ContactWish], now: datetime, making: Making
) -> list[ContactWords]:
    firms = _companies(connection, heads, now, making)
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
    return [
        words_of(ids[uid], one.name, () if one.email is None else (one.email.value,))
        for uid, one in zip(uids, heads, strict=True)
    ]


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
