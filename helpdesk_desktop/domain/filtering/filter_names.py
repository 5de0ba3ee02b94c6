"""The only place where names in a query become ids, and ids names.

An id is printed by its name only when that name leads back to it; any other (a removed agent, two
options of one key) is `#17`. Quoted, a name is always a name: never a keyword, never `#17`.
"""

import re
from collections.abc import Iterable

from helpdesk_desktop.domain.custom_field import PATH_SIGN
from helpdesk_desktop.domain.filtering.filter_fields import FieldKind, FilterField, choices_of
from helpdesk_desktop.domain.filtering.filter_grammar import is_bare, quoted
from helpdesk_desktop.domain.filters import Keyword
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import Directory

# Eighteen digits fit the databases' 64-bit integers.
_ID = re.compile(r"#([0-9]{1,18})")
_NOBODY = "nobody"
_ANY = "any"


def keywords_of(field: FilterField) -> frozenset[Keyword]:
    """The keywords that stand for values of a field."""
    if field.kind is FieldKind.PERSON or field.key == "ccs":
        return frozenset(Keyword)
    if field.kind is FieldKind.TEAM:
        return frozenset({Keyword.MY_GROUPS, Keyword.NONE})
    if field.kind in {FieldKind.CHOICE, FieldKind.ORDERED, FieldKind.SET}:
        return frozenset({Keyword.NONE})
    return frozenset()


def read_keyword(text: str, field: FilterField) -> Keyword | None:
    """The keyword that a bare text is for this field; `nobody` is `none` for people and groups."""
    folded = fold(text)
    known = keywords_of(field)
    if folded == _NOBODY and (field.kind is FieldKind.TEAM or Keyword.ME in known):
        return Keyword.NONE
    return next((keyword for keyword in known if keyword.value == folded), None)


def read_id(text: str, field: FilterField, directory: Directory, *, is_quoted: bool) -> int | None:
    """The id of the agent, group or option of this name; None for an unknown one."""
    if not is_quoted:
        number = _ID.fullmatch(text)
        if number is not None:
            return int(number[1])
    return names_of(field, directory).get(fold(text))


def print_id(number: int | Keyword, field: FilterField, directory: Directory) -> str:
    """The canonical spelling of a value: keyword, login, key, path of keys, or `#17`."""
    if isinstance(number, Keyword):
        return number.value
    names = names_of(field, directory)
    for spelling in _spellings(number, field, directory):
        if names.get(fold(spelling)) == number:
            is_plain = (
                is_bare(spelling)
                and read_keyword(spelling, field) is None
                and fold(spelling) not in {_ANY, Keyword.NONE.value}
                and not spelling.startswith("#")
            )
            return spelling if is_plain else quoted(spelling)
    return f"#{number}"


def names_of(field: FilterField, directory: Directory) -> dict[str, int]:
    """Every folded name of a field's values; keys win over names."""
    if field.kind is FieldKind.PERSON or field.key == "ccs":
        return {login: int(agent.id) for login, agent in directory.agent_by_login.items()}
    if field.kind is FieldKind.TEAM:
        return {name: int(group.id) for name, group in directory.group_by_key.items()}
    if field.key == "type":
        return {name: int(kind.id) for name, kind in directory.type_by_key.items()}
    custom = directory.custom_field_by_key.get(fold(field.key))
    if custom is None:
        return {fold(key): number for number, key in choices_of(field.key, directory).items()}
    return custom.id_by_spelling  # made once: a query may name hundreds of ten thousand options


def _spellings(number: int, field: FilterField, directory: Directory) -> Iterable[str]:
    if field.kind is FieldKind.PERSON or field.key == "ccs":
        return (agent.login for agent in directory.agents if agent.id == number)
    if field.kind is FieldKind.TEAM:
        return (group.key for group in directory.groups if group.id == number)
    custom = directory.custom_field_by_key.get(fold(field.key))
    if custom is None:
        keys = choices_of(field.key, directory)
        return [keys[number]] if number in keys else []
    path = custom.path_by_id.get(number, ())
    return [path[-1].key, PATH_SIGN.join(option.key for option in path)] if path else []
