"""The only place that reads JSON of unknown origin without losing or believing too much.

Numbers keep their spelling, objects their order; a name that stands twice, NaN, half a character
and deep nesting are refused. What is read is written back in the same compact form.
"""

import json
import re
from dataclasses import dataclass
from typing import Any, NoReturn, TypeAlias

# Ten times the longest filter this program writes.
MAX_CHARACTERS = 1_000_000
# A filter nests three deep, five brackets each; a newer program may need a few more.
MAX_NESTING = 64

_STRING_OR_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*"?|[\[\]{}]', re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")


class UnreadableJson(ValueError):
    """The text is no JSON that can be kept; its argument says why."""


@dataclass(frozen=True, slots=True)
class Number:
    """A JSON number, as it is spelled."""

    text: str


Json: TypeAlias = "bool | int | str | Number | list[Json] | dict[str, Json] | None"


def load(text: str) -> Json:
    """The value of a JSON text.

    Raises:
        UnreadableJson: it is none, or one that is refused.
    """
    if len(text) > MAX_CHARACTERS:
        raise UnreadableJson(f"it is longer than {MAX_CHARACTERS} characters")
    depth = 0
    for found in _STRING_OR_BRACKET.finditer(text):
        char = found[0][0]
        depth += (char in "[{") - (char in "]}")
        if depth > MAX_NESTING:
            raise UnreadableJson("it nests too deep")
    try:
        value: Json = json.loads(
            text,
            parse_int=Number,
            parse_float=Number,
            parse_constant=_refuse_constant,
            object_pairs_hook=_object,
        )
    except json.JSONDecodeError as error:
        raise UnreadableJson(f"{error.msg} at character {error.pos + 1}") from None
    if _SURROGATE.search(dump(value)):
        raise UnreadableJson("it contains half a character (a lone surrogate)")
    return value


def dump(value: Json) -> str:
    """The compact JSON text of a value, with every letter as itself."""
    match value:
        case Number():
            return value.text
        case list():
            return f"[{','.join(map(dump, value))}]"
        case dict():
            members = (f"{_plain(name)}:{dump(member)}" for name, member in value.items())
            return f"{{{','.join(members)}}}"
        case _:
            return _plain(value)


def _plain(value: bool | int | str | None) -> str:  # noqa: FBT001 - a JSON value, not a switch
    return json.dumps(value, ensure_ascii=False)


def _refuse_constant(name: str) -> NoReturn:
    raise UnreadableJson(f"{name} is not a number")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise UnreadableJson("an object names a member twice")
    return made
