"""Conditions on custom fields against the oracle: ten kinds, three owners, on every engine."""

import time
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from helpdesk_desktop.domain.custom_field import (
    CustomField,
    CustomFieldId,
    CustomFieldKind,
    CustomFieldOwner,
    CustomOption,
    CustomOptionId,
)
from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.domain.filtering.filter_fields import FilterField, find_field
from helpdesk_desktop.domain.filtering.filter_json import from_json, to_json
from helpdesk_desktop.domain.filtering.filter_print import print_tree
from helpdesk_desktop.domain.filtering.filter_text import parse
from helpdesk_desktop.domain.filters import (
    ChoiceCondition,
    Compare,
    Group,
    LongTextCondition,
    Needle,
    Node,
    NumberCondition,
    NumberRange,
    TextCondition,
    TextMatch,
    TimeCondition,
    TreeCondition,
    all_of,
    muted,
    negated,
)
from helpdesk_desktop.domain.people import Directory, Viewer
from helpdesk_desktop.storage.database import Database
from helpdesk_desktop.storage.filter_sql import where
from helpdesk_desktop.storage.schema import ticket
from tests import oracle, trees
from tests.facts import ContactFacts, CustomValue, TicketFacts
from tests.facts_loader import load
from tests.sampled_desk import CONTACT_VIEWERS, desk, question

D = trees.CUSTOM_DIRECTORY
_FIELDS = tuple(
    found for custom in D.custom_fields if (found := find_field(custom.filter_key, D)) is not None
)


def _load(database: Database, tickets: tuple[TicketFacts, ...], directory: Directory = D) -> None:
    database.write(lambda connection: load(connection, tickets, directory, trees.viewer()))


def _asked(
    connection: Connection,
    tree: Node,
    viewer: Viewer | None = None,
    *,
    by_index: bool = False,
    directory: Directory = D,
) -> set[int]:
    asked = question(viewer, directory)
    condition = where(tree, asked, connection.dialect.name, uses_search_index=by_index)
    return set(connection.scalars(select(ticket.c.serial).where(condition)))


def _meant(
    tickets: tuple[TicketFacts, ...],
    tree: Node,
    viewer: Viewer | None = None,
    directory: Directory = D,
) -> set[int]:
    asker = viewer or trees.viewer()
    return {
        facts.serial
        for facts in tickets
        if oracle.matches(tree, facts, asker, directory, trees.NOW, trees.ZONE)
    }


def _with(key: str, *values: CustomValue | None) -> tuple[TicketFacts, ...]:
    """A ticket for each value of one field; for None one without."""
    return tuple(
        TicketFacts(serial=serial, custom=() if value is None else ((key, value),))
        for serial, value in enumerate(values, 1)
    )


def _both_ways(connection: Connection, tree: Node, directory: Directory = D) -> set[int]:
    found = _asked(connection, tree, directory=directory)
    assert _asked(connection, tree, by_index=True, directory=directory) == found
    everything = set(connection.scalars(select(ticket.c.serial)))
    assert _asked(connection, negated(tree), directory=directory) == everything - found
    return found


def _conditions(fields: tuple[FilterField, ...]) -> st.SearchStrategy[Node]:
    one = st.sampled_from(fields).flatmap(lambda field: trees.conditions_on(field, D))
    return st.builds(lambda node, is_not: negated(node) if is_not else node, one, st.booleans())


@pytest.mark.parametrize("owner", CustomFieldOwner)
def test_any_condition_on_any_custom_field_finds_the_tickets_that_it_means(
    database: Database, owner: CustomFieldOwner
) -> None:
    tickets = desk(4, has_custom=True)
    _load(database, tickets)
    with database.reading() as connection:

        def ask_all_of(field: FilterField) -> None:
            @settings(max_examples=25, deadline=None)
            @given(_conditions((field,)), st.sampled_from(CONTACT_VIEWERS), st.booleans())
            def asked(tree: Node, viewer: Viewer, by_index: bool) -> None:  # noqa: FBT001  # drawn
                found = _asked(connection, tree, viewer, by_index=by_index)
                assert found == _meant(tickets, tree, viewer)

            asked()

        for field in _FIELDS:
            if field.scope.value == owner.value:
                ask_all_of(field)


def test_any_tree_with_custom_fields_finds_the_tickets_that_it_means(database: Database) -> None:
    tickets = desk(5, has_custom=True)
    _load(database, tickets)
    with database.reading() as connection:
        by_index = st.booleans() if connection.dialect.name == "sqlite" else st.just(False)

        @settings(max_examples=150, deadline=None)
        @given(trees.raw_nodes(D), st.sampled_from(CONTACT_VIEWERS), by_index)
        def asked(tree: Node, viewer: Viewer, is_searched: bool) -> None:  # noqa: FBT001  # drawn
            found = _asked(connection, tree, viewer, by_index=is_searched)
            assert found == _meant(tickets, tree, viewer)

        asked()


def test_two_conditions_on_one_field_are_independent(database: Database) -> None:
    tickets = desk(6, has_custom=True)
    _load(database, tickets)
    pairs = st.sampled_from(_FIELDS).flatmap(
        lambda field: st.tuples(_conditions((field,)), _conditions((field,)))
    )
    with database.reading() as connection:

        @settings(max_examples=120, deadline=None)
        @given(pairs, st.sampled_from(["all", "any"]), st.booleans())
        def asked(pair: tuple[Node, Node], join: str, by_index: bool) -> None:  # noqa: FBT001  # drawn
            tree = Group(join="all" if join == "all" else "any", parts=pair)
            first, second = (_meant(tickets, part) for part in pair)
            found = _asked(connection, tree, by_index=by_index)
            assert found == (first & second if join == "all" else first | second)

        asked()


def test_one_ticket_meets_two_conditions_by_two_of_its_options(database: Database) -> None:
    tickets = _with("multi_select", frozenset({11}), frozenset({12}), frozenset({11, 12}), None)
    _load(database, tickets)
    with database.reading() as connection:
        for query, expected in {
            "cf.multi_select:vip cf.multi_select:#12": {3},
            "cf.multi_select:vip -cf.multi_select:#12": {1},
            "cf.multi_select:all(vip,#12)": {3},
            "cf.multi_select:only(vip)": {1},
            "-cf.multi_select:only(vip)": {2, 3, 4},
            "cf.multi_select:vip,none": {1, 3, 4},
            "cf.multi_select:all(vip,none)": set(),
            "cf.multi_select:only(none)": {4},
            "-cf.multi_select:vip": {2, 4},
        }.items():
            assert _both_ways(connection, parse(query, D)) == expected, query


_LONG = "Đơn hàng " * 30  # 270 characters, folded as many
_EDGE = "x" * 200


def test_texts_that_are_longer_than_their_index_are_compared_as_a_whole(database: Database) -> None:
    texts = (_LONG + "a", _LONG + "b", _EDGE, _EDGE + "y", _EDGE[:-1], "한" * 90, None, "a", "%_a")
    tickets = _with("text", *texts)
    _load(database, tickets)
    wanted = [text for text in texts if text is not None]
    wanted += [_LONG, _EDGE[:199], _EDGE + "z", "hang a", "hang b", "y", "ng don hang b", "한한"]
    with database.reading() as connection:
        for text in wanted:
            for op in TextMatch:
                for items in ((text,), (text, "a")):
                    tree = TextCondition(field="cf.text", op=op, items=items)
                    assert _both_ways(connection, tree) == _meant(tickets, tree), (op, items)


def test_a_long_text_is_searched_to_its_end(database: Database) -> None:
    _load(database, _with("multi_line", f"{'xin chào ' * 5_000}tạm\nbiệt", "xin", "…", None))
    with database.reading() as connection:
        assert _both_ways(connection, parse('cf.multi_line:"tam biet"', D)) == {1}
        assert _both_ways(connection, parse("cf.multi_line:xin", D)) == {1, 2}
        assert _both_ways(connection, parse('cf.multi_line:words("biet xin")', D)) == {1}
        assert _both_ways(connection, parse("cf.multi_line:in", D)) == set()
        wordless = LongTextCondition(field="cf.multi_line", items=(Needle("…"),))
        assert _both_ways(connection, wordless) == set()
        assert _both_ways(connection, parse("cf.multi_line:any", D)) == {1, 2, 3}


_FAR = (
    "1e300", "-1e300", "1e-300", "-1e-300", "9223372036854.775807", "9223372036854.775808",
    "-9223372036854.775808", "-9223372036854.775809", "1e999999", "2.0000001", "1.9999999",
    "2.00000000000000000000000000000000000001", "2", "0", "-0.000001", "0.000001", "2.5", "1e13",
)  # fmt: skip
_DECIMALS = tuple(map(Decimal, _FAR))
_STORED = tuple(
    map(
        Decimal,
        ("2", "2.000001", "-0.000001", "0", "2.5", "9223372036854.775807", "-9223372036854.775808"),
    )
)


def test_decimals_compare_as_numbers_whatever_their_size(database: Database) -> None:
    tickets = _with("decimal", *_STORED, None)
    _load(database, tickets)
    trees_ = [
        NumberCondition(field="cf.decimal", op=op, items=(item,))
        for op in Compare
        for item in _DECIMALS
    ]
    trees_ += [
        NumberCondition(field="cf.decimal", items=(NumberRange(low, high),))
        for low in (None, *_DECIMALS)
        for high in (*_DECIMALS[:6], None)
        if (low, high) != (None, None)
    ]
    trees_.append(NumberCondition(field="cf.decimal", items=_DECIMALS))
    trees_.append(NumberCondition(field="cf.decimal", items=()))
    with database.reading() as connection:
        for tree in trees_:
            assert _asked(connection, tree) == _meant(tickets, tree), tree
        assert _both_ways(connection, trees_[-1]) == set()


def test_integers_compare_as_numbers_whatever_their_size(database: Database) -> None:
    tickets = _with("integer", 2**63 - 1, -(2**63), 2, 0, None)
    _load(database, tickets)
    items = (*_DECIMALS, Decimal(2**63), Decimal(2**63 - 1), Decimal(-(2**63)))
    with database.reading() as connection:
        for tree in [
            NumberCondition(field="cf.integer", op=op, items=(item,))
            for op in Compare
            for item in items
        ]:
            assert _asked(connection, tree) == _meant(tickets, tree), tree


_EDGES: dict[str, tuple[CustomValue, ...]] = {
    "integer": (
        2**63 - 1, -(2**63 - 1), 2**63 - 2, 2**53, 2**53 + 1, -(2**53) - 1, 10**12, 10**12 - 1, 0,
    ),
    "decimal": tuple(
        Decimal(text)
        for text in (
            "9223372036854", "-9223372036854", "9223372036853.999999", "1234567890123.5", "0",
            "1234567890123.500001", "9007199254.740992", "9007199254.740993", "1000000000000",
        )
    ),
}  # fmt: skip


_SHAPES = ["{0}", "={0}", ">{0}", ">={0}", "<{0}", "<={0}", "{0}..", "..{0}", "{0}..{0}", "{0},5"]


@pytest.mark.parametrize("key", list(_EDGES))
def test_whatever_number_is_stored_is_found_by_every_spelling_of_it(
    database: Database, key: str
) -> None:
    tickets = _with(key, *_EDGES[key], None)
    _load(database, tickets)
    with database.reading() as connection:
        for value in _EDGES[key]:
            for shape in _SHAPES:
                query = f"cf.{key}:{shape.format(value)}"
                tree = parse(query, D)
                meant = _meant(tickets, tree)
                assert _both_ways(connection, tree) == meant, query
                assert _asked(connection, from_json(to_json(tree), D)) == meant, query
                assert _asked(connection, parse(print_tree(tree, D), D)) == meant, query


def test_a_checkbox_that_nobody_set_is_empty_and_neither_yes_nor_no(database: Database) -> None:
    _load(database, _with("checkbox", True, False, None))
    with database.reading() as connection:
        for query, expected in {
            "cf.checkbox:yes": {1},
            "cf.checkbox:no": {2},
            "-cf.checkbox:yes": {2, 3},
            "-cf.checkbox:no": {1, 3},
            "cf.checkbox:none": {3},
            "cf.checkbox:any": {1, 2},
        }.items():
            assert _both_ways(connection, parse(query, D)) == expected, query


def test_a_days_bounds_are_those_of_the_agents_zone(database: Database) -> None:
    # 02:50 UTC is 09:50 in Hanoi; at 18:00 UTC it is tomorrow there.
    tickets = _with("date", date(2026, 11, 23), date(2026, 11, 24), date.min, date.max, None)
    _load(database, tickets)
    today = parse("cf.date:today", D)
    evening = replace(question(None, D), now=trees.NOW.replace(hour=18))
    with database.reading() as connection:
        assert _both_ways(connection, today) == {1}
        later = where(today, evening, connection.dialect.name)
        assert set(connection.scalars(select(ticket.c.serial).where(later))) == {2}
        for query in (
            "cf.date:<2026-11-23",
            "cf.date:>2026-11-23",
            "cf.date:2026-11..",
            "cf.date:<1d",
        ):
            tree = parse(query, D)
            assert _both_ways(connection, tree) == _meant(tickets, tree), query


_DEPTH, _OPTIONS = 50, 10_000


def _tree_directory() -> Directory:
    """One dependent field of 200 chains, 50 deep, every third option retired."""
    options = tuple(
        CustomOption(
            CustomOptionId(number),
            f"o{number}",
            f"Option {number}",
            CustomOptionId(number - 1) if (number - 1) % _DEPTH else None,
            is_retired=number % 3 == 0,
        )
        for number in range(1, _OPTIONS + 1)
    )
    field = CustomField(
        CustomFieldId(1),
        CustomFieldOwner.TICKET,
        "place",
        "Place",
        CustomFieldKind.DEPENDENT,
        options=options,
    )
    return replace(trees.DIRECTORY, custom_fields=(field,))


def test_a_deep_and_wide_tree_is_asked_as_a_whole(database: Database) -> None:
    deep = _tree_directory()
    tickets = _with("place", 1, 25, 50, 51, 100, _OPTIONS, None)
    _load(database, tickets, deep)
    every_root = tuple(range(1, _OPTIONS, _DEPTH))
    with database.reading() as connection:
        for items in ((1,), (26,), (51, 2), (99_999,), every_root, (2**70,)):
            tree = TreeCondition(field="cf.place", items=items)
            assert _both_ways(connection, tree, deep) == _meant(tickets, tree, directory=deep)
        exactly = parse("cf.place:=o25", deep)
        assert _both_ways(connection, exactly, deep) == {2}


def test_a_retired_field_is_asked_like_any_other(database: Database) -> None:
    retired = replace(
        D, custom_fields=tuple(replace(custom, is_active=False) for custom in D.custom_fields)
    )
    _load(database, _with("text", "a", "b"), retired)
    with database.reading() as connection:
        assert _both_ways(connection, parse("cf.text:=a", retired), retired) == {1}


def test_a_removed_field_is_refused_by_name_and_left_out_when_muted(database: Database) -> None:
    _load(database, _with("text", "a", "b"))
    gone = TextCondition(field="cf.gone", items=("a",))
    with database.reading() as connection:
        assert _asked(connection, all_of(muted(gone))) == {1, 2}
    with pytest.raises(HelpdeskError, match="There is no field") as caught:
        where(all_of(gone), question(None, D), "sqlite")
    assert caught.value.key == "query_unknown_field"


@pytest.mark.parametrize(
    "tree",
    [
        NumberCondition(field="cf.text", items=(Decimal(1),)),
        TextCondition(field="cf.integer", items=("1",)),
        ChoiceCondition(field="cf.multi_select", items=(11,)),
        TimeCondition(field="contact.cf.text", items=()),
        TreeCondition(field="company.cf.drop_down", items=(1,)),
    ],
)
def test_a_field_of_another_kind_is_refused(tree: Node) -> None:
    with pytest.raises(HelpdeskError) as caught:
        where(tree, question(None, D), "sqlite")
    assert caught.value.key == "filter_unusable"


def test_values_of_a_contact_out_of_sight_are_empty(database: Database) -> None:
    mine, theirs = (
        ContactFacts(
            manager_id=manager,
            company="ACME 100%",
            custom=(("text", "a"), ("checkbox", True)),
            company_custom=(("text", "a"),),
        )
        for manager in (1, 2)
    )
    tickets = tuple(
        TicketFacts(serial=serial, contact=contact)
        for serial, contact in enumerate((mine, theirs, None), 1)
    )
    _load(database, tickets)
    managed = next(viewer for viewer in CONTACT_VIEWERS if viewer.contact_scope.value == 2)
    with database.reading() as connection:
        for by_index in (False, True):
            for query, expected in {
                "contact.cf.text:a": {1},
                "contact.cf.text:none": {2, 3},
                "-contact.cf.text:a": {2, 3},
                "contact.cf.checkbox:no": set(),
                "-contact.cf.checkbox:yes": {2, 3},
                "company.cf.text:a": {1},
                "company.cf.text:none": {2, 3},
            }.items():
                found = _asked(connection, parse(query, D), managed, by_index=by_index)
                assert found == expected, query


def test_many_conditions_take_no_longer_to_plan_than_to_answer(database: Database) -> None:
    # MariaDB took 20 s to think about sixteen.
    tickets = tuple(
        TicketFacts(serial=serial, custom=(("integer", serial),)) for serial in range(1, 201)
    )
    _load(database, tickets)
    text = " ".join(f"cf.integer:>{number}" for number in range(20))
    began = time.monotonic()
    with database.reading() as connection:
        assert _asked(connection, parse(text, D)) == set(range(20, 201))
    assert time.monotonic() - began < 5
