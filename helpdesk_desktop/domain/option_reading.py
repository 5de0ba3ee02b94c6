"""The only place that tells which options a text names.

A live option's key, or path of keys, wins over every label: that is what is written. A label may
hold a comma, or the sign of a path. What was retired gives way to whatever goes by its name.
"""

from collections.abc import Iterator
from itertools import islice

from helpdesk_desktop.domain.custom_field import (
    PATH_SIGN,
    CustomField,
    CustomFieldKind,
    CustomOption,
)
from helpdesk_desktop.domain.folding import fold

# Between several options, and between those of a path as JSON has it.
LIST_SIGN = ","
# A field may have ten thousand.
_OFFERED = 12


def offered(field: CustomField) -> list[str]:
    """The keys that a sentence offers; with a dozen of many it says that there are more."""
    live = (option.key for option in field.options if not field.is_retired_option(option.id))
    keys = list(islice(live, _OFFERED + 1))
    return keys if len(keys) <= _OFFERED else [*keys[:_OFFERED], "…"]


def find_option(field: CustomField, text: str) -> CustomOption | None:
    """The option that a text names by key, path or label; None where it names none."""
    spellings = list(_spellings(field, text))
    keyed = (_keyed(field, spelling) for spelling in spellings)
    found = next((option for option in keyed if option is not None), None)
    if found is not None:
        return found
    named = (field.option_by_spelling.get(spelling) for spelling in spellings)
    return next((option for option in named if option is not None), None)


def find_options(field: CustomField, text: str) -> tuple[tuple[CustomOption, ...], tuple[str, ...]]:
    """The options that a text names with commas between, and the parts that name none."""
    parts = text.split(LIST_SIGN)
    told = [part for part in parts if part.strip()]
    keyed = [_keyed(field, fold(part.strip())) for part in told]
    if all(keyed):
        return tuple(option for option in keyed if option is not None), ()
    whole = _joined(field, parts)
    if whole is not None:
        return whole, ()
    found = [(part, find_option(field, part)) for part in told]
    return (
        tuple(option for _, option in found if option is not None),
        tuple(part.strip() for part, option in found if option is None),
    )


def _joined(field: CustomField, parts: list[str]) -> tuple[CustomOption, ...] | None:
    # The longest label first, so that "South, warm" is one; from the end, so that every way is
    # tried once. None where some part belongs to no label.
    most = field.most_commas + 1
    ways: list[tuple[CustomOption | None, int] | None] = [None] * len(parts)
    reached = len(parts)
    for at in range(len(parts) - 1, -1, -1):
        if reached - at > most:
            return None  # no label leads over so many parts
        for end in range(min(at + most, len(parts)), at, -1):
            if end < len(parts) and ways[end] is None:
                continue
            text = LIST_SIGN.join(parts[at:end])
            option = find_option(field, text) if text.strip() else None
            if option is not None or not text.strip():
                ways[at] = option, end
                reached = at
                break
    found: list[CustomOption] = []
    at = 0
    while at < len(parts):
        way = ways[at]
        if way is None:
            return None
        option, at = way
        found += () if option is None else (option,)
    return tuple(found)


def _spellings(field: CustomField, text: str) -> Iterator[str]:
    yield fold(text.strip())
    yield _path(text)
    if field.kind is CustomFieldKind.DEPENDENT and LIST_SIGN in text:
        # The list that JSON has for a path comes joined like any other.
        yield _path(text.replace(LIST_SIGN, PATH_SIGN))


def _path(text: str) -> str:
    return fold(PATH_SIGN.join(part.strip() for part in text.strip().split(PATH_SIGN)))


def _keyed(field: CustomField, spelling: str) -> CustomOption | None:
    """The live option whose key, or path of keys, this is."""
    option = field.option_by_spelling.get(spelling)
    if option is None or field.is_retired_option(option.id):
        return None
    keys = [fold(each.key) for each in field.path_by_id[option.id]]
    return option if spelling in {keys[-1], PATH_SIGN.join(keys)} else None
