from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from helpdesk_desktop.domain.filters import (
    LongTextCondition,
    Needle,
    Node,
    PhoneCondition,
    TextCondition,
    TextMatch,
)
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.storage.database import Database
from helpdesk_desktop.storage.filter_sql import where
from helpdesk_desktop.storage.schema import ticket
from tests import trees
from tests.facts import CallFacts, ContactFacts, NoteFacts, PhoneFacts, TicketFacts
from tests.facts_loader import load
from tests.sampled_desk import question

_SUBJECTS = {
    1: "Đơn hàng 100%",
    2: "don hang 100x",
    3: "ORDER_7",
    4: "orderx7",
    5: "back\\slash / slash",
    6: "'; DROP TABLE ticket; --",
    7: "😀 한국어",
    8: "z\U0010ffff\U0010ffff!",
    9: "z\ud7ff",
    10: "z\ue000",
    11: "trailing space ",
    12: "trailing space",
}


def _load(database: Database, tickets: Sequence[TicketFacts]) -> None:
    database.write(lambda connection: load(connection, tickets, trees.DIRECTORY, trees.viewer()))


def _load_subjects(database: Database) -> None:
    _load(
        database,
        [
            TicketFacts(serial=serial, subject=subject, external_id=subject)
            for serial, subject in _SUBJECTS.items()
        ],
    )


def _asked(connection: Connection, tree: Node) -> set[int]:
    condition = where(tree, question(), connection.dialect.name)
    return set(connection.scalars(select(ticket.c.serial).where(condition)))


_EVERYTHING = set(_SUBJECTS)
_FOUND: dict[tuple[TextMatch, str], set[int]] = {
    (TextMatch.CONTAINS, "ĐƠN HANG"): {1, 2},
    (TextMatch.CONTAINS, "%"): {1},
    (TextMatch.CONTAINS, "r_7"): {3},
    (TextMatch.CONTAINS, "\\"): {5},
    (TextMatch.CONTAINS, "/"): {5},
    (TextMatch.CONTAINS, "'; drop table"): {6},
    (TextMatch.CONTAINS, "한국"): {7},
    (TextMatch.CONTAINS, "😀"): {7},
    (TextMatch.CONTAINS, ""): _EVERYTHING,
    (TextMatch.STARTS, "order_"): {3},
    (TextMatch.STARTS, "ĐƠN"): {1, 2},
    (TextMatch.STARTS, "z\U0010ffff"): {8},
    (TextMatch.STARTS, "z\ud7ff"): {9},
    (TextMatch.STARTS, "z"): {8, 9, 10},
    (TextMatch.STARTS, "\U0010ffff"): set(),
    (TextMatch.STARTS, ""): _EVERYTHING,
    (TextMatch.ENDS, "100%"): {1},
    (TextMatch.ENDS, "_7"): {3},
    (TextMatch.ENDS, "어"): {7},
    (TextMatch.ENDS, "a text that is longer than any of the subjects"): set(),
    (TextMatch.ENDS, ""): _EVERYTHING,
    (TextMatch.IS, "Order_7"): {3},
    (TextMatch.IS, "order"): set(),
    (TextMatch.IS, "trailing space"): {12},
    # What no database keeps is not sent to one.
    (TextMatch.CONTAINS, "nul\0"): set(),
    (TextMatch.IS, "half \ud800"): set(),
    (TextMatch.STARTS, "half \udfff"): set(),
}


@pytest.mark.parametrize("field", ["subject", "external_id"])
def test_a_short_text_is_compared_letter_by_letter_in_its_folded_form(
    database: Database, field: str
) -> None:
    _load(
        database,
        [
            TicketFacts(serial=serial, subject=subject, external_id=subject)
            for serial, subject in _SUBJECTS.items()
        ],
    )
    with database.reading() as connection:
        found = {
            (op, text): _asked(connection, TextCondition(field=field, op=op, items=(text,)))
            for op, text in _FOUND
        }
    assert found == _FOUND


_CHARS = (*"abA%_/\\' đé", "한", "😀", "\ud7ff", "\ue000", "\uffff", "\U0010ffff", "ß", "\u0301")
_texts = st.text(st.sampled_from(_CHARS), max_size=3)
_MATCHES = {
    TextMatch.CONTAINS: str.__contains__,
    TextMatch.IS: str.__eq__,
    TextMatch.STARTS: str.startswith,
    TextMatch.ENDS: str.endswith,
}


def test_any_two_texts_compare_as_python_has_them(database: Database) -> None:
    pairs = [first + second for first in _CHARS for second in ("", *_CHARS)]
    subjects = dict(enumerate(pairs, start=1))
    _load(database, [TicketFacts(serial=key, subject=text) for key, text in subjects.items()])
    with database.reading() as connection:

        @settings(max_examples=100, deadline=None)
        @given(st.sampled_from(TextMatch), _texts)
        def asked(op: TextMatch, text: str) -> None:
            found = _asked(connection, TextCondition(field="subject", op=op, items=(text,)))
            assert found == {
                serial
                for serial, subject in subjects.items()
                if _MATCHES[op](fold(subject), fold(text))
            }

        asked()


def test_a_word_is_found_at_its_beginning_and_a_phrase_in_one_part_only(
    database: Database,
) -> None:
    _load(
        database,
        [
            TicketFacts(serial=1, subject="refund order", description="hàng về"),
            TicketFacts(serial=2, subject="refund", description="order"),
            TicketFacts(serial=3, subject="prerefund", notes=(NoteFacts("100% refund, orders"),)),
            TicketFacts(serial=4, subject="中文字", notes=(NoteFacts("a"), NoteFacts("b"))),
        ],
    )

    def text(phrase: str, field: str = "text", *, is_words: bool = False) -> Node:
        return LongTextCondition(field=field, items=(Needle(phrase, is_words=is_words),))

    with database.reading() as connection:
        assert _asked(connection, text("refund")) == {1, 2, 3}
        assert _asked(connection, text("fund")) == set()
        assert _asked(connection, text("Refund ord")) == {1, 3}
        assert _asked(connection, text("refund ORD", is_words=True)) == {1, 2, 3}
        assert _asked(connection, text("refund % order")) == {1, 3}
        assert _asked(connection, text("文字")) == {4}
        assert _asked(connection, text("!?")) == set()
        assert _asked(connection, text("HANG", "description")) == {1}
        assert _asked(connection, text("100% ref", "note.body")) == {3}
        assert _asked(connection, text("a b", "note.body", is_words=True)) == set()
        assert _asked(connection, text("a b", is_words=True)) == {4}


def test_a_free_run_of_digits_finds_the_phone_numbers_that_begin_with_it(
    database: Database,
) -> None:
    told = PhoneFacts("+84908123331", "0908123331")
    _load(
        database,
        [
            TicketFacts(serial=1, phone=told),
            TicketFacts(serial=2, contact=ContactFacts(phones=(PhoneFacts("331"), told))),
            TicketFacts(serial=3, contact=ContactFacts(), phone=told),
            TicketFacts(serial=4, subject="0908 x"),
        ],
    )

    def text(phrase: str, *, is_words: bool = False) -> Node:
        return LongTextCondition(field="text", items=(Needle(phrase, is_words=is_words),))

    with database.reading() as connection:
        assert _asked(connection, text("0908")) == {1, 2, 4}
        assert _asked(connection, text("8490812")) == {1, 2}
        assert _asked(connection, text("3331")) == set()
        assert _asked(connection, text("subject 0908", is_words=True)) == {1, 2}
        assert _asked(connection, text("٠٩")) == set()


def test_a_phone_is_itself_in_either_form_but_e164_only_where_it_can_be_told(
    database: Database,
) -> None:
    told, short = PhoneFacts("+84908123331", "0908123331"), PhoneFacts("331")
    _load(
        database,
        [
            TicketFacts(serial=1, calls=(CallFacts(number=told),)),
            TicketFacts(serial=2, calls=(CallFacts(number=short, hotline=told),)),
        ],
    )

    def number(item: str, op: TextMatch = TextMatch.IS, field: str = "call.number") -> Node:
        return PhoneCondition(field=field, op=op, items=(item,))

    with database.reading() as connection:
        assert _asked(connection, number("+84908123331")) == {1}
        assert _asked(connection, number("84908123331")) == {1}
        assert _asked(connection, number("0908123331")) == {1}
        assert _asked(connection, number("+331")) == set()
        assert _asked(connection, number("331")) == {2}
        assert _asked(connection, number("331", TextMatch.ENDS)) == {1, 2}
        assert _asked(connection, number("0908", TextMatch.STARTS, "call.hotline")) == {2}
