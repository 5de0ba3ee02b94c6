"""The only place for what a saved quick filter is, what it may hold, and why one cannot be used.

What is stored is kept to the letter (`StoredFilter`). A tree that cannot be read, because a newer
program wrote it or somebody edited the row by hand, or that names a field or a value that is gone
or a retired field, makes the filter unusable with a reason; it is shown, never dropped and never
rewritten.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NewType
from uuid import UUID

from helpdesk_desktop.domain.errors import BadQuery, Invalid, Problem, ProblemCode
from helpdesk_desktop.domain.filtering.filter_canonical import canonical
from helpdesk_desktop.domain.filtering.filter_json import from_json
from helpdesk_desktop.domain.filtering.filter_limits import check_size
from helpdesk_desktop.domain.filtering.filter_sharing import PRIVATE, Sharing
from helpdesk_desktop.domain.filtering.filter_standing import notes_on, why_not_askable
from helpdesk_desktop.domain.filters import Group, Node, UnknownCondition
from helpdesk_desktop.domain.grouping import grouping_from_text
from helpdesk_desktop.domain.list_look import ListLook, columns_from_json, sort_from_text
from helpdesk_desktop.domain.look_standing import LOOK, look_notes
from helpdesk_desktop.domain.people import AgentId, Directory, GroupId
from helpdesk_desktop.domain.strict_json import UnreadableJson, load
from helpdesk_desktop.domain.text_rules import is_blank, one_line, text_problem
from helpdesk_desktop.domain.ticket import NAME_LIMIT

FilterId = NewType("FilterId", int)

FILTER_ICONS = ("bookmark", "star", "tag", "phone", "mail", "clock", "users", "bell", "inbox")
DEFAULT_ICON = FILTER_ICONS[0]

# Longer ones would push the sentence itself out of sight.
_IN_SENTENCE = 60
_USUAL_LOOK = ListLook()


class FilterColour(StrEnum):
    """The colours of saved filters; what they look like is the theme's."""

    RED = "red"
    ORANGE = "orange"
    GREEN = "green"
    TEAL = "teal"
    BLUE = "blue"
    VIOLET = "violet"
    PINK = "pink"
    GREY = "grey"


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """One saved quick filter as it can be shown.

    `tree` is None where nothing of it can be read. With `why_unusable` it cannot be asked, even
    where a tree is there; `notes` say what else there is to know of it, such as that it names a
    retired option. A colour or icon that is none of ours reads as the usual one.
    `is_left` says that its owner works here no more. What the reader may do with it is said by
    `may_edit` and `may_take_over`; `is_hidden` that they took it out of their dock.
    """

    id: FilterId
    uid: UUID
    name: str
    tree: Group | None
    look: ListLook
    colour: FilterColour | None
    icon: str
    position: int
    owner_id: AgentId | None
    version: int
    why_unusable: Problem | None = None
    sharing: Sharing = PRIVATE
    owner_name: str = ""
    is_left: bool = False
    may_edit: bool = True
    may_take_over: bool = False
    is_hidden: bool = False
    notes: tuple[Problem, ...] = ()

    @property
    def look_notes(self) -> tuple[Problem, ...]:
        """What of its look cannot be had."""
        return tuple(note for note in self.notes if note.field == LOOK)


@dataclass(frozen=True, slots=True)
class FilterShelf:
    """Every saved filter that an agent has: their own, and those shared, in the agent's order."""

    mine: tuple[SavedFilter, ...] = ()
    shared: tuple[SavedFilter, ...] = ()


@dataclass(frozen=True, slots=True)
class NewSavedFilter:
    """What a user submits to save a filter; `uid` makes a retried save harmless."""

    uid: UUID
    name: str
    tree: Group
    look: ListLook = _USUAL_LOOK
    colour: FilterColour | None = None
    icon: str = DEFAULT_ICON
    sharing: Sharing = PRIVATE


@dataclass(frozen=True, slots=True)
class SavedFilterEdit:
    """A wish to change one saved filter.

    `changes` maps field names of `NewSavedFilter`, but for `uid`, to new values; `version` is the
    one the editor opened with.
    """

    id: FilterId
    version: int
    changes: tuple[tuple[str, Any], ...]


# The place of filters that their agent never moved: behind all others, by name.
UNMOVED = 2**31 - 1


@dataclass(frozen=True, slots=True)
class FilterPin:
    """How one agent keeps somebody's filter in the dock."""

    agent_id: int
    position: int
    colour: str | None
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class StoredFilter:
    """A saved filter to the letter, with whom it is shared and who pinned it: enough to undo."""

    id: FilterId
    uid: UUID
    owner_id: AgentId | None
    name: str
    tree: str
    columns: str | None
    sort: str | None
    grouping: str | None
    colour: str | None
    icon: str | None
    position: int
    is_shared_to_all: bool
    version: int
    team_ids: tuple[int, ...] = ()
    pins: tuple[FilterPin, ...] = ()

    @property
    def sharing(self) -> Sharing:
        """With whom it is shared."""
        return Sharing(self.is_shared_to_all, tuple(map(GroupId, self.team_ids)))


def read_stored(stored: StoredFilter, directory: Directory) -> SavedFilter:
    """The filter as it can be shown; whatever is stored, this raises nothing."""
    tree, why = _read_tree(stored.tree, directory)
    owner = None if stored.owner_id is None else directory.agent_by_id.get(stored.owner_id)
    return SavedFilter(
        id=stored.id,
        uid=stored.uid,
        name=one_line(str(stored.name)).strip(),
        tree=tree,
        look=stored_look(stored, directory),
        colour=_colour(stored.colour),
        icon=stored.icon if stored.icon in FILTER_ICONS else DEFAULT_ICON,
        position=stored.position,
        owner_id=stored.owner_id,
        version=stored.version,
        why_unusable=why,
        sharing=stored.sharing,
        owner_name="" if owner is None else owner.name,
        is_left=owner is None or not owner.is_active,
        notes=(
            *(() if tree is None else notes_on(tree, directory)),
            *look_notes(stored.sort, stored.grouping, directory),
        ),
    )


def stored_look(stored: StoredFilter, directory: Directory) -> ListLook:
    """The look in what is stored; the usual one where it is no look."""
    return ListLook(
        columns_from_json(stored.columns),
        sort_from_text(stored.sort, directory),
        grouping_from_text(stored.grouping),
    )


def name_problem(name: str) -> Problem | None:
    """Why a filter cannot bear this name, None when it can."""
    if is_blank(name):
        return Problem(ProblemCode.REQUIRED, "required", {"label": "Name"}, "name")
    return text_problem(kept_name(name), "name", "Name", NAME_LIMIT)


def kept_name(name: str) -> str:
    """The name as it is stored: on one line, without space around it."""
    return one_line(name).strip()


def short_name(name: str) -> str:
    """The name, cut so that a sentence can hold it."""
    return name if len(name) <= _IN_SENTENCE else f"{name[: _IN_SENTENCE - 1].rstrip()}…"


def copied_name(name: str, pattern: str) -> str:
    """The name of a copy, `pattern` with `{name}` filled; cut where it would be too long."""
    room = NAME_LIMIT - len(pattern.format(name=""))
    return pattern.format(name=name[:room].rstrip())


def check(fields: Mapping[str, Any]) -> tuple[Problem, ...]:
    """What is wrong with values of `NewSavedFilter`, given by field name."""
    problems: list[Problem | None] = []
    for field, value in fields.items():
        match field:
            case "name":
                problems.append(name_problem(value))
            case "colour":
                problems.append(_choice_problem(value, field, (None, *FilterColour)))
            case "icon":
                problems.append(_choice_problem(value, field, FILTER_ICONS))
            case "tree":
                problems.append(why_unusable(value))
            case "look" | "sharing":
                pass
            case _:
                problems.append(
                    Problem(ProblemCode.NOT_ALLOWED, "read_only_field", {"label": field}, field)
                )
    return tuple(problem for problem in problems if problem is not None)


def why_unusable(tree: Group, directory: Directory | None = None) -> Problem | None:
    """Why the tree cannot be asked, None when it can.

    With a directory also why it cannot be a saved filter: what it names that is retired or gone.
    """
    for unknown in _unknown_parts(tree):
        what = _asked_field(unknown)
        if what is None:
            return _unusable("filter_newer_part")
        return _unusable("filter_unknown_field", field=what)
    try:
        check_size(canonical(tree))
    except BadQuery:
        return _unusable("filter_too_large")
    return None if directory is None else why_not_askable(tree, directory)


def _read_tree(text: object, directory: Directory) -> tuple[Group | None, Problem | None]:
    if not isinstance(text, str):  # SQLite keeps whatever kind of value was written
        return None, _unusable("filter_no_text")
    try:
        tree = from_json(text, directory)
    except BadQuery:
        return None, _unusable("filter_too_large")
    except Invalid:
        return None, _unusable("filter_no_text")
    return tree, why_unusable(tree, directory)


def _unusable(key: str, **values: object) -> Problem:
    return Problem(ProblemCode.BAD_TEXT, key, values, "tree")


def _unknown_parts(node: Node) -> Iterator[UnknownCondition]:
    if node.mute:
        return
    if isinstance(node, UnknownCondition):
        yield node
    elif isinstance(node, Group):
        for part in node.parts:
            yield from _unknown_parts(part)


def _asked_field(unknown: UnknownCondition) -> str | None:
    # The field's key where the condition has one and that is what nobody knows.
    try:
        value = load(unknown.raw)
    except UnreadableJson:
        return None
    key = value.get("f") if isinstance(value, dict) else None
    return key if isinstance(key, str) and unknown.reason == key else None


def _colour(text: str | None) -> FilterColour | None:
    return FilterColour(text) if text in set(FilterColour) else None


def _choice_problem(value: object, field: str, allowed: tuple[str | None, ...]) -> Problem | None:
    if value in allowed:
        return None
    expected = ", ".join(each for each in allowed if each is not None)
    values = {"value": value, "label": field, "expected": expected}
    return Problem(ProblemCode.UNKNOWN_CHOICE, "unknown_choice", values, field)
