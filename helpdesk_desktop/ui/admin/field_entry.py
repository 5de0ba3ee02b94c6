"""The only place that turns a custom field into the words of its form, and these into wishes."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from helpdesk_desktop.domain.custom_field import (
    OPTION_KINDS,
    CustomField,
    CustomFieldId,
    CustomFieldKind,
    CustomFieldOwner,
    CustomOptionId,
)
from helpdesk_desktop.domain.custom_values import (
    CustomValue,
    flat,
    from_json,
    labelled,
    read_text,
)
from helpdesk_desktop.domain.field_wishes import FieldEdit, NewField, OptionLine
from helpdesk_desktop.domain.option_lines import option_lines

# A setting of the form -> its name in `NewField`.
NAMES = {
    "name": "label",
    "help": "help",
    "create": "is_required_to_create",
    "close": "is_required_to_close",
    "pattern": "pattern",
    "default": "default",
}


@dataclass(frozen=True, slots=True)
class FieldEntry:
    """A custom field as an entry of the administrator's window."""

    field: CustomField

    @property
    def id(self) -> CustomFieldId:
        """The field's id."""
        return self.field.id

    @property
    def key(self) -> str:
        """What it is called in queries and files."""
        return self.field.key

    @property
    def name(self) -> str:
        """The field's label."""
        return self.field.label

    @property
    def version(self) -> int:
        """Which state of it this is."""
        return self.field.version


def field_words(field: CustomField) -> dict[str, str]:
    """A field as the words of its form."""
    kept = _worded.get(id(field))
    if kept is None or kept[0] is not field:
        kept = _worded[id(field)] = field, _words(field)
        while len(_worded) > _KEPT:
            del _worded[next(iter(_worded))]
    return dict(kept[1])


def _words(field: CustomField) -> dict[str, str]:
    return {
        "owner": field.owner.value,
        "name": field.label,
        "kind": field.kind.value,
        "options": lines_word(option_lines(field)),
        "help": field.help or "",
        "pattern": field.pattern or "",
        "default": value_word(field, from_json(field, field.default)),
        "create": _yes_no(is_so=field.is_required_to_create),
        "close": _yes_no(is_so=field.is_required_to_close),
    }


def value_word(field: CustomField, value: CustomValue | None) -> str:
    """A value as the text that is read as the same value."""
    if isinstance(value, bool):
        return _yes_no(is_so=value)
    if value is None:
        return ""
    word = str(flat(field, value))
    if field.kind in OPTION_KINDS and read_text(field, word, []) != value:
        # A retired option's key is what a live one is called.
        said = labelled(field, value)
        return said if read_text(field, said, []) == value else word
    return word


def lines_word(lines: Sequence[OptionLine]) -> str:
    """A tree of options as one word."""
    rows = [(one.label, one.depth, one.id, one.key, int(one.is_retired)) for one in lines]
    word = json.dumps(rows, ensure_ascii=False) if rows else ""
    _keep_lines(word, tuple(lines))
    return word


def read_lines(word: str) -> tuple[OptionLine, ...]:
    """What `lines_word` wrote."""
    kept = _read.get(word)
    if kept is None:
        kept = tuple(
            OptionLine(
                label, depth, None if number is None else CustomOptionId(number), key, bool(retired)
            )
            for label, depth, number, key, retired in (json.loads(word) if word else ())
        )
        _keep_lines(word, kept)
    return kept


# What was made last: ten thousand options are read in 20 ms, and worded in 30.
_KEPT = 4
_read: dict[str, tuple[OptionLine, ...]] = {}
_worded: dict[int, tuple[CustomField, dict[str, str]]] = {}


def _keep_lines(word: str, lines: tuple[OptionLine, ...]) -> None:
    _read[word] = lines
    while len(_read) > _KEPT:
        del _read[next(iter(_read))]


def new_wish(key: str, words: Mapping[str, str]) -> NewField:
    """The field that a form describes; what its kind and owner do not know is left out."""
    kind = CustomFieldKind(words["kind"])
    owner = CustomFieldOwner(words["owner"])
    return NewField(
        owner,
        key,
        words["name"],
        kind,
        help=words["help"] or None,
        pattern=(words["pattern"] or None) if kind is CustomFieldKind.REGEX else None,
        default=words["default"] or None,
        is_required_to_create=words["create"] == "yes",
        is_required_to_close=words["close"] == "yes" and owner is CustomFieldOwner.TICKET,
        options=read_lines(words["options"]) if kind in OPTION_KINDS else (),
    )


def edit_wish(field: CustomField, changes: Mapping[str, str], version: int) -> FieldEdit:
    """The change that words ask for; options that are gone from the field are made anew."""
    told: list[tuple[str, Any]] = []
    for name, word in changes.items():
        if name in {"create", "close"}:
            told.append((NAMES[name], word == "yes"))
        elif name == "name":
            told.append((NAMES[name], word))
        elif name in NAMES:
            told.append((NAMES[name], word or None))
    options = None
    if "options" in changes:
        options = tuple(_still_there(field, line) for line in read_lines(changes["options"]))
    return FieldEdit(field.id, version, tuple(told), options)


def _still_there(field: CustomField, line: OptionLine) -> OptionLine:
    if line.id is None or line.id in field.option_by_id:
        return line
    is_key_free = all(option.key != line.key for option in field.options)
    return OptionLine(
        line.label, line.depth, None, line.key if is_key_free else None, line.is_retired
    )


def _yes_no(*, is_so: bool) -> str:
    return "yes" if is_so else "no"
