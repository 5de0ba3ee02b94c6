"""Lists grouped by custom fields: counts, order and names against plain Python, on every engine."""

from dataclasses import replace
from datetime import date
from itertools import accumulate, groupby, pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.columns import sortable_keys
from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldKind
from helpdesk_desktop.domain.errors import BadUsage
from helpdesk_desktop.domain.filters import EVERYTHING, FilterSpec, Group, SortKey
from helpdesk_desktop.domain.grouping import group_columns
from helpdesk_desktop.domain.people import Viewer
from helpdesk_desktop.domain.permission import sees_ticket
from helpdesk_desktop.domain.question import Question
from helpdesk_desktop.storage.database import Database
from helpdesk_desktop.storage.lists.ticket_list import count_groups, find_ids, load_page
from tests import oracle, trees
from tests.facts import TicketFacts
from tests.facts_loader import load
from tests.sampled_desk import VIEWERS, desk, ordered_serials, permission_facts, question

D = trees.CUSTOM_DIRECTORY
TICKETS = desk(7, has_custom=True)
KEYS = tuple(key for key in group_columns(D) if key.startswith("cf."))
_GROUPS = st.builds(SortKey, st.sampled_from(KEYS), st.booleans())
_SORTS = st.lists(
    st.builds(SortKey, st.sampled_from(KEYS) | st.sampled_from(sortable_keys(D)), st.booleans()),
    max_size=3,
).map(tuple)


@pytest.fixture
def loaded(database: Database) -> Database:
    database.write(lambda connection: load(connection, TICKETS, D, trees.viewer()))
    return database


def _asking(
    group: SortKey,
    sort: tuple[SortKey, ...] = (SortKey("serial"),),
    viewer: Viewer | None = None,
    tree: Group = EVERYTHING,
) -> Question:
    return replace(question(viewer, D), spec=FilterSpec(filter=tree, sort=sort, group=group))


def _value(field: CustomField, facts: TicketFacts) -> int | None:
    value: Any = dict(facts.custom).get(field.key)
    if value is None:
        return None
    return value.toordinal() if isinstance(value, date) else int(value)


def _rank(field: CustomField, value: int | None) -> tuple[bool, int]:
    if value is None:
        return False, 0
    is_option = field.kind in {CustomFieldKind.DROP_DOWN, CustomFieldKind.DEPENDENT}
    return True, field.rank_by_id[value] if is_option else value


def _holds(connection: Connection, asked: Question) -> None:
    group = asked.spec.group
    assert group is not None
    field = D.custom_field_by_key[group.column]
    seen = {
        facts.serial: facts
        for facts in TICKETS
        if not facts.is_deleted
        and sees_ticket(asked.viewer, permission_facts(facts))
        and oracle.matches(asked.spec.tree, facts, asked.viewer, D, trees.NOW, trees.ZONE)
    }
    sorted_ = ordered_serials(tuple(seen.values()), asked.spec.sort, asked.viewer, D)
    # Sorting is stable: the order of the sort stays within a group.
    meant = sorted(
        sorted_,
        key=lambda serial: _rank(field, _value(field, seen[serial])),
    )
    parts = [
        (value, list(serials))
        for value, serials in groupby(meant, key=lambda serial: _value(field, seen[serial]))
    ]
    if group.is_descending:
        parts.reverse()
    groups = count_groups(connection, asked)
    assert [(one.value, one.count) for one in groups] == [
        (value, len(serials)) for value, serials in parts
    ]
    serials = list(find_ids(connection, asked, Cancellation()))
    assert serials == [serial for _, part in parts for serial in part]
    page = load_page(connection, asked, limit=7, offset=3)
    assert [row.serial for row in page] == serials[3:10]
    ends = accumulate((one.count for one in groups), initial=0)
    assert all(begin < end for begin, end in pairwise(ends))


@pytest.mark.parametrize("key", KEYS)
def test_groups_of_a_field_stand_in_its_order_with_exact_counts(loaded: Database, key: str) -> None:
    with loaded.reading() as connection:
        for is_descending in (False, True):
            group = SortKey(key, is_descending=is_descending)
            _holds(connection, _asking(group))
            _holds(connection, _asking(group, (group,)))
            turned = SortKey(key, is_descending=not is_descending)
            _holds(connection, _asking(group, (turned, SortKey("subject"))))


def test_groups_cover_the_list_whatever_it_is_sorted_and_filtered_by(loaded: Database) -> None:
    with loaded.reading() as connection:

        @settings(max_examples=60, deadline=None)
        @given(_GROUPS, _SORTS, st.sampled_from(VIEWERS), trees.nodes(D))
        def asked(group: SortKey, sort: tuple[SortKey, ...], viewer: Viewer, tree: Group) -> None:
            if not (viewer.phones_masked and any(key.column == "phone" for key in sort)):
                _holds(connection, _asking(group, sort, viewer, tree))

        asked()


def test_every_kind_that_is_grouped_by_is_tried(loaded: Database) -> None:
    kinds = {D.custom_field_by_key[key].kind for key in KEYS}
    assert kinds == {
        CustomFieldKind.DROP_DOWN,
        CustomFieldKind.DEPENDENT,
        CustomFieldKind.CHECKBOX,
        CustomFieldKind.DATE,
        CustomFieldKind.INTEGER,
    }
    with loaded.reading() as connection:
        for key in KEYS:
            groups = count_groups(connection, _asking(SortKey(key)))
            # Some tickets have no value, and some values are shared.
            assert groups[0].value is None
            assert len(groups) > 1, key


@pytest.mark.parametrize("kind", [CustomFieldKind.MULTI_SELECT, CustomFieldKind.TEXT])
def test_what_tickets_do_not_share_is_refused(loaded: Database, kind: CustomFieldKind) -> None:
    key = next(
        field.filter_key
        for field in D.custom_fields
        if field.kind is kind and field.filter_key.startswith("cf.")
    )
    with loaded.reading() as connection, pytest.raises(BadUsage, match="There is no column"):
        count_groups(connection, _asking(SortKey(key)))


@pytest.mark.parametrize("key", KEYS)
def test_hidden_tickets_count_neither_by_their_value_nor_as_empty(
    database: Database, key: str
) -> None:
    field = D.custom_field_by_key[key]
    value = next(
        value for each in TICKETS if (value := dict(each.custom).get(field.key)) is not None
    )
    held = ((field.key, value),)
    facts = [
        TicketFacts(serial=1, custom=held, is_deleted=True),
        TicketFacts(serial=2, is_deleted=True),
        TicketFacts(serial=3),
    ]
    database.write(lambda connection: load(connection, facts, D, trees.viewer()))
    with database.reading() as connection:
        groups = count_groups(connection, _asking(SortKey(key)))
    assert [(one.value, one.count) for one in groups] == [(None, 1)]


def test_an_empty_desk_has_no_groups(database: Database) -> None:
    database.write(lambda connection: load(connection, [], D, trees.viewer()))
    with database.reading() as connection:
        assert [count_groups(connection, _asking(SortKey(key))) for key in KEYS] == [()] * len(KEYS)


def test_a_retired_field_still_answers_a_list_that_was_grouped_by_it(loaded: Database) -> None:
    key = KEYS[0]
    retired = replace(
        D,
        custom_fields=tuple(
            replace(one, is_active=False) if one.filter_key == key else one
            for one in D.custom_fields
        ),
    )
    assert key not in group_columns(retired)
    with loaded.reading() as connection:
        asked = _asking(SortKey(key))
        before = count_groups(connection, asked)
        assert count_groups(connection, replace(asked, directory=retired)) == before


def test_without_order_and_groups_a_list_comes_by_serial(loaded: Database) -> None:
    asked = replace(question(None, D), spec=FilterSpec(sort=()))
    with loaded.reading() as connection:
        found = list(find_ids(connection, asked, Cancellation()))
    assert found == sorted(each.serial for each in TICKETS if not each.is_deleted)
