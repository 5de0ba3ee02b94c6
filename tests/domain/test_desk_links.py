"""What a link may ask for; it comes from anybody."""

from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from helpdesk_desktop.domain.desk_links import (
    LONGEST_LINK,
    LONGEST_NUMBER,
    CallLink,
    DeskLink,
    FilterLink,
    TicketLink,
    WindowLink,
    is_desk_link,
    read_link,
    ticket_link,
)
from helpdesk_desktop.domain.errors import BadUsage
from helpdesk_desktop.domain.ticket import PHONE_LIMIT

PLAIN = st.text(st.characters(exclude_categories=["C", "Z"]), max_size=60)


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("helpdesk:", WindowLink()),
        ("helpdesk://", WindowLink()),
        ("HELPDESK:///", WindowLink()),
        ("helpdesk:?", WindowLink()),
        ("helpdesk:ticket/123", TicketLink(123)),
        ("helpdesk://ticket/123", TicketLink(123)),
        ("HelpDesk://TICKET/123/", TicketLink(123)),
        ("helpdesk:ticket/123?", TicketLink(123)),
        ("helpdesk:ticket/0007", TicketLink(7)),
        ("helpdesk:%74icket%2F123", TicketLink(123)),
        ("helpdesk:ticket?serial=123", TicketLink(123)),
        ("helpdesk:ticket/?Serial=12%33", TicketLink(123)),
        ("helpdesk:ticket/999999999999999999", TicketLink(10**18 - 1)),
        ("helpdesk:filter?q=a:b%20c:%3E=d", FilterLink("a:b c:>=d")),
        ("helpdesk://filter/?q=%C4%91%C6%A1n", FilterLink("đơn")),
        ("helpdesk:filter?q=đơn", FilterLink("đơn")),
        ("helpdesk:filter?q=a+b", FilterLink("a+b")),
        ("helpdesk:filter?q=%23123", FilterLink("#123")),
        ("helpdesk:filter?q=--demo", FilterLink("--demo")),
        ("helpdesk:filter?q=%2520", FilterLink("%20")),
        ("helpdesk:filter?q=", FilterLink("")),
        ("helpdesk:call", CallLink("", "in")),
        ("helpdesk:call?direction=in&number=+84908123331", CallLink("+84908123331", "in")),
        ("helpdesk:call?number=%2B84%20908%20123&direction=OUT", CallLink("+84 908 123", "out")),
        ("helpdesk:call?number=113", CallLink("113", "in")),
    ],
)  # fmt: skip
def test_what_a_link_asks_for(text: str, link: DeskLink) -> None:
    assert is_desk_link(text)
    assert read_link(text) == link


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("helpdesk:" + "a" * LONGEST_LINK, "link_too_long"),
        ("ticket/123", "link_unreadable"),
        ("helpdesk:--demo", "link_unreadable"),
        ("helpdesk:--database=/tmp/x.db", "link_unreadable"),
        ("helpdesk:open?file=/etc/passwd", "link_unreadable"),
        ("helpdesk:///etc/passwd", "link_unreadable"),
        ("helpdesk:/ticket/1", "link_unreadable"),
        ("helpdesk://someone@ticket/1", "link_unreadable"),
        ("helpdesk://ticket:80/1", "link_unreadable"),
        ("helpdesk:ticket/1/delete", "link_unreadable"),
        ("helpdesk:ticket/1#2", "link_unreadable"),
        ("helpdesk:ticket/-1", "link_unreadable"),
        ("helpdesk:ticket/١٢", "link_unreadable"),
        ("helpdesk:ticket/1234567890123456789", "link_unreadable"),
        ("helpdesk:filter", "link_unreadable"),
        ("helpdesk:filter?q", "link_unreadable"),
        ("helpdesk:filter?q=a&q=b", "link_unreadable"),
        ("helpdesk:filter?q=a&", "link_unreadable"),
        ("helpdesk:filter?q=%", "link_unreadable"),
        ("helpdesk:filter?q=%4", "link_unreadable"),
        ("helpdesk:filter?q=%zz", "link_unreadable"),
        ("helpdesk:filter?q=status:new priority:high", "link_unreadable"),
        ('helpdesk:x" --database "evil.db', "link_unreadable"),
        ("helpdesk:FI\N{LATIN SMALL LETTER DOTLESS I}LTER?q=a", "link_unreadable"),
        ("helpdesk:ticket", "link_no_serial"),
        ("helpdesk:ticket?serial=", "link_no_serial"),
        ("helpdesk:ticket?serial=1%20OR%201", "link_no_serial"),
        ("helpdesk:ticket/0", "link_no_serial"),
        ("helpdesk:?demo=1", "link_asks_more"),
        ("helpdesk:ticket/1?status=closed", "link_asks_more"),
        ("helpdesk:ticket/1?serial=2", "link_asks_more"),
        ("helpdesk:filter?q=a&database=b", "link_asks_more"),
        ("helpdesk:call?direction=up", "link_asks_more"),
        ("helpdesk:call?number=12", "link_no_number"),
        ("helpdesk:call?number=call%20me", "link_no_number"),
        ("helpdesk:call?number=" + "1" * 41, "link_no_number"),
        ("helpdesk:filter?q=a%00b", "link_bad_text"),
        ("helpdesk:filter?q=a\0b", "link_bad_text"),
        ("helpdesk:ticket/1\n", "link_bad_text"),
        ("helpdesk:ticket/1%0A", "link_bad_text"),
        ("helpdesk:filter?q=a%E2%80%A8b", "link_bad_text"),
        ("helpdesk:filter?q=%E2%80%AEwen", "link_bad_text"),
        ("helpdesk:filter?q=%FF", "link_bad_text"),
        ("helpdesk:filter?q=%ED%A0%80", "link_bad_text"),
        ("helpdesk:filter?q=\ud800", "link_bad_text"),
        ("helpdesk:filter?\x7f=a", "link_bad_text"),
    ],
    ids=lambda value: ascii(value)[:40],
)
def test_what_is_no_link_of_ours_is_refused_whole(text: str, key: str) -> None:
    with pytest.raises(BadUsage) as refused:
        read_link(text)
    assert refused.value.key == key
    # A stranger's words are not repeated as the program's.
    assert "evil" not in refused.value.message


@pytest.mark.parametrize(
    "word",
    ["helpdesk", "help:desk", "x-helpdesk:ticket/1", " helpdesk:", "helpdes\u212a:", "--demo"],
)
def test_other_words_are_no_links(word: str) -> None:
    assert not is_desk_link(word)


def test_a_number_is_as_long_as_a_ticket_can_hold() -> None:
    assert LONGEST_NUMBER == PHONE_LIMIT


@given(st.integers(1, 10**18 - 1))
def test_the_link_to_a_ticket_leads_to_it(serial: int) -> None:
    assert read_link(ticket_link(serial)) == TicketLink(serial)


@given(PLAIN)
@example('"; rm -rf /; "')
@example("%00&database=x#?")
def test_a_query_comes_out_as_it_was_put_in(query: str) -> None:
    assert read_link(f"helpdesk:filter?q={quote(query, safe='')}") == FilterLink(query)


def _answer(text: str) -> DeskLink | BadUsage:
    try:
        return read_link(text)
    except BadUsage as refused:
        return refused


@given(st.text(max_size=40))
@example("ticket/\N{SUPERSCRIPT TWO}")
@example("call?number=\N{SUPERSCRIPT TWO}22")
def test_any_text_is_a_link_or_refused_in_a_sentence(rest: str) -> None:
    match _answer(f"helpdesk:{rest}"):
        case BadUsage() as refused:
            assert refused.key.startswith("link_")
            assert refused.message
        case TicketLink(serial):
            assert 0 < serial < 10**18
        case FilterLink(query):
            assert not set(query) & set("\0\r\n\x1b")
        case CallLink(number, direction):
            assert number.isascii()
            assert direction in {"in", "out"}
        case WindowLink():
            assert set(rest) <= set("/?")
