"""The only place that knows the shape of the query language: its marks and how they nest.

The scanner turns text into marks and finds what is wrong with one mark; the grammar finds what is
wrong with their order. What a value means is not known here (see `filter_values`). Columns count
characters from 1. Parentheses are counted while scanning, so hostile nesting costs nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedToken
from lark.lexer import Lexer, LexerState
from typing_extensions import override

from helpdesk_desktop.domain.errors import BadQuery
from helpdesk_desktop.domain.filtering.filter_fields import expected_of, find_field
from helpdesk_desktop.domain.filtering.filter_limits import MAX_CONDITIONS
from helpdesk_desktop.domain.filters import MAX_DEPTH
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import Directory

# Room for the 10,000 serials that a filter may list; more is not a query.
MAX_CHARACTERS = 100_000

_GRAMMAR = r"""
start: any?
any: all (_OR all)*
all: term (_AND? term)*
term: MUTE? (MINUS | NOT)? (group | scoped | condition | SERIAL | WORD | PHRASE)
group: _OPEN any _CLOSE
scoped: SCOPE any _CLOSE
condition: FIELD OPERATOR? item (_COMMA item)*
item: (FUNCTION value (_COMMA value)* _END) | value
value: QUOTED | BARE
%declare _OR _AND MUTE MINUS NOT _OPEN _CLOSE SCOPE FIELD OPERATOR _COMMA FUNCTION _END
%declare QUOTED BARE SERIAL WORD PHRASE
"""

_NOT_SPACE = re.compile(r"\S")
_QUOTED = re.compile(r'"((?:[^"\\]|\\["\\])*)"')
_ESCAPE = re.compile(r'\\(["\\])')
_SCOPE = re.compile(r"(call|note):\(", re.IGNORECASE)
# Marks (U+0300..) so that a name typed as letter + accent is one, too.
_NAME = re.compile(r"([^\W\d_][\w.\-\u0300-\u036f]*):(?!//)")
_SERIAL = re.compile(r'#([0-9]+)(?=[\s"()]|$)')
_WORD = re.compile(r'[^\s"():~,\-][^\s"()]*')
_OPERATOR = re.compile(r">=|<=|[><=^$]")
_FUNCTION = re.compile(r"(all|only|words|from|to|in)\(", re.IGNORECASE)
_BARE = re.compile(r'[^\s"(),=<>^$][^\s"(),]*')

_WORD_MARKS = {"OR": "_OR", "AND": "_AND", "NOT": "NOT"}
_PREFIX_MARKS = {"~": "MUTE", "-": "MINUS"}
_CONDITION_MARKS = frozenset({"FIELD", "WORD", "PHRASE", "SERIAL"})
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")

# `is:unread` and `has:call` are spelled like fields.
SHORT_FIELDS = ("is", "has")

EXPECTED_TERM = "a word, a condition such as status:new, or “(”"


def is_bare(text: str) -> bool:
    """Whether a value can stand after `field:` without quotes, keywords aside."""
    return _BARE.fullmatch(text) is not None


def is_word(text: str, directory: Directory) -> bool:
    """Whether a text can stand as a free word without quotes, wherever a word may stand."""
    try:
        marks = [(mark.type, mark.value) for mark in _Scanner(f"({text})", directory).marks()]
    except BadQuery:
        return False
    return marks == [("_OPEN", "("), ("WORD", text), ("_CLOSE", ")")]


def quoted(text: str) -> str:
    """The text between quotes, as `parse` reads it back."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def parse_shape(text: str, directory: Directory) -> "Tree[Token]":
    """The parse tree of a query; token columns are filled, values are unescaped.

    Raises:
        BadQuery: the text is no query.
    """
    if len(text) > MAX_CHARACTERS:
        raise BadQuery(MAX_CHARACTERS + 1, "query_too_long", limit=MAX_CHARACTERS)
    unstorable = _UNSTORABLE.search(text)
    if unstorable is not None:
        raise BadQuery(unstorable.start() + 1, "query_bad_text")
    try:
        return _parser().parse(_Source(text, directory))
    except UnexpectedToken as error:
        token = error.token
        if token.type == "$END":
            raise BadQuery(len(text) + 1, "query_unexpected_end", expected=EXPECTED_TERM) from None
        raise BadQuery(
            _column(token),
            "query_unexpected",
            value=text[token.start_pos : token.end_pos],
            expected=EXPECTED_TERM,
        ) from None


def _column(token: Token) -> int:
    return int(token.column or 1)


@cache
def _parser() -> Lark:
    return Lark(_GRAMMAR, parser="lalr", lexer=_Marks, propagate_positions=False)


@dataclass(frozen=True)
class _Source:
    text: str
    directory: Directory


class _Marks(Lexer):
    """Lark's door to the scanner."""

    __future_interface__ = 2

    def __init__(self, lexer_conf: object) -> None:
        pass

    @override
    def lex(self, lexer_state: LexerState, parser_state: Any) -> Iterator[Token]:
        source: Any = lexer_state.text
        return _Scanner(source.text, source.directory).marks()


class _Scanner:
    def __init__(self, text: str, directory: Directory) -> None:
        self._text = text
        self._directory = directory
        self._at = 0
        self._opened: list[int] = []

    def marks(self) -> Iterator[Token]:
        """Every mark of the text, in its order.

        Raises:
            BadQuery: a mark is broken or stands where it cannot.
        """
        conditions = 0
        while True:
            self._skip_space()
            if self._at == len(self._text):
                break
            for mark in self._term():
                conditions += mark.type in _CONDITION_MARKS
                if conditions > MAX_CONDITIONS:
                    # Here already: a pasted book must not hold up who pasted it.
                    raise BadQuery(_column(mark), "query_too_many", limit=MAX_CONDITIONS)
                yield mark
        if self._opened:
            raise BadQuery(self._opened[-1] + 1, "query_unclosed_parenthesis")

    def _term(self) -> Iterator[Token]:  # noqa: C901 - one case per mark
        char = self._text[self._at]
        if char == "(":
            yield self._opening("_OPEN", self._at + 1, char)
        elif char == ")":
            if not self._opened:
                raise self._unexpected(char)
            self._opened.pop()
            yield self._mark("_CLOSE", self._at + 1, char)
        elif char == '"':
            yield self._quoted("PHRASE")
        elif char in _PREFIX_MARKS:
            if not self._text[self._at + 1 :][:1].strip():
                raise self._unexpected(char)
            yield self._mark(_PREFIX_MARKS[char], self._at + 1, char)
        elif scope := _SCOPE.match(self._text, self._at):
            yield self._opening("SCOPE", scope.end(), scope[1].lower())
        elif name := self._field_name():
            yield self._mark("FIELD", name.end(), name[1])
            yield from self._values(name[1])
        elif serial := _SERIAL.match(self._text, self._at):
            yield self._mark("SERIAL", serial.end(), serial[1])
        elif word := _WORD.match(self._text, self._at):
            yield self._mark(_WORD_MARKS.get(word[0], "WORD"), word.end(), word[0])
        else:
            raise self._unexpected(char)

    def _field_name(self) -> re.Match[str] | None:
        name = _NAME.match(self._text, self._at)
        if name is None:
            return None
        following = self._text[name.end() : name.end() + 1]
        if following.strip():
            return name
        # `Re: x` are words; `status:` is a condition that somebody has not finished.
        field = find_field(name[1], self._directory)
        if field is None and fold(name[1]) not in SHORT_FIELDS:
            return None
        raise self._missing(name[1], name.end())

    def _values(self, field: str) -> Iterator[Token]:
        operator = _OPERATOR.match(self._text, self._at)
        if operator:
            yield self._mark("OPERATOR", operator.end(), operator[0])
        yield from self._item(field)
        while self._text.startswith(",", self._at):
            yield self._mark("_COMMA", self._at + 1, ",")
            yield from self._item(field)

    def _item(self, field: str) -> Iterator[Token]:
        function = _FUNCTION.match(self._text, self._at)
        if function is None:
            yield self._value(field)
            return
        opened_at = function.end() - 1
        yield self._mark("FUNCTION", function.end(), function[1].lower())
        self._skip_space()
        yield self._value(field)
        self._skip_space()
        while self._text.startswith(",", self._at):
            yield self._mark("_COMMA", self._at + 1, ",")
            self._skip_space()
            yield self._value(field)
            self._skip_space()
        if self._at == len(self._text):
            raise BadQuery(opened_at + 1, "query_unclosed_parenthesis")
        if not self._text.startswith(")", self._at):
            raise self._unexpected(self._text[self._at], expected="“,” or “)”")
        yield self._mark("_END", self._at + 1, ")")

    def _value(self, field: str) -> Token:
        if self._text.startswith('"', self._at):
            return self._quoted("QUOTED")
        bare = _BARE.match(self._text, self._at)
        if bare is None:
            char = self._text[self._at : self._at + 1]
            if char.strip() and char not in "),":
                raise self._unexpected(char, expected="a value")
            raise self._missing(field, self._at)
        if self._text.startswith("(", bare.end()):
            raise self._unexpected(f"{bare[0]}(", expected="a value")
        return self._mark("BARE", bare.end(), bare[0])

    def _quoted(self, kind: str) -> Token:
        found = _QUOTED.match(self._text, self._at)
        if found is None:
            raise BadQuery(self._at + 1, "query_unclosed_quote")
        return self._mark(kind, found.end(), _ESCAPE.sub(r"\1", found[1]))

    def _opening(self, kind: str, end: int, value: str) -> Token:
        if len(self._opened) == MAX_DEPTH:
            raise BadQuery(end, "query_too_deep")
        self._opened.append(end - 1)
        return self._mark(kind, end, value)

    def _mark(self, kind: str, end: int, value: str) -> Token:
        start, self._at = self._at, end
        return Token(kind, value, start_pos=start, column=start + 1, end_pos=end)

    def _skip_space(self) -> None:
        found = _NOT_SPACE.search(self._text, self._at)
        self._at = len(self._text) if found is None else found.start()

    def _missing(self, field: str, at: int) -> BadQuery:
        known = find_field(field, self._directory)
        expected = "a value" if known is None else expected_of(known, self._directory)
        return BadQuery(at + 1, "query_missing_value", field=field, expected=expected)

    def _unexpected(self, value: str, expected: str = EXPECTED_TERM) -> BadQuery:
        return BadQuery(self._at + 1, "query_unexpected", value=value, expected=expected)
