"""The only place for what a filter is: one closed set of small frozen conditions in a tree.

A tree has three faces, which convert without loss: JSON (`filter_json`), the query language
(`filter_text`) and the chips of the window. Its meaning is written twice: as SQL
(`storage.filter_sql`) and as plain Python for tests (`tests/oracle.py`). Both dispatch with
`match` and end in `assert_never`, so a new kind without a meaning is a type error.

Logic is two-valued: a condition on an empty value is false, its negation true. Items of one
condition are alternatives (any of them). Ids stand in the tree, names only in its text.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Literal, TypeAlias

MAX_DEPTH = 3


class Keyword(StrEnum):
    """Values that are found out when the question is asked, and the empty value inside a list."""

    ME = "me"
    MY_GROUPS = "my-groups"
    NONE = "none"


class Compare(StrEnum):
    """How a number or an ordered choice is compared."""

    EQ = "eq"
    GT = "gt"
    GE = "ge"
    LT = "lt"
    LE = "le"


class TextMatch(StrEnum):
    """How a short text or a phone number is compared."""

    CONTAINS = "contains"
    IS = "is"
    STARTS = "starts"
    ENDS = "ends"


class SetMatch(StrEnum):
    """How a set is compared: holds any of, holds all of, holds exactly."""

    ANY = "any"
    ALL = "all"
    ONLY = "only"


class TreeMatch(StrEnum):
    """How a tree option is compared: the node or below it, or the node alone."""

    UNDER = "under"
    IS = "is"


class TimeMatch(StrEnum):
    """Where an instant lies, seen from a span of time."""

    IN = "in"  # from its start, before its end
    AFTER = "after"  # from its end on
    SINCE = "since"  # from its start on
    BEFORE = "before"  # before its start
    UNTIL = "until"  # before its end


class Unit(StrEnum):
    """Lengths of time as the query language spells them; d = 24 h, mo and y by the calendar."""

    MINUTE = "min"
    HOUR = "h"
    DAY = "d"
    WEEK = "w"
    MONTH = "mo"
    YEAR = "y"


class Period(StrEnum):
    """Named spans of time, in the agent's zone, weeks from Monday."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    TOMORROW = "tomorrow"
    THIS_WEEK = "this-week"
    LAST_WEEK = "last-week"
    NEXT_WEEK = "next-week"
    THIS_MONTH = "this-month"
    LAST_MONTH = "last-month"
    NEXT_MONTH = "next-month"
    THIS_QUARTER = "this-quarter"
    LAST_QUARTER = "last-quarter"
    NEXT_QUARTER = "next-quarter"
    THIS_YEAR = "this-year"
    LAST_YEAR = "last-year"
    NEXT_YEAR = "next-year"


@dataclass(frozen=True, slots=True)
class NumberRange:
    """From `low` to `high`, both included; None is open. Never both None."""

    low: Decimal | None
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class CalendarSpan:
    """A day, a month or a year of the agent's calendar.

    `day` and `month` are None for a whole month or year.
    """

    year: int
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True)
class MinuteSpan:
    """One minute (one second where `has_seconds`) of the agent's calendar; `at` is naive local."""

    at: datetime
    has_seconds: bool = False


@dataclass(frozen=True, slots=True)
class Ago:
    """The last `count` units, (now - n, now]; with `is_future` the next ones, [now, now + n)."""

    count: int
    unit: Unit
    is_future: bool = False


@dataclass(frozen=True, slots=True)
class OlderThan:
    """Anything up to now - n: "more than 7 days ago"."""

    count: int
    unit: Unit


TimePoint: TypeAlias = CalendarSpan | MinuteSpan | Period


@dataclass(frozen=True, slots=True)
class TimeRange:
    """From the start of `low` to the end of `high`; None is open. Never both None."""

    low: TimePoint | None
    high: TimePoint | None


TimeItem: TypeAlias = CalendarSpan | MinuteSpan | Period | TimeRange | Ago | OlderThan


@dataclass(frozen=True, slots=True)
class Needle:
    """What to look for in a long text.

    A phrase matches consecutive words, the last as a prefix. With `is_words` each word may stand
    anywhere in the field, each as a prefix.
    """

    text: str
    is_words: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    # What every node of a tree has. `extra` keeps unknown JSON members of a newer program, as
    # (name, JSON text) pairs in their order, so that saving a tree loses nothing.
    neg: bool = False
    mute: bool = False
    extra: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(_Part):
    """ALL of or ANY of its parts; NONE of is a negated ANY.

    With a `scope`, all of it holds for ONE call or ONE note. Without parts it is true.
    """

    join: Literal["all", "any"]
    parts: "tuple[Node, ...]" = ()
    scope: Literal["call", "note"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EmptyCondition(_Part):
    """The field holds nothing (`f:none`), or something (`f:any`)."""

    field: str
    is_empty: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberCondition(_Part):
    """A number compares so with any of the items; ranges only with EQ."""

    field: str
    op: Compare = Compare.EQ
    items: tuple[Decimal | NumberRange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextCondition(_Part):
    """A short text matches any of the items, both in their folded form."""

    field: str
    op: TextMatch = TextMatch.CONTAINS
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LongTextCondition(_Part):
    """A long text holds any of the needles; field `text` is all searched text of a ticket."""

    field: str
    items: tuple[Needle, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneCondition(_Part):
    """A phone number matches any of the items: digits only, IS on E.164."""

    field: str
    op: TextMatch = TextMatch.CONTAINS
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceCondition(_Part):
    """A choice is any of the items: stored numbers, ids, or Keyword.NONE."""

    field: str
    items: tuple[int | Keyword, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderedCondition(_Part):
    """An ordered choice compares so with the item; only EQ takes several or Keyword.NONE."""

    field: str
    op: Compare = Compare.EQ
    items: tuple[int | Keyword, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCondition(_Part):
    """A person is any of the items: agent ids or keywords."""

    field: str
    items: tuple[int | Keyword, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamCondition(_Part):
    """The assigned group is any of the items: group ids or keywords."""

    field: str
    items: tuple[int | Keyword, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCondition(_Part):
    """A set of people or options holds any of, all of or exactly the items."""

    field: str
    op: SetMatch = SetMatch.ANY
    items: tuple[int | Keyword, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YesNoCondition(_Part):
    """A yes/no field is as wanted."""

    field: str
    wanted: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeCondition(_Part):
    """An instant (or a day) lies so to any of the items; Ago and OlderThan only with IN."""

    field: str
    op: TimeMatch = TimeMatch.IN
    items: tuple[TimeItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeCondition(_Part):
    """A tree option is any of the items (option ids) or lies below one."""

    field: str
    op: TreeMatch = TreeMatch.UNDER
    items: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryCondition(_Part):
    """A field once changed: from any of `origins`, to any of `targets`, within `within`.

    Field is `changed.status` and so on. All given parts hold for one change; none given = `any`.
    """

    field: str
    origins: tuple[int | Keyword, ...] = ()
    targets: tuple[int | Keyword, ...] = ()
    within: TimeItem | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SerialCondition(_Part):
    """The ticket with this serial, as `#10432` says it."""

    serial: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownCondition(_Part):
    """What this program cannot read: a retired field or a newer program's operator.

    `raw` is its JSON text, kept word for word; a tree that holds one (not muted) cannot be asked.
    """

    raw: str
    reason: str


FieldCondition: TypeAlias = (
    EmptyCondition
    | NumberCondition
    | TextCondition
    | LongTextCondition
    | PhoneCondition
    | ChoiceCondition
    | OrderedCondition
    | PersonCondition
    | TeamCondition
    | SetCondition
    | YesNoCondition
    | TimeCondition
    | TreeCondition
    | HistoryCondition
)
Condition: TypeAlias = FieldCondition | SerialCondition | UnknownCondition
Node: TypeAlias = Group | Condition

EVERYTHING = Group(join="all")


def negated(node: Node) -> Node:
    """The same node meaning the opposite."""
    return replace(node, neg=not node.neg)


def muted(node: Node, *, is_muted: bool = True) -> Node:
    """The same node, kept without effect."""
    return replace(node, mute=is_muted)


def effective(node: Node) -> Node | None:
    """What is left to ask once muted parts are dropped; None when nothing is left.

    A group that had parts and has none left has no effect either, negated or not. A group without
    any parts from the start is true and stays.
    """
    if node.mute:
        return None
    if not isinstance(node, Group) or not node.parts:
        return node
    parts = tuple(part for part in map(effective, node.parts) if part is not None)
    return replace(node, parts=parts) if parts else None


def all_of(*nodes: Node | None) -> Group:
    """Every given tree at once; None and trees without conditions add nothing."""
    return Group(
        join="all",
        parts=tuple(
            node
            for node in nodes
            if node is not None
            and not (isinstance(node, Group) and not node.parts and not node.neg)
        ),
    )


@dataclass(frozen=True, slots=True)
class SortKey:
    """One key of the order; the serial breaks ties in the direction of the last key."""

    column: str
    is_descending: bool = False


DEFAULT_SORT = (SortKey("updated", is_descending=True),)


@dataclass(frozen=True, slots=True)
class FilterSpec:
    """Which tickets the list shows and in which order: quick filter AND filter AND search.

    `group` comes before the sort: rows alike in it stand together.

    Frozen: equality says whether anything changed, the hash is a cache key.
    """

    quick: Group = EVERYTHING
    filter: Group = EVERYTHING
    search: Group = EVERYTHING
    sort: tuple[SortKey, ...] = DEFAULT_SORT
    group: SortKey | None = None

    @property
    def tree(self) -> Group:
        """The one tree of the three parts."""
        return all_of(self.quick, self.filter, self.search)

    def with_quick(self, quick: Group) -> "FilterSpec":
        """The same with another quick filter."""
        return replace(self, quick=quick)

    def with_filter(self, filter_: Group) -> "FilterSpec":
        """The same with other conditions."""
        return replace(self, filter=filter_)

    def with_search(self, search: Group) -> "FilterSpec":
        """The same with another search."""
        return replace(self, search=search)

    def with_sort(self, sort: tuple[SortKey, ...]) -> "FilterSpec":
        """The same in another order."""
        return replace(self, sort=sort)

    def with_group(self, group: SortKey | None) -> "FilterSpec":
        """The same with rows grouped so."""
        return replace(self, group=group)
