"""The only place that says what a filter names that was retired or is not there any more.

A saved filter that asks of a retired field, or for a value that is gone (an option, a type, a
group, an agent, a fixed choice of another program), cannot be used, and says so: its answer would
be one that nobody could tell from a true one. A retired value still has old tickets, so it is only
noted. What is muted has no effect and is not looked at.
"""

from collections.abc import Iterator

from helpdesk_desktop.domain.errors import Problem, ProblemCode, Severity
from helpdesk_desktop.domain.filtering.filter_fields import (
    FieldKind,
    FilterField,
    choices_of,
    find_field,
)
from helpdesk_desktop.domain.filters import (
    ChoiceCondition,
    FieldCondition,
    Group,
    HistoryCondition,
    Keyword,
    Node,
    OrderedCondition,
    PersonCondition,
    SerialCondition,
    SetCondition,
    TeamCondition,
    TreeCondition,
    UnknownCondition,
)
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import AgentId, Directory, GroupId, TypeId

# Nobody reads more of them; a filter may name ten thousand retired options.
MOST_NOTES = 20
_HISTORY = "changed."


def standing_of(node: Node, directory: Directory) -> Iterator[Problem]:
    """What is wrong with the names in a tree, from the top down; warnings are notes alone."""
    if node.mute or isinstance(node, SerialCondition | UnknownCondition):
        return
    if isinstance(node, Group):
        for part in node.parts:
            yield from standing_of(part, directory)
    else:
        yield from _condition(node, directory)


def why_not_askable(tree: Node, directory: Directory) -> Problem | None:
    """The first thing that the tree names and that keeps it from being used; None for nothing."""
    found = standing_of(tree, directory)
    return next((one for one in found if one.severity is Severity.REJECTED), None)


def notes_on(tree: Node, directory: Directory) -> tuple[Problem, ...]:
    """What the tree names that was retired and still has old tickets; each once, some at most."""
    notes: dict[tuple[str, object, object], Problem] = {}
    for one in standing_of(tree, directory):
        if one.severity is Severity.WARNING:
            notes.setdefault((one.key, one.values["label"], one.values["value"]), one)
        if len(notes) == MOST_NOTES:
            break
    return tuple(notes.values())


def _condition(condition: FieldCondition, directory: Directory) -> Iterator[Problem]:
    key = condition.field
    field = find_field(key, directory)
    if field is None:
        yield _fault("filter_unknown_field", field=key)
        return
    custom = directory.custom_field_by_key.get(fold(key))
    if custom is not None and not custom.is_active:
        yield _fault("filter_retired_field", field=custom.label)
        return
    asked = find_field(key.removeprefix(_HISTORY), directory) or field
    for item in _items(condition):
        if not isinstance(item, Keyword):
            yield from _value(item, asked, directory)


def _items(condition: FieldCondition) -> tuple[int | Keyword, ...]:
    match condition:
        case (
            ChoiceCondition()
            | OrderedCondition()
            | PersonCondition()
            | TeamCondition()
            | SetCondition()
            | TreeCondition()
        ):
            return condition.items
        case HistoryCondition():
            return (*condition.origins, *condition.targets)
        case _:
            return ()


def _value(number: int, field: FilterField, directory: Directory) -> Iterator[Problem]:
    """Look-ups alone: a desk may have a thousand filters, and one of them ten thousand values."""
    retired: str | None = None
    note = "filter_names_retired"
    if field.kind is FieldKind.PERSON or field.key == "ccs":
        agent = directory.agent_by_id.get(AgentId(number))
        is_there = agent is not None
        if agent is not None and not agent.is_active:
            retired, note = agent.name, "filter_names_left"
    elif field.kind is FieldKind.TEAM:
        is_there = GroupId(number) in directory.group_by_id
    elif field.key == "type":
        kind = directory.type_by_id.get(TypeId(number))
        is_there = kind is not None
        if kind is not None and kind.is_retired:
            retired = kind.name
    elif (custom := directory.custom_field_by_key.get(fold(field.key))) is not None:
        option = custom.option_by_id.get(number)
        is_there = option is not None
        if option is not None and custom.is_retired_option(number):
            retired = option.label
    else:
        is_there = number in choices_of(field.key, directory)
    if not is_there:
        yield _fault("filter_gone_value", label=field.label, value=f"#{number}")
    elif retired is not None:
        values = {"label": field.label, "value": retired}
        yield Problem(ProblemCode.NOT_FOUND, note, values, "tree", severity=Severity.WARNING)


def _fault(key: str, **values: object) -> Problem:
    return Problem(ProblemCode.NOT_FOUND, key, values, "tree")
