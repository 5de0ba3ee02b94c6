"""Hypothesis strategies of filter trees; with them the tickets that such trees often match.

The alphabets are small on purpose: a condition that no ticket ever meets proves nothing.
"""

from dataclasses import replace
from typing import Any, Literal, TypeVar

from hypothesis import strategies as st

from helpdesk_desktop.domain.filtering.filter_canonical import canonical
from helpdesk_desktop.domain.filtering.filter_fields import (
    STANDARD_FIELDS,
    FieldKind,
    FieldScope,
    FilterField,
    choices_of,
    find_field,
)
from helpdesk_desktop.domain.filters import (
    Ago,
    CalendarSpan,
    ChoiceCondition,
    Compare,
    EmptyCondition,
    Group,
    HistoryCondition,
    Keyword,
    LongTextCondition,
    MinuteSpan,
    Needle,
    Node,
    NumberCondition,
    NumberRange,
    OlderThan,
    OrderedCondition,
    Period,
    PersonCondition,
    PhoneCondition,
    SerialCondition,
    SetCondition,
    SetMatch,
    TeamCondition,
    TextCondition,
    TextMatch,
    TimeCondition,
    TimeItem,
    TimeMatch,
    TimePoint,
    TimeRange,
    TreeCondition,
    TreeMatch,
    Unit,
    YesNoCondition,
)
from helpdesk_desktop.domain.people import (
    Directory,
)
from tests.cast import (
    CUSTOM_DIRECTORY,
    DIRECTORY,
    NOW,
    PHONES,
    ZONE,
    days,
    filled_texts,
    instants,
    numbers,
    sought_texts,
    viewer,
    wordy_texts,
)
from tests.tickets import contacts, desks, facts

# One door for tests: the cast and the tickets are found here, too.
__all__ = [
    "CUSTOM_DIRECTORY",
    "DIRECTORY",
    "NOW",
    "PHONES",
    "ZONE",
    "conditions",
    "conditions_on",
    "contacts",
    "desks",
    "facts",
    "fields_of",
    "filled_texts",
    "instants",
    "nodes",
    "raw_nodes",
    "sought_texts",
    "time_items",
    "time_points",
    "viewer",
    "wordy_texts",
]

T = TypeVar("T")

_DIGITS = ("331", "0908", "8490", "84908123331", "0", "1", "3331", "0908123331", "19001234", "4420")
_E164 = ("+84908123331", "84908123331", "0908123331", "+331", "331", "19001234")


_calendar_spans = days.flatmap(
    lambda day: st.sampled_from(
        [
            CalendarSpan(day.year),
            CalendarSpan(day.year, day.month),
            CalendarSpan(day.year, day.month, day.day),
        ]
    )
)
_minute_spans = st.tuples(instants, st.booleans()).map(
    lambda pair: MinuteSpan(
        pair[0]
        .astimezone(ZONE)
        .replace(tzinfo=None, microsecond=0, second=pair[0].second if pair[1] else 0),
        has_seconds=pair[1],
    )
)
_counts = st.sampled_from([0, 1, 2, 7, 13, 30, 1_000_000_000])
_agos = st.builds(Ago, count=_counts, unit=st.sampled_from(Unit), is_future=st.booleans())
_older = st.builds(OlderThan, count=_counts, unit=st.sampled_from(Unit))


def time_points(*, days_only: bool = False) -> st.SearchStrategy[TimePoint]:
    """Points of the calendar; `days_only` leaves minutes out, as a date field does."""
    plain: st.SearchStrategy[TimePoint] = st.one_of(_calendar_spans, st.sampled_from(Period))
    return plain if days_only else st.one_of(plain, _minute_spans)


def time_items(*, days_only: bool = False) -> st.SearchStrategy[TimeItem]:
    """Everything a bare time condition can hold."""
    points = time_points(days_only=days_only)
    ranges = st.tuples(st.none() | points, st.none() | points).filter(lambda p: p != (None, None))
    return st.one_of(points, ranges.map(lambda pair: TimeRange(*pair)), _agos, _older)


def _tuples(items: st.SearchStrategy[T], most: int = 3) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(items, min_size=1, max_size=most).map(tuple)


def _people(directory: Directory) -> st.SearchStrategy[int]:
    return st.sampled_from([*(int(agent.id) for agent in directory.agents), 99])


def _teams(directory: Directory) -> st.SearchStrategy[int]:
    return st.sampled_from([*(int(group.id) for group in directory.groups), 99])


def _choices(key: str, directory: Directory) -> st.SearchStrategy[int]:
    return st.sampled_from([*choices_of(key, directory), 99])


def _several(items: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    # `none` alone is an EmptyCondition.
    return _tuples(items).filter(lambda found: found != (Keyword.NONE,))


def _listed(kind: FieldKind, key: str, directory: Directory) -> st.SearchStrategy[Any]:
    match kind:
        case FieldKind.PERSON:
            return st.one_of(_people(directory), st.sampled_from(Keyword))
        case FieldKind.TEAM:
            return st.one_of(_teams(directory), st.sampled_from([Keyword.MY_GROUPS, Keyword.NONE]))
        case FieldKind.SET if key == "ccs":
            return st.one_of(_people(directory), st.sampled_from(Keyword))
        case _:
            return st.one_of(_choices(key, directory), st.just(Keyword.NONE))


_nothing: st.SearchStrategy[tuple[Any, ...]] = st.just(())


def _history(entry: FilterField, directory: Directory) -> st.SearchStrategy[Node]:
    changed = entry.key.removeprefix("changed.")
    field = find_field(changed, directory)
    assert field is not None
    values = _listed(field.kind, changed, directory)
    return st.builds(
        HistoryCondition,
        field=st.just(entry.key),
        # Mostly one part of three: all of them seldom meet.
        origins=_nothing | _nothing | _tuples(values, most=2),
        targets=_nothing | _tuples(values, most=2),
        within=st.none() | st.none() | time_items(),
    )


def conditions_on(  # noqa: C901, PLR0912 - one case per kind
    entry: FilterField, directory: Directory
) -> st.SearchStrategy[Node]:
    """Every kind of condition that one field takes, none negated or muted."""
    key = st.just(entry.key)
    made: st.SearchStrategy[Node]
    match entry.kind:
        case FieldKind.NUMBER:
            ranges = st.one_of(
                st.builds(NumberRange, low=numbers, high=st.none() | numbers),
                st.builds(NumberRange, low=st.none(), high=numbers),
            )
            made = st.one_of(
                st.builds(NumberCondition, field=key, items=_tuples(numbers | ranges)),
                st.builds(
                    NumberCondition, field=key, op=st.sampled_from(Compare), items=_tuples(numbers)
                ),
            )
        case FieldKind.TEXT:
            made = st.builds(
                TextCondition, field=key, op=st.sampled_from(TextMatch), items=_tuples(sought_texts)
            )
        case FieldKind.LONG_TEXT:
            needles = st.builds(Needle, text=wordy_texts, is_words=st.booleans())
            made = st.builds(LongTextCondition, field=key, items=_tuples(needles))
        case FieldKind.PHONE:
            parts = st.sampled_from([TextMatch.CONTAINS, TextMatch.STARTS, TextMatch.ENDS])
            made = st.one_of(
                st.builds(
                    PhoneCondition, field=key, op=parts, items=_tuples(st.sampled_from(_DIGITS))
                ),
                st.builds(
                    PhoneCondition,
                    field=key,
                    op=st.just(TextMatch.IS),
                    items=_tuples(st.sampled_from(_E164)),
                ),
            )
        case FieldKind.CHOICE:
            items = _several(_listed(entry.kind, entry.key, directory))
            made = st.builds(ChoiceCondition, field=key, items=items)
        case FieldKind.ORDERED:
            values = _choices(entry.key, directory)
            made = st.one_of(
                st.builds(
                    OrderedCondition,
                    field=key,
                    items=_several(_listed(entry.kind, entry.key, directory)),
                ),
                st.builds(
                    OrderedCondition,
                    field=key,
                    op=st.sampled_from([op for op in Compare if op is not Compare.EQ]),
                    items=values.map(lambda value: (value,)),
                ),
            )
        case FieldKind.PERSON:
            items = _several(_listed(entry.kind, entry.key, directory))
            made = st.builds(PersonCondition, field=key, items=items)
        case FieldKind.TEAM:
            items = _several(_listed(entry.kind, entry.key, directory))
            made = st.builds(TeamCondition, field=key, items=items)
        case FieldKind.SET:
            listed = _listed(entry.kind, entry.key, directory)
            made = st.one_of(
                st.builds(SetCondition, field=key, items=_several(listed)),
                st.builds(
                    SetCondition,
                    field=key,
                    op=st.sampled_from([SetMatch.ALL, SetMatch.ONLY]),
                    items=_tuples(listed),
                ),
            )
        case FieldKind.YES_NO:
            made = st.builds(YesNoCondition, field=key, wanted=st.booleans())
        case FieldKind.TIME:
            days = entry.holds_days
            made = st.one_of(
                st.builds(TimeCondition, field=key, items=_tuples(time_items(days_only=days))),
                st.builds(
                    TimeCondition,
                    field=key,
                    op=st.sampled_from(TimeMatch),
                    items=_tuples(time_points(days_only=days)),
                ),
            )
        case FieldKind.TREE:
            made = st.builds(
                TreeCondition,
                field=key,
                op=st.sampled_from(TreeMatch),
                items=_tuples(_choices(entry.key, directory)),
            )
        case FieldKind.HISTORY:
            return _history(entry, directory)
    return st.one_of(made, made, made, st.builds(EmptyCondition, field=key, is_empty=st.booleans()))


def fields_of(directory: Directory) -> tuple[FilterField, ...]:
    """Every field that a filter over this directory knows."""
    custom = (find_field(entry.filter_key, directory) for entry in directory.custom_fields)
    return (*STANDARD_FIELDS.values(), *(entry for entry in custom if entry is not None))


def conditions(
    directory: Directory = DIRECTORY, scope: Literal["call", "note"] | None = None
) -> st.SearchStrategy[Node]:
    """Conditions on any field; within a scope only those that may stand in it."""
    fields = [
        entry for entry in fields_of(directory) if scope is None or entry.scope is FieldScope(scope)
    ]
    one = st.sampled_from(fields).flatmap(lambda entry: conditions_on(entry, directory))
    if scope is None:
        one = st.one_of(
            one,
            one,
            one,
            one,
            st.builds(SerialCondition, serial=st.integers(1, 6)),
            wordy_texts.map(lambda text: LongTextCondition(field="text", items=(Needle(text),))),
        )
    return st.tuples(one, st.booleans(), _seldom).map(
        lambda made: _marked(made[0], neg=made[1], mute=made[2])
    )


_seldom = st.sampled_from([False, False, False, False, True])


def _marked(node: Node, *, neg: bool, mute: bool) -> Node:
    return replace(node, neg=neg, mute=mute)


def _groups(
    parts: st.SearchStrategy[Node], scope: Literal["call", "note"] | None = None
) -> st.SearchStrategy[Node]:
    return st.builds(
        Group,
        join=st.sampled_from(["all", "any"]),
        parts=st.lists(parts, min_size=1, max_size=3).map(tuple),
        scope=st.just(scope),
        neg=_seldom,
        mute=_seldom,
    )


def raw_nodes(directory: Directory = DIRECTORY) -> st.SearchStrategy[Group]:
    """Trees as a window or a file could make them: three deep at most, not yet canonical."""
    single = conditions(directory)
    scoped: list[st.SearchStrategy[Node]] = [
        _groups(
            st.one_of(conditions(directory, scope), _groups(conditions(directory, scope))), scope
        )
        for scope in ("call", "note")
    ]
    low = st.one_of(single, single, single, *scoped)
    deep = st.one_of(low, _groups(st.one_of(single, _groups(single))))
    return st.builds(
        Group,
        join=st.sampled_from(["all", "any"]),
        parts=st.lists(deep, max_size=4).map(tuple),
    )


def nodes(directory: Directory = DIRECTORY) -> st.SearchStrategy[Group]:
    """Canonical trees over the directory's fields, every one of which has a text."""
    return raw_nodes(directory).map(canonical)
