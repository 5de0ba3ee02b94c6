from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.domain.filtering.filter_fields import STANDARD_FIELDS, FieldScope, FilterField
from helpdesk_desktop.domain.filters import (
    EVERYTHING,
    ChoiceCondition,
    EmptyCondition,
    Group,
    Keyword,
    LongTextCondition,
    Needle,
    Node,
    NumberCondition,
    OrderedCondition,
    PersonCondition,
    PhoneCondition,
    SerialCondition,
    SetCondition,
    TextCondition,
    TextMatch,
    TreeCondition,
    UnknownCondition,
    YesNoCondition,
    all_of,
    muted,
    negated,
)
from helpdesk_desktop.domain.people import Viewer
from helpdesk_desktop.domain.permission import sees_ticket
from helpdesk_desktop.domain.quick_filters import SYSTEM_FILTERS
from helpdesk_desktop.storage.database import Database
from helpdesk_desktop.storage.filter_sql import where
from helpdesk_desktop.storage.permission_sql import may_see
from helpdesk_desktop.storage.schema import ticket
from tests import oracle, trees
from tests.facts import CallFacts, TicketFacts
from tests.facts_loader import load
from tests.sampled_desk import CONTACT_VIEWERS, VIEWERS, desk, permission_facts, question


def _load(database: Database, tickets: tuple[TicketFacts, ...]) -> None:
    database.write(lambda connection: load(connection, tickets, trees.DIRECTORY, trees.viewer()))


def _asked(
    connection: Connection,
    tree: Node,
    viewer: Viewer | None = None,
    *,
    uses_search_index: bool = False,
) -> set[int]:
    name = connection.dialect.name
    condition = where(tree, question(viewer), name, uses_search_index=uses_search_index)
    return set(connection.scalars(select(ticket.c.serial).where(condition)))


def _meant(tickets: tuple[TicketFacts, ...], tree: Node, viewer: Viewer | None = None) -> set[int]:
    asker = viewer or trees.viewer()
    return {
        facts.serial
        for facts in tickets
        if oracle.matches(tree, facts, asker, trees.DIRECTORY, trees.NOW, trees.ZONE)
    }


def test_any_tree_finds_the_tickets_that_it_means(database: Database) -> None:
    tickets = desk()
    _load(database, tickets)
    with database.reading() as connection:
        is_searched = st.booleans() if connection.dialect.name == "sqlite" else st.just(False)

        @settings(max_examples=200, deadline=None)
        @given(trees.raw_nodes(), st.sampled_from(CONTACT_VIEWERS), is_searched)
        def asked(tree: Node, viewer: Viewer, by_index: bool) -> None:  # noqa: FBT001  # drawn
            found = _asked(connection, tree, viewer, uses_search_index=by_index)
            assert found == _meant(tickets, tree, viewer)

        asked()


def _trees_on(field: FilterField) -> st.SearchStrategy[Node]:
    """Every kind of condition on one field, negated or not, in its scope or not."""
    found = st.builds(
        lambda node, is_negated: negated(node) if is_negated else node,
        trees.conditions_on(field, trees.DIRECTORY),
        st.booleans(),
    )
    if field.scope not in {FieldScope.CALL, FieldScope.NOTE}:
        return found
    scope: Literal["call", "note"] = "call" if field.scope is FieldScope.CALL else "note"
    return found | st.builds(
        lambda node, is_negated: Group(join="all", parts=(node,), scope=scope, neg=is_negated),
        found,
        st.booleans(),
    )


def test_any_condition_on_any_field_finds_the_tickets_that_it_means(database: Database) -> None:
    tickets = desk(3)
    _load(database, tickets)
    with database.reading() as connection:
        is_searched = st.booleans() if connection.dialect.name == "sqlite" else st.just(False)

        def ask_all_of(field: FilterField) -> None:
            @settings(max_examples=20, deadline=None)
            @given(_trees_on(field), st.sampled_from(CONTACT_VIEWERS), is_searched)
            def asked(tree: Node, viewer: Viewer, by_index: bool) -> None:  # noqa: FBT001  # drawn
                found = _asked(connection, tree, viewer, uses_search_index=by_index)
                assert found == _meant(tickets, tree, viewer)

            asked()

        # Random trees alone would ask some kinds once in a hundred.
        for field in STANDARD_FIELDS.values():
            ask_all_of(field)


def test_a_list_holds_what_the_tree_means_and_the_viewer_may_see(database: Database) -> None:
    tickets = desk(2)
    _load(database, tickets)
    with database.reading() as connection:

        @settings(max_examples=100, deadline=None)
        @given(trees.nodes(), st.sampled_from(VIEWERS))
        def asked(tree: Node, viewer: Viewer) -> None:
            listed = select(ticket.c.serial).where(
                ticket.c.hidden == 0,
                may_see(viewer),
                where(tree, question(viewer), connection.dialect.name),
            )
            seen = {
                facts.serial
                for facts in tickets
                if not facts.is_deleted and sees_ticket(viewer, permission_facts(facts))
            }
            assert set(connection.scalars(listed)) == seen & _meant(tickets, tree, viewer)

        asked()


@pytest.mark.parametrize("key", [entry.key for entry in SYSTEM_FILTERS])
def test_a_system_filter_finds_the_tickets_that_it_means(database: Database, key: str) -> None:
    _load(database, desk())
    tree = next(entry.tree for entry in SYSTEM_FILTERS if entry.key == key)
    with database.reading() as connection:
        assert _asked(connection, tree) == _meant(desk(), tree)
        assert _asked(connection, negated(tree)) == _meant(desk(), negated(tree))


def test_an_empty_tree_finds_everything_and_its_opposite_nothing(database: Database) -> None:
    _load(database, desk())
    everything = {facts.serial for facts in desk()}
    with database.reading() as connection:
        assert _asked(connection, EVERYTHING) == everything
        assert _asked(connection, negated(EVERYTHING)) == set()
        assert _asked(connection, muted(EVERYTHING)) == everything


def test_deleted_tickets_are_found_by_the_filter_that_asks_for_them(database: Database) -> None:
    _load(database, desk())
    with database.reading() as connection:
        found = _asked(connection, YesNoCondition(field="deleted"))
    assert found == {facts.serial for facts in desk() if facts.is_deleted} != set()


def test_a_viewer_without_a_baseline_has_read_only_what_is_marked_so(database: Database) -> None:
    _load(database, desk())
    newcomer = Viewer(trees.viewer().agent_id, "an", "An", trees.viewer().role)
    unread = YesNoCondition(field="unread")
    with database.reading() as connection:
        assert _asked(connection, unread, newcomer) == _meant(desk(), unread, newcomer)


def test_a_muted_part_that_cannot_be_asked_is_left_out(database: Database) -> None:
    _load(database, desk())
    unreadable = UnknownCondition(raw='{"f":"cf.gone"}', reason="the field is gone")
    tree = all_of(SerialCondition(serial=3), muted(unreadable))
    with database.reading() as connection:
        assert _asked(connection, tree) == {3}


def test_a_part_that_cannot_be_asked_is_refused_with_its_reason() -> None:
    unreadable = UnknownCondition(raw='{"f":"cf.gone"}', reason="the field is gone")
    with pytest.raises(HelpdeskError) as caught:
        where(all_of(unreadable), question(), "sqlite")
    assert caught.value.key == "filter_unusable"
    assert "the field is gone" in caught.value.message


@pytest.mark.parametrize(
    "tree",
    [
        NumberCondition(field="cf.size", items=()),
        TreeCondition(field="cf.region", items=(1,)),
        EmptyCondition(field="contact.cf.tier"),
    ],
)
def test_a_field_that_is_not_known_is_refused_by_name(tree: Node) -> None:
    with pytest.raises(HelpdeskError, match="There is no field") as caught:
        where(tree, question(), "sqlite")
    assert caught.value.key == "query_unknown_field"


def test_a_field_of_another_kind_is_refused() -> None:
    with pytest.raises(HelpdeskError) as caught:
        where(NumberCondition(field="subject", items=()), question(), "sqlite")
    assert caught.value.key == "filter_unusable"


@pytest.mark.parametrize(
    "tree",
    [
        SerialCondition(serial=2**63),
        SerialCondition(serial=-(2**200)),
        ChoiceCondition(field="type", items=(2**80,)),
        ChoiceCondition(field="status", items=(70_000,)),
        ChoiceCondition(field="call.status", items=(70_000,)),
        OrderedCondition(field="priority", items=(2**80,)),
        PersonCondition(field="assignee", items=(2**80, -(2**80))),
        PersonCondition(field="assignee", items=()),
        SetCondition(field="ccs", items=(2**80,)),
    ],
)
def test_a_number_that_no_column_holds_finds_nothing(database: Database, tree: Node) -> None:
    _load(database, desk())
    with database.reading() as connection:
        assert _asked(connection, tree) == set()
        assert len(_asked(connection, negated(tree))) == len(desk())


def test_two_conditions_on_calls_may_be_met_by_two_calls_but_not_in_a_scope(
    database: Database,
) -> None:
    missed_in = ChoiceCondition(field="call.status", items=(1,))
    out = ChoiceCondition(field="call.direction", items=(1,))
    one = TicketFacts(serial=1, calls=(CallFacts(direction=1, status=1),))
    two = TicketFacts(serial=2, calls=(CallFacts(direction=1), CallFacts(status=1)))
    _load(database, (one, two, TicketFacts(serial=3)))
    scoped = Group(join="all", parts=(missed_in, out), scope="call")
    with database.reading() as connection:
        assert _asked(connection, all_of(missed_in, out)) == {1, 2}
        assert _asked(connection, scoped) == {1}
        assert _asked(connection, negated(scoped)) == {2, 3}


def test_a_filter_of_more_conditions_than_sqlite_nests_is_asked(database: Database) -> None:
    _load(database, desk())
    words = tuple(f"{number}" for number in range(1_200))
    many = TextCondition(field="subject", items=(*words, "don"))
    tree = Group(
        join="any", parts=tuple(negated(SerialCondition(serial=number)) for number in range(1_100))
    )
    with database.reading() as connection:
        assert _asked(connection, many) == _meant(desk(), many)
        assert _asked(connection, negated(many)) == _meant(desk(), negated(many))
        assert _asked(connection, tree) == {facts.serial for facts in desk()}
        assert _asked(connection, negated(tree)) == set()


@pytest.mark.parametrize(
    "tree",
    [
        PhoneCondition(field="phone", items=("331",)),
        PhoneCondition(field="call.number", op=TextMatch.STARTS, items=("0",)),
        PhoneCondition(field="call.hotline", op=TextMatch.ENDS, items=("1",)),
        EmptyCondition(field="phone"),
        EmptyCondition(field="phone", is_empty=False),
        LongTextCondition(field="text", items=(Needle("0908123331"),)),
    ],
)
def test_a_masked_viewer_learns_nothing_from_a_phone_number(database: Database, tree: Node) -> None:
    _load(database, desk())
    masked = next(viewer for viewer in VIEWERS if viewer.phones_masked)
    with database.reading() as connection:
        assert _asked(connection, tree, masked) == set()


def test_my_groups_of_someone_in_no_group_finds_nobody(database: Database) -> None:
    _load(database, desk())
    alone = Viewer(trees.viewer().agent_id, "an", "An", trees.viewer().role)
    mine = PersonCondition(field="assignee", items=(Keyword.MY_GROUPS,))
    with database.reading() as connection:
        assert _asked(connection, mine, alone) == set()
