"""Hypothesis strategies of tickets that generated filter trees often match."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from hypothesis import strategies as st

from helpdesk_desktop.domain.custom_field import (
    CustomField,
    CustomFieldKind,
    CustomFieldOwner,
)
from helpdesk_desktop.domain.people import (
    Directory,
)
from tests.cast import DIRECTORY, PHONES, days, filled_texts, instants, numbers
from tests.facts import (
    ActivityFacts,
    CallFacts,
    ContactFacts,
    CustomValue,
    NoteFacts,
    TicketFacts,
)

T = TypeVar("T")


def _maybe(values: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    return st.none() | values


def _known(items: Sequence[Any]) -> st.SearchStrategy[int]:
    return st.sampled_from([int(item.id) for item in items])


def _custom_value(
    custom: CustomField,
) -> st.SearchStrategy[CustomValue]:
    match custom.kind:
        case CustomFieldKind.TEXT | CustomFieldKind.MULTI_LINE | CustomFieldKind.REGEX:
            return filled_texts
        case CustomFieldKind.INTEGER:
            return st.integers(-1, 5)
        case CustomFieldKind.DECIMAL:
            return numbers
        case CustomFieldKind.CHECKBOX:
            return st.booleans()
        case CustomFieldKind.DATE:
            return days
        case CustomFieldKind.MULTI_SELECT:
            return st.frozensets(_known(custom.options), min_size=1, max_size=2)
        case CustomFieldKind.DROP_DOWN | CustomFieldKind.DEPENDENT:
            return _known(custom.options)


@st.composite
def _custom(
    draw: st.DrawFn, directory: Directory, owner: CustomFieldOwner
) -> tuple[tuple[str, CustomValue], ...]:
    return tuple(
        (custom.key, draw(_custom_value(custom)))
        for custom in directory.custom_fields
        if custom.owner is owner and draw(st.booleans())
    )


def _company_values(
    company: str | None, directory: Directory
) -> tuple[tuple[str, CustomValue], ...]:
    known = {
        custom.key: custom
        for custom in directory.custom_fields
        if custom.owner is CustomFieldOwner.COMPANY
    }
    return tuple(each for each in _COMPANY_VALUES.get(company, ()) if each[0] in known)


# Of three companies one has every kind of value, one some, one none; options are those of the cast.
_COMPANY_VALUES: dict[str | None, tuple[tuple[str, CustomValue], ...]] = {
    "ACME 100%": (
        ("text", "Đơn hàng"),
        ("multi_line", "refund\norder"),
        ("drop_down", 12),
        ("integer", 3),
        ("decimal", Decimal("2.5")),
        ("checkbox", True),
        ("regex", "a"),
        ("date", date(2026, 11, 22)),
        ("multi_select", frozenset({11, 13})),
        ("dependent", 3),
    ),
    "refund_co": (("text", "b"), ("checkbox", False), ("integer", 0), ("dependent", 1)),
}


def contacts(directory: Directory = DIRECTORY) -> st.SearchStrategy[ContactFacts]:
    """Contacts with several numbers and addresses, or none of anything."""
    companies = _maybe(st.sampled_from(["Đơn Hàng JSC", "ACME 100%", "refund_co"]))
    return companies.flatmap(
        lambda company: st.builds(
            ContactFacts,
            name=_maybe(filled_texts),
            title=_maybe(filled_texts),
            company=st.just(company),
            rating=_maybe(st.integers(1, 5)),
            manager_id=_maybe(_known(directory.agents)),
            phones=st.lists(st.sampled_from(PHONES), max_size=2, unique=True).map(tuple),
            emails=st.lists(
                st.sampled_from(["a@b.vn", "refund@x_y.com", "Đon@hang.vn"]),
                max_size=2,
                unique=True,
            ).map(tuple),
            custom=_custom(directory, CustomFieldOwner.CONTACT),
            # Two contacts of one company name share a row: its values hang on the name alone.
            company_custom=st.just(_company_values(company, directory)),
        )
    )


def _calls(directory: Directory) -> st.SearchStrategy[CallFacts]:
    seconds = _maybe(st.sampled_from([0, 1, 5, 60]))
    numbers = _maybe(st.sampled_from(PHONES))
    return st.builds(
        CallFacts,
        direction=st.integers(0, 2),
        status=st.integers(0, 3),
        start_at=instants,
        queue_s=seconds,
        talk_s=seconds,
        hold_s=seconds,
        hotline=numbers,
        number=numbers,
        agent_id=_maybe(_known(directory.agents)),
        has_recording=st.booleans(),
    )


def _notes(directory: Directory) -> st.SearchStrategy[NoteFacts]:
    return st.builds(
        NoteFacts,
        body=filled_texts,
        is_internal=st.booleans(),
        author_id=_maybe(_known(directory.agents)),
        created_at=instants,
        reminder_at=_maybe(instants),
    )


def _activities(directory: Directory) -> st.SearchStrategy[ActivityFacts]:
    values: dict[str, st.SearchStrategy[int | None]] = {
        "status": st.integers(0, 3),
        "priority": st.integers(0, 3),
        "type": _maybe(_known(directory.types)),
        "assignee": _maybe(_known(directory.agents)),
        "group": _maybe(_known(directory.groups)),
    }
    return st.sampled_from(sorted(values)).flatmap(
        lambda field: st.builds(
            ActivityFacts, at=instants, field=st.just(field), old=values[field], new=values[field]
        )
    )


def facts(directory: Directory = DIRECTORY) -> st.SearchStrategy[TicketFacts]:
    """Tickets with few different values, empties among them; serials from 1 to 6."""
    agents = _known(directory.agents)
    return st.builds(
        TicketFacts,
        serial=st.integers(1, 6),
        version=st.integers(1, 3),
        subject=filled_texts,
        description=_maybe(filled_texts),
        status=st.integers(0, 3),
        type_id=_maybe(_known(directory.types)),
        priority=st.integers(0, 3),
        source=st.integers(0, 8),
        contact=_maybe(contacts(directory)),
        phone=_maybe(st.sampled_from(PHONES)),
        assignee_id=_maybe(agents),
        group_id=_maybe(_known(directory.groups)),
        creator_id=_maybe(agents),
        cc_ids=st.frozensets(agents, max_size=2),
        created_at=instants,
        updated_at=instants,
        due_at=_maybe(instants),
        closed_at=_maybe(instants),
        first_response_at=_maybe(instants),
        touched_at=_maybe(instants),
        touched_by=_maybe(agents),
        read_at=_maybe(instants),
        external_id=_maybe(filled_texts),
        attachments=st.integers(0, 2),
        notes=st.lists(_notes(directory), max_size=2).map(tuple),
        calls=st.lists(_calls(directory), max_size=2).map(tuple),
        activities=st.lists(_activities(directory), max_size=4).map(tuple),
        custom=_custom(directory, CustomFieldOwner.TICKET),
    )


def desks(directory: Directory = DIRECTORY, most: int = 6) -> st.SearchStrategy[list[TicketFacts]]:
    """Several tickets of different serials, as a database would hold them."""
    return st.lists(facts(directory), max_size=most, unique_by=lambda ticket: ticket.serial)
