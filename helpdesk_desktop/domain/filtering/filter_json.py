"""The only place that writes a filter tree as JSON and reads it back: saved filters, links.

The root is `{"v":1,"all":[...]}` or `{"v":1,"any":[...]}`, a group inside the same without `v`; a
group that must hold for one call or note has `"scope":"call"` or `"note"`. A condition is
`{"f":"status","op":"in","v":[0,1]}` with ids inside (`filter_json_values`), `#10432` is
`{"f":"#","op":"is","v":10432}`. Everything may have `"neg":true` and `"mute":true`.

Nothing that a newer program wrote is lost: unknown members are kept in `extra`, and what cannot be
read at all becomes an `UnknownCondition`, written again as it was.
"""

from dataclasses import replace
from typing import Literal

from helpdesk_desktop.domain.errors import Invalid, Problem, ProblemCode
from helpdesk_desktop.domain.filtering.filter_canonical import canonical
from helpdesk_desktop.domain.filtering.filter_fields import FieldScope, find_field
from helpdesk_desktop.domain.filtering.filter_json_values import (
    Misfit,
    read_id,
    read_values,
    write_values,
)
from helpdesk_desktop.domain.filtering.filter_limits import check_size
from helpdesk_desktop.domain.filters import (
    Condition,
    FieldCondition,
    Group,
    Node,
    SerialCondition,
    UnknownCondition,
)
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.domain.strict_json import Json, Number, UnreadableJson, dump, load

VERSION = 1

_SERIAL = "#"
_FLAGS = ("neg", "mute")
_GROUP_NAMES = frozenset({"v", "all", "any", "scope", *_FLAGS})
_CONDITION_NAMES = frozenset({"f", "op", "v", *_FLAGS})


def to_json(tree: Node) -> str:
    """The tree as compact JSON text; `from_json` gives an equal tree back."""
    root = tree if isinstance(tree, Group) else Group(join="all", parts=(tree,))
    if len(root.parts) == 1 and root == Group(join="all", parts=root.parts):
        only = root.parts[0]
        if isinstance(only, UnknownCondition) and _is_root(load(only.raw)):
            return _write_unknown(only)
    return _write(root, is_root=True)


def from_json(text: str, directory: Directory | None = None) -> Group:
    """The tree that a JSON text holds; without a directory custom fields are not known.

    Raises:
        Invalid: the text is no JSON, or no filter.
        BadQuery: the filter nests too deep or is too large.
    """
    try:
        value = load(text)
    except UnreadableJson as error:
        raise _unusable(str(error)) from None
    if not isinstance(value, dict) or not _is_root(value):
        raise _unusable("it is no filter")
    reader = _Reader(directory or Directory())
    root = reader.node(value, None)
    tree = root if isinstance(root, Group) else Group(join="all", parts=(root,))
    check_size(canonical(tree))
    return tree


def _unusable(reason: str) -> Invalid:
    return Invalid(
        (Problem(ProblemCode.BAD_TEXT, "filter_unusable", {"reason": reason}, field="filter"),)
    )


def _is_root(value: Json) -> bool:
    return isinstance(value, dict) and "v" in value and "f" not in value


def _write(node: Node, *, is_root: bool = False) -> str:
    if isinstance(node, UnknownCondition):
        return _write_unknown(node)
    members: list[tuple[str, str]] = []
    if isinstance(node, Group):
        if is_root:
            members.append(("v", str(VERSION)))
        members.append((node.join, f"[{','.join(_write(part) for part in node.parts)}]"))
        if node.scope is not None:
            members.append(("scope", dump(node.scope)))
    else:
        members += _write_condition(node)
    members += [(name, "true") for name in _FLAGS if getattr(node, name)]
    members += node.extra
    return f"{{{','.join(f'{dump(name)}:{text}' for name, text in members)}}}"


def _write_condition(node: FieldCondition | SerialCondition) -> list[tuple[str, str]]:
    if isinstance(node, SerialCondition):
        return [("f", dump(_SERIAL)), ("op", dump("is")), ("v", str(node.serial))]
    op, values = write_values(node)
    members = [("f", dump(node.field)), ("op", dump(op))]
    return members if values is None else [*members, ("v", dump(values))]


def _write_unknown(node: UnknownCondition) -> str:
    value = load(node.raw)
    if not isinstance(value, dict):
        return node.raw
    if all((value.get(name) is True) == getattr(node, name) for name in _FLAGS):
        return node.raw
    # Negated or muted since it was read: the rest stays as it was.
    kept = {name: member for name, member in value.items() if name not in _FLAGS}
    return dump(kept | {name: True for name in _FLAGS if getattr(node, name)})


class _Reader:
    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    def node(self, value: Json, scope: Literal["call", "note"] | None) -> Node:
        members = value if isinstance(value, dict) else {}
        try:
            node = (
                self._condition(members, scope) if "f" in members else self._group(members, scope)
            )
            neg, mute = _flag(members, "neg"), _flag(members, "mute")
        except Misfit as misfit:
            return UnknownCondition(
                raw=dump(value),
                reason=str(misfit),
                neg=members.get("neg") is True,
                mute=members.get("mute") is True,
            )
        known = _CONDITION_NAMES if "f" in members else _GROUP_NAMES
        extra = tuple((name, dump(part)) for name, part in members.items() if name not in known)
        return replace(node, neg=neg, mute=mute, extra=extra)

    def _group(self, value: dict[str, Json], outer: Literal["call", "note"] | None) -> Group:
        version = value.get("v", Number(str(VERSION)))
        if version != Number(str(VERSION)):
            raise Misfit(f"version {dump(version)}")
        own = _scope(value)
        if own is not None and outer is not None:
            raise Misfit("scope")
        if ("all" in value) == ("any" in value):
            raise Misfit("neither all nor any")
        join: Literal["all", "any"] = "all" if "all" in value else "any"
        parts = value[join]
        if not isinstance(parts, list):
            raise Misfit(join)
        inner = own or outer
        return Group(join=join, parts=tuple(self.node(part, inner) for part in parts), scope=own)

    def _condition(
        self, value: dict[str, Json], scope: Literal["call", "note"] | None
    ) -> Condition:
        key, op = value["f"], value.get("op")
        if not isinstance(key, str) or not isinstance(op, str):
            raise Misfit("f or op")
        if key == _SERIAL:
            if op != "is" or scope is not None:
                raise Misfit(op)
            return SerialCondition(serial=read_id(value.get("v")))
        field = find_field(key, self._directory)
        if field is None or (scope is not None and field.scope is not FieldScope(scope)):
            raise Misfit(key)
        if "v" in value and value["v"] is None:
            raise Misfit("v")
        return read_values(field, op, value.get("v"), self._directory)


def _flag(value: dict[str, Json], name: str) -> bool:
    flag = value.get(name, False)
    if not isinstance(flag, bool):
        raise Misfit(name)
    return flag


def _scope(value: dict[str, Json]) -> Literal["call", "note"] | None:
    match value.get("scope"):
        case None if "scope" not in value:
            return None
        case "call":
            return "call"
        case "note":
            return "note"
        case _:
            raise Misfit("scope")
