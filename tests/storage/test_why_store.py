from hypothesis import given, settings
from hypothesis import strategies as st

from helpdesk_desktop.domain.filters import (
    Group,
    Node,
    SerialCondition,
    UnknownCondition,
    effective,
    muted,
)
from helpdesk_desktop.domain.people import Viewer
from helpdesk_desktop.domain.why import Judged, judge, leaves
from helpdesk_desktop.storage.database import Database
from helpdesk_desktop.storage.why_store import find_answers
from tests import oracle, trees
from tests.facts import TicketFacts
from tests.facts_loader import load
from tests.sampled_desk import CONTACT_VIEWERS, desk, question


def _load(database: Database, tickets: tuple[TicketFacts, ...]) -> None:
    database.write(lambda connection: load(connection, tickets, trees.DIRECTORY, trees.viewer()))


def _judged_nodes(judged: Judged) -> list[Judged]:
    return [judged, *(each for part in judged.parts for each in _judged_nodes(part))]


def test_every_node_of_any_tree_is_judged_as_it_is_meant(database: Database) -> None:
    tickets = desk()
    _load(database, tickets)
    with database.reading() as connection:

        @settings(max_examples=60, deadline=None)
        @given(trees.raw_nodes(), st.sampled_from(CONTACT_VIEWERS), st.sampled_from(tickets))
        def asked(tree: Node, viewer: Viewer, facts: TicketFacts) -> None:
            def is_meant(node: Node) -> bool:
                return oracle.matches(node, facts, viewer, trees.DIRECTORY, trees.NOW, trees.ZONE)

            answers = find_answers(connection, question(viewer), facts.serial, leaves(tree))
            judged = judge(tree, answers)
            assert answers == [], "an answer was left over"
            assert effective(tree) is None or judged.is_true == is_meant(tree)
            for each in _judged_nodes(judged):
                if each.is_true is not None and not each.parts:
                    assert each.is_true == is_meant(muted(each.node, is_muted=False))

        asked()


def test_a_long_filter_is_judged_in_pieces(database: Database) -> None:
    tickets = desk()
    _load(database, tickets)
    serial = tickets[0].serial
    tree = Group(join="any", parts=tuple(SerialCondition(serial=n) for n in range(200)))
    with database.reading() as connection:
        answers = find_answers(connection, question(), serial, leaves(tree))
    assert answers == [n == serial for n in range(200)]


def test_what_cannot_be_asked_has_no_answer_and_a_ticket_that_went_has_none(
    database: Database,
) -> None:
    tickets = desk()
    _load(database, tickets)
    unknown = UnknownCondition(raw='{"f":"cf.gone"}', reason="there is no field cf.gone")
    known = SerialCondition(serial=tickets[0].serial, neg=True)
    with database.reading() as connection:
        assert find_answers(connection, question(), tickets[0].serial, [unknown, known]) == [
            None,
            True,
        ]
        assert find_answers(connection, question(), 10**9, [known]) == [None]
