"""The only place for what conditions on texts and phone numbers mean as SQL.

Phone conditions are false for a viewer who sees numbers masked, so that none can be guessed; and
so is any condition on a number of a ticket whose contact the viewer may not see. The words of such
a contact's e-mail find nothing.
"""

from collections.abc import Callable

from sqlalchemy import ColumnElement, and_

from helpdesk_desktop.domain.filtering.filter_fields import FieldKind, FieldScope, FilterField
from helpdesk_desktop.domain.filters import (
    LongTextCondition,
    Needle,
    PhoneCondition,
    TextCondition,
    TextMatch,
)
from helpdesk_desktop.domain.folding import fold, tokens
from helpdesk_desktop.domain.people import ContactScope
from helpdesk_desktop.storage import filter_places as places
from helpdesk_desktop.storage import search_index
from helpdesk_desktop.storage.claims import NEVER, Claim, every, some
from helpdesk_desktop.storage.filter_places import Asking
from helpdesk_desktop.storage.permission_sql import shows_contact
from helpdesk_desktop.storage.schema import call, contact_point, note, ticket, ticket_text
from helpdesk_desktop.storage.search_text_store import without_emails
from helpdesk_desktop.storage.text_sql import text_is, words_in

# The one phone field that tells no customer's number: our own line that was called.
OWN_NUMBER = "call.hotline"


def short_text(condition: TextCondition, asking: Asking) -> Claim:
    """A short text compares so with any of the items."""
    field = places.field_of(condition.field, FieldKind.TEXT)
    wanted = tuple(fold(item) for item in condition.items)
    found = text_is(places.column_of(field.key), condition.op, wanted, asking.dialect_name)
    return places.reached(field, some(found), asking)


def long_text(condition: LongTextCondition, asking: Asking) -> Claim:
    """A long text holds any of the needles."""
    field = places.field_of(condition.field, FieldKind.LONG_TEXT)
    return some(_needle(needle, field, asking) for needle in condition.items)


def _needle(needle: Needle, field: FilterField, asking: Asking) -> Claim:
    words = tokens(needle.text)
    if not words:
        return NEVER
    phrases = [(word,) for word in words] if needle.is_words else [words]
    name = asking.dialect_name
    match field.key:
        case "text":
            return every(
                some(
                    [
                        _in_search_text(phrase, asking),
                        *_rings(phrase, asking),
                    ]
                )
                for phrase in phrases
            )
        case "description":
            column = ticket_text.c.description_words
            return places.with_text(every(words_in(column, each, name) for each in phrases))
        case _:
            found = every(words_in(note.c.body_words, each, name) for each in phrases)
            return places.in_row(FieldScope.NOTE, found, asking)


def _in_search_text(phrase: tuple[str, ...], asking: Asking) -> Claim:
    name, viewer = asking.dialect_name, asking.question.viewer
    if asking.uses_search_index and search_index.serves(phrase, name):
        found = Claim(search_index.holds(phrase, places.serial_of(asking)), is_sure=True)
    else:
        found = places.with_text(words_in(ticket_text.c.search, phrase, name))
    if viewer.contact_scope is ContactScope.ALL:
        return found
    # Asked of the few that were found: no index knows a text without its addresses.
    beside_emails = words_in(without_emails(ticket_text.c.search, name), phrase, name)
    shown = Claim(shows_contact(viewer), is_sure=True)
    return every([found, some([shown, places.with_text(beside_emails)])])


def _rings(phrase: tuple[str, ...], asking: Asking) -> list[Claim]:
    # A free run of digits also finds the ticket whose phone number begins with it.
    digits = phrase[0]
    if len(phrase) > 1 or asking.question.viewer.phones_masked:
        return []
    if not (digits.isascii() and digits.isdigit()):
        return []
    condition = PhoneCondition(field="phone", op=TextMatch.STARTS, items=(digits,))
    return [phone(condition, asking)]


def phone(condition: PhoneCondition, asking: Asking) -> Claim:
    """A phone number compares so with any of the items."""
    field = places.field_of(condition.field, FieldKind.PHONE)
    if asking.question.viewer.phones_masked:
        return NEVER

    def is_wanted(digits: ColumnElement[str], national: ColumnElement[str]) -> ColumnElement[bool]:
        op, items, name = condition.op, condition.items, asking.dialect_name
        if op is not TextMatch.IS:
            either = (text_is(column, op, items, name) for column in (digits, national))
            return some(claim for found in either for claim in found).sql
        plain = tuple(item for item in items if not item.startswith("+"))
        told = tuple(item.removeprefix("+") for item in items if item.startswith("+"))
        # With its + an item is E.164, which only a number that could be told has.
        return some(
            [
                *text_is(digits, op, plain, name),
                *text_is(national, op, plain, name),
                *(
                    Claim(and_(claim.sql, national.is_not(None)))
                    for claim in text_is(digits, op, told, name)
                ),
            ]
        ).sql

    return phone_where(field, asking, is_wanted)


def phone_where(
    field: FilterField,
    asking: Asking,
    is_wanted: Callable[[ColumnElement[str], ColumnElement[str]], ColumnElement[bool]],
) -> Claim:
    """One of the phone numbers of a field is wanted: its digits, and those dialled at home."""
    match field.key:
        case "call.number":
            claim = Claim(is_wanted(call.c.number_digits, call.c.number_national))
            claim = places.where_contact_is_shown(claim, asking)
            return places.in_row(FieldScope.CALL, claim, asking)
        case _ if field.key == OWN_NUMBER:
            claim = Claim(is_wanted(call.c.hotline_digits, call.c.hotline_national))
            return places.in_row(FieldScope.CALL, claim, asking)
        case _:
            own = is_wanted(ticket.c.phone_digits, ticket.c.phone_national)
            points = is_wanted(contact_point.c.digits, contact_point.c.national)
            return some(
                [
                    places.where_contact_is_shown(places.with_phone_point(points), asking),
                    # An unknown caller's number counts only as long as there is no contact.
                    Claim(and_(ticket.c.contact_id.is_(None), own)),
                ]
            )
