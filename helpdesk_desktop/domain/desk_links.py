"""The only place that says what a `helpdesk:` link may ask for, and what it is made of.

Links come from browsers, mails and chats: whatever is not exactly of this form is refused whole.

    helpdesk:                                        the window
    helpdesk:ticket/123                              a ticket; also helpdesk:ticket?serial=123
    helpdesk:filter?q=status:new%20priority:high     what this query finds
    helpdesk:call?direction=in&number=+84908123331   a new ticket for a caller; nothing is stored

`//` may stand after the colon and `/` before the question mark, as browsers write them; scheme,
place and names ignore case. `%20` is a space and `+` a plus. Nothing else can be asked: no file, no
database, no option, no change.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import unquote_to_bytes

from helpdesk_desktop.domain.errors import BadUsage

# No longer than what Windows hands on to a program (2,083); a query of this length is read at once.
LONGEST_LINK: Final = 2_000
# In ASCII: there are letters elsewhere that only look the same in lower case.
_SCHEME = re.compile(r"helpdesk:", re.ASCII | re.IGNORECASE)
_TICKET = re.compile(r"ticket/([0-9]{1,18})", re.ASCII | re.IGNORECASE)
_SERIAL = re.compile(r"[0-9]{1,18}", re.ASCII)
_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_NUMBER = re.compile(r"\+?[0-9 ().\-/]*", re.ASCII)
_FEWEST_DIGITS: Final = 3  # those of an emergency number
# As `PHONE_LIMIT`; what tickets are made of would be half of the time until a link is handed over.
LONGEST_NUMBER: Final = 40
# Controls, halves of characters, line ends: no text that a person writes into a link has them.
_REFUSED_KINDS: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
# What turns the order of letters around shows a text that is not the one that is searched for.
_TURNING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

Direction = Literal["in", "out"]


@dataclass(frozen=True, slots=True)
class Word:
    """What somebody opened outside: a link as it was clicked, unread, or the whole path of a file.

    `token` lets the window come to the front where the desktop asks for one.
    """

    kind: Literal["link", "file"]
    text: str
    token: str = ""


@dataclass(frozen=True, slots=True)
class WindowLink:
    """Only the window is wanted."""


@dataclass(frozen=True, slots=True)
class TicketLink:
    """One ticket; whether there is one, and who may see it, is asked later."""

    serial: int


@dataclass(frozen=True, slots=True)
class FilterLink:
    """A query as somebody would type it; it may still be none."""

    query: str


@dataclass(frozen=True, slots=True)
class CallLink:
    """Somebody calls or is called; the number may be unknown."""

    number: str
    direction: Direction


DeskLink = WindowLink | TicketLink | FilterLink | CallLink


def is_desk_link(word: str) -> bool:
    """Whether a word is meant as one of our links, readable or not."""
    return _SCHEME.match(word) is not None


def ticket_link(serial: int) -> str:
    """The link that leads to a ticket."""
    return f"helpdesk:ticket/{serial}"


def read_link(text: str) -> DeskLink:
    """What a link asks for.

    Raises:
        BadUsage: it is too long, holds what no link may hold, or is none of ours.
    """
    if len(text) > LONGEST_LINK:
        raise BadUsage("link_too_long", limit=LONGEST_LINK)
    scheme = _SCHEME.match(text)
    if scheme is None or " " in text or "#" in text:
        raise BadUsage("link_unreadable")
    path, _, query = text[scheme.end() :].removeprefix("//").partition("?")
    place = _plain(path).removesuffix("/")
    wishes = _wishes(query)
    ticket = _TICKET.fullmatch(place)
    if ticket is not None:
        _expect(wishes, set())
        return _ticket(ticket.group(1))
    match place.lower() if place.isascii() else "":
        case "" if not place:
            _expect(wishes, set())
            return WindowLink()
        case "ticket":
            _expect(wishes, {"serial"})
            return _ticket(wishes.get("serial", ""))
        case "filter":
            _expect(wishes, {"q"})
            if "q" not in wishes:
                raise BadUsage("link_unreadable")
            return FilterLink(wishes["q"].strip())
        case "call":
            _expect(wishes, {"direction", "number"})
            return CallLink(_number(wishes.get("number", "")), _direction(wishes))
        case _:
            raise BadUsage("link_unreadable")


def _plain(part: str) -> str:
    """A part of a link without its percent signs, decoded once."""
    if _PERCENT.search(part):
        raise BadUsage("link_unreadable")
    try:
        text = unquote_to_bytes(part).decode("utf-8")
    except UnicodeError:  # bytes that are no text, and halves of characters on the way in
        raise BadUsage("link_bad_text") from None
    if any(unicodedata.category(char) in _REFUSED_KINDS or char in _TURNING for char in text):
        raise BadUsage("link_bad_text")
    return text


def _wishes(query: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in query.split("&") if query else ():
        name, equals, value = pair.partition("=")
        key = _plain(name).lower()
        if not equals or key in found:
            raise BadUsage("link_unreadable")
        found[key] = _plain(value)
    return found


def _expect(wishes: dict[str, str], allowed: set[str]) -> None:
    if not set(wishes) <= allowed:
        raise BadUsage("link_asks_more")


def _ticket(serial: str) -> TicketLink:
    if not _SERIAL.fullmatch(serial) or not int(serial):
        raise BadUsage("link_no_serial")
    return TicketLink(int(serial))


def _number(text: str) -> str:
    number = text.strip()
    digits = sum(char.isdigit() for char in number)
    is_one = _NUMBER.fullmatch(number) and digits >= _FEWEST_DIGITS
    if number and (not is_one or len(number) > LONGEST_NUMBER):
        raise BadUsage("link_no_number")
    return number


def _direction(wishes: dict[str, str]) -> Direction:
    match wishes.get("direction", "in").lower():
        case "in":
            return "in"
        case "out":
            return "out"
        case _:
            raise BadUsage("link_asks_more")
