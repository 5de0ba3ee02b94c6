"""The only door between the query language and the filter tree: `parse` and `print_tree`.

`parse` gives canonical trees (see `filter_canonical`), and `parse(print_tree(t)) == t` for every
canonical tree but for members that the language has no words for: `extra` and `UnknownCondition`.
Names come from a directory given as a value, so neither reads anything.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Literal, cast

from lark import Token, Tree

from helpdesk_desktop.domain.errors import BadQuery
from helpdesk_desktop.domain.filtering.filter_canonical import canonical
from helpdesk_desktop.domain.filtering.filter_fields import FieldScope, find_field
from helpdesk_desktop.domain.filtering.filter_grammar import parse_shape
from helpdesk_desktop.domain.filtering.filter_limits import check_size
from helpdesk_desktop.domain.filtering.filter_print import print_tree
from helpdesk_desktop.domain.filtering.filter_values import Call, Item, Value, read_condition
from helpdesk_desktop.domain.filters import (
    EVERYTHING,
    Condition,
    Group,
    LongTextCondition,
    Needle,
    Node,
    SerialCondition,
    UnknownCondition,
)
from helpdesk_desktop.domain.folding import tokens
from helpdesk_desktop.domain.people import Directory

__all__ = ["parse", "print_tree"]

# Eighteen digits fit the databases' 64-bit integers.
_SERIAL_DIGITS = 18
# As `print_tree` spells what has no words.
_UNKNOWN = "unknown"
_NOTHING_KEPT: Mapping[str, UnknownCondition] = MappingProxyType({})


def parse(
    text: str, directory: Directory, kept: Mapping[str, UnknownCondition] = _NOTHING_KEPT
) -> Group:
    """The canonical tree of a query; nothing but space means every ticket.

    `kept` has, by their `raw`, the unknown conditions that `unknown:"…"` may stand for.

    Raises:
        BadQuery: with the column, from 1, and what was expected there.
    """
    shape = parse_shape(text, directory)
    if not shape.children:
        return EVERYTHING
    tree = canonical(_Builder(directory, kept).any(cast("Tree[Token]", shape.children[0]), None))
    check_size(tree)
    return tree


class _Builder:
    def __init__(self, directory: Directory, kept: Mapping[str, UnknownCondition]) -> None:
        self._directory = directory
        self._kept = kept

    def any(self, shape: "Tree[Token]", scope: Literal["call", "note"] | None) -> Group:
        parts = tuple(self._all(cast("Tree[Token]", part), scope) for part in shape.children)
        return Group(join="any", parts=parts)

    def _all(self, shape: "Tree[Token]", scope: Literal["call", "note"] | None) -> Group:
        parts = tuple(self._term(cast("Tree[Token]", part), scope) for part in shape.children)
        return Group(join="all", parts=parts)

    def _term(self, shape: "Tree[Token]", scope: Literal["call", "note"] | None) -> Node:
        *marks, atom = shape.children
        kinds = {mark.type for mark in marks if isinstance(mark, Token)}
        node = self._atom(atom, scope)
        return replace(node, neg=node.neg != bool(kinds & {"MINUS", "NOT"}), mute="MUTE" in kinds)

    def _atom(self, atom: "Token | Tree[Token]", scope: Literal["call", "note"] | None) -> Node:
        if isinstance(atom, Token):
            return self._word(atom, scope)
        if atom.data == "group":
            return self.any(cast("Tree[Token]", atom.children[0]), scope)
        if atom.data == "scoped":
            return self._scoped(atom, scope)
        return self._condition(atom, scope)

    def _word(self, token: Token, scope: Literal["call", "note"] | None) -> Condition:
        column = int(token.column or 1)
        if scope is not None:
            raise BadQuery(column, "query_scope_field", field=str(token), scope=scope)
        if token.type == "SERIAL":
            if len(token) > _SERIAL_DIGITS:
                raise BadQuery(
                    column,
                    "query_bad_value",
                    value=f"#{token}",
                    field="serial",
                    expected=f"{_SERIAL_DIGITS} digits at most",
                )
            return SerialCondition(serial=int(token))
        if not tokens(token):
            raise BadQuery(column, "query_nothing_to_search", value=str(token))
        return LongTextCondition(field="text", items=(Needle(str(token)),))

    def _scoped(self, shape: "Tree[Token]", outer: Literal["call", "note"] | None) -> Group:
        token = cast("Token", shape.children[0])
        scope = cast("Literal['call', 'note']", str(token))
        if outer is not None:
            raise BadQuery(int(token.column or 1), "query_nested_scope", scope=scope)
        return replace(self.any(cast("Tree[Token]", shape.children[1]), scope), scope=scope)

    def _condition(self, shape: "Tree[Token]", scope: Literal["call", "note"] | None) -> Condition:
        name = cast("Token", shape.children[0])
        column = int(name.column or 1)
        operator = None
        rest = shape.children[1:]
        if isinstance(rest[0], Token):
            operator, rest = str(rest[0]), rest[1:]
        items = [_item(cast("Tree[Token]", part)) for part in rest]
        only = items[0]
        if name == _UNKNOWN and isinstance(only, Value) and only.text in self._kept:
            return replace(self._kept[only.text], neg=False, mute=False)
        field = find_field(name, self._directory)
        if scope is not None and field is not None and field.scope is not FieldScope(scope):
            raise BadQuery(column, "query_scope_field", field=str(name), scope=scope)
        return read_condition(str(name), operator, items, self._directory, column)


def _item(shape: "Tree[Token]") -> Item:
    first = shape.children[0]
    if isinstance(first, Token):
        return Call(str(first), _values(shape.children[1:]), int(first.column or 1))
    return _values(shape.children)[0]


def _values(shapes: "Sequence[Token | Tree[Token]]") -> tuple[Value, ...]:
    found = (cast("Token", shape.children[0]) for shape in shapes if isinstance(shape, Tree))
    return tuple(
        Value(str(token), token.type == "QUOTED", int(token.column or 1)) for token in found
    )
