"""Hypothesis strategies of filter trees, and of tickets that such trees often match.

The alphabets are small on purpose: a condition that no ticket ever meets proves nothing.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, Literal, TypeVar
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from helpdesk_desktop.domain.custom_field import (
    CustomField,
    CustomFieldId,
    CustomFieldKind,
    CustomFieldOwner,
    CustomOption,
    CustomOptionId,
)
from helpdesk_desktop.domain.filter_canonical import canonical
from helpdesk_desktop.domain.filter_fields import (
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
from helpdesk_desktop.domain.folding import fold, tokens
from helpdesk_desktop.domain.people import (
    Agent,
    AgentId,
    ContactScope,
    Directory,
    GroupId,
    Role,
    RoleId,
    RoleKind,
    TicketScope,
    TicketType,
    TypeId,
    Viewer,
)
from helpdesk_desktop.domain.people import Group as Team
from tests.facts import (
    ActivityFacts,
    CallFacts,
    ContactFacts,
    CustomValue,
    NoteFacts,
    PhoneFacts,
    TicketFacts,
)

T = TypeVar("T")

NOW = datetime(2026, 11, 23, 2, 50, 0, 123456, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")

_ROLE = RoleId(1)

# Logins and keys that look like keywords, ids and operators, to be told from them by quotes.
DIRECTORY = Directory(
    me=AgentId(1),
    agents=(
        Agent(AgentId(1), "an", "An Nguyễn", None, _ROLE, is_active=True),
        Agent(AgentId(2), "binh.le", "Bình Lê", "binh@example.com", _ROLE, is_active=True),
        Agent(AgentId(3), "me", "Đỗ Mẹ", None, _ROLE, is_active=True),
        Agent(AgentId(4), "#2", "An Nguyễn", None, _ROLE, is_active=False),
    ),
    groups=(
        Team(GroupId(1), "support", "Support", (AgentId(1), AgentId(2))),
        Team(GroupId(2), "none", "Kỹ thuật", (AgentId(3),)),
        Team(GroupId(3), "billing desk", "support", (AgentId(1), AgentId(4))),
    ),
    types=(
        TicketType(TypeId(1), "question", "Question", 0),
        TicketType(TypeId(2), "problem", "Problem", 1),
        TicketType(TypeId(3), "any", "Mission, impossible", 3),
        TicketType(TypeId(4), "random", "Random", 2, is_retired=True),
    ),
)

_REGION = (
    CustomOption(CustomOptionId(1), "north", "North"),
    CustomOption(CustomOptionId(2), "ha-noi", "Hà Nội", CustomOptionId(1)),
    CustomOption(CustomOptionId(3), "old town", "Phố cổ", CustomOptionId(2)),
    CustomOption(CustomOptionId(4), "south", "South"),
    CustomOption(CustomOptionId(5), "old town", "Old/town", CustomOptionId(4), is_retired=True),
)
_TAGS = (
    CustomOption(CustomOptionId(11), "vip", "VIP"),
    CustomOption(CustomOptionId(12), "any", "Any"),
    CustomOption(CustomOptionId(13), "đỏ", "Đỏ"),
)


def _custom_fields() -> tuple[CustomField, ...]:
    options = {
        CustomFieldKind.DROP_DOWN: _TAGS,
        CustomFieldKind.MULTI_SELECT: _TAGS,
        CustomFieldKind.DEPENDENT: _REGION,
    }
    per_owner = len(CustomFieldKind)
    return tuple(
        CustomField(
            CustomFieldId(place * per_owner + number + 1),
            owner,
            kind.value.replace("-", "_"),
            kind.value.title(),
            kind,
            options=options.get(kind, ()),
        )
        for place, owner in enumerate(CustomFieldOwner)
        for number, kind in enumerate(CustomFieldKind)
    )


# The same people, with a custom field of every kind for every owner.
CUSTOM_DIRECTORY = Directory(
    DIRECTORY.me,
    DIRECTORY.agents,
    DIRECTORY.groups,
    DIRECTORY.types,
    DIRECTORY.roles,
    _custom_fields(),
)


def viewer(directory: Directory = DIRECTORY, *, masked: bool = False) -> Viewer:
    """The directory's `me` as someone who sees every ticket, with or without phone numbers."""
    assert directory.me is not None
    agent = directory.agent_by_id[directory.me]
    role = Role(
        _ROLE,
        "supervisor",
        "Supervisor",
        RoleKind.SUPERVISOR,
        TicketScope.ALL,
        ContactScope.ALL,
        masked,
        frozenset(),
    )
    return Viewer(
        agent.id,
        agent.login,
        agent.name,
        role,
        directory.my_group_ids,
        baseline_at=NOW - timedelta(days=3),
    )


_WORDS = (
    "đơn", "don", "Đơn", "hàng", "hang", "hàn", "refund", "REF", "order", "中文", "文", "ひ", "한",
    "😀", '"', "\\", "%", "_", "'", "¶", "10432", "0908", "8490", "a", "b", "OR", "not", "-x", "~y",
    "none", "me", "(", ")", ",", ":", "re:", "a@b.vn", "x_y", "100%", "\n", "ß", "İ", "ﬁ",
    "e\u0301",
)  # fmt: skip
_SPACES = (" ", " ", " ", "", "\t", "\u00a0")

_worded = st.tuples(st.sampled_from(_WORDS), st.sampled_from(_SPACES))

plain_texts = st.lists(_worded, min_size=1, max_size=4).map(
    lambda pairs: "".join(word + space for word, space in pairs).strip()
)
"""Short texts that collide after folding; a few are empty."""

filled_texts = plain_texts.filter(lambda text: bool(fold(text)))
# What is looked for is mostly one word: longer texts seldom meet.
_sought = st.one_of(st.sampled_from(_WORDS), st.sampled_from(_WORDS), plain_texts)
sought_texts = _sought.filter(lambda text: bool(fold(text)))
wordy_texts = _sought.filter(lambda text: bool(tokens(text)))

PHONES = (
    PhoneFacts("+84908123331", "0908123331"),
    PhoneFacts("+84908123332", "0908123332"),
    PhoneFacts("+442079460018", "02079460018"),
    PhoneFacts("19001234", None),
    PhoneFacts("331", None),
)
_DIGITS = ("331", "0908", "8490", "84908123331", "0", "1", "3331", "0908123331", "19001234", "4420")
_E164 = ("+84908123331", "84908123331", "0908123331", "+331", "331", "19001234")

_NUMBERS = st.sampled_from([Decimal(n) for n in (-1, 0, 1, 2, 3, 5, 60)] + [Decimal("2.5")])
_UNIT_LENGTHS = (
    timedelta(minutes=1),
    timedelta(hours=1),
    timedelta(days=1),
    timedelta(weeks=1),
)
_OFFSETS = st.sampled_from(
    [
        *(
            sign * count * unit
            for sign in (1, -1)
            for count in (0, 1, 7, 13)
            for unit in _UNIT_LENGTHS
        ),
        timedelta(days=-30),
        timedelta(days=-365),
        timedelta(days=400),
        timedelta(microseconds=1),
        # Midnight in ZONE: NOW is 09:50 there.
        -timedelta(hours=9, minutes=50, microseconds=123_456),
    ]
)

instants = _OFFSETS.map(lambda offset: NOW + offset)
"""Instants around NOW; some exactly on a bound that conditions use, midnight in ZONE too."""

_days = st.sampled_from([date(2026, 11, 23) + timedelta(days=n) for n in (-365, -31, -7, -1, 0, 1)])
_calendar_spans = _days.flatmap(
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
                st.builds(NumberRange, low=_NUMBERS, high=st.none() | _NUMBERS),
                st.builds(NumberRange, low=st.none(), high=_NUMBERS),
            )
            made = st.one_of(
                st.builds(NumberCondition, field=key, items=_tuples(_NUMBERS | ranges)),
                st.builds(
                    NumberCondition, field=key, op=st.sampled_from(Compare), items=_tuples(_NUMBERS)
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


def _maybe(values: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    return st.none() | values


def _known(items: Sequence[Any]) -> st.SearchStrategy[int]:
    return st.sampled_from([int(item.id) for item in items])


def _custom_value(
    custom: CustomField,
) -> st.SearchStrategy[CustomValue]:
    match custom.kind:
        case CustomFieldKind.TEXT | CustomFieldKind.MULTI_LINE | CustomFieldKind.REGEX:
            return filled_texts
        case CustomFieldKind.INTEGER:
            return st.integers(-1, 5)
        case CustomFieldKind.DECIMAL:
            return _NUMBERS
        case CustomFieldKind.CHECKBOX:
            return st.booleans()
        case CustomFieldKind.DATE:
            return _days
        case CustomFieldKind.MULTI_SELECT:
            return st.frozensets(_known(custom.options), min_size=1, max_size=2)
        case CustomFieldKind.DROP_DOWN | CustomFieldKind.DEPENDENT:
            return _known(custom.options)


@st.composite
def _custom(
    draw: st.DrawFn, directory: Directory, owner: CustomFieldOwner
) -> tuple[tuple[str, CustomValue], ...]:
    return tuple(
        (custom.key, draw(_custom_value(custom)))
        for custom in directory.custom_fields
        if custom.owner is owner and draw(st.booleans())
    )


def contacts(directory: Directory = DIRECTORY) -> st.SearchStrategy[ContactFacts]:
    """Contacts with several numbers and addresses, or none of anything."""
    companies = _maybe(st.sampled_from(["Đơn Hàng JSC", "ACME 100%", "refund_co"]))
    return companies.flatmap(
        lambda company: st.builds(
            ContactFacts,
            name=_maybe(filled_texts),
            title=_maybe(filled_texts),
            company=st.just(company),
            rating=_maybe(st.integers(1, 5)),
            manager_id=_maybe(_known(directory.agents)),
            phones=st.lists(st.sampled_from(PHONES), max_size=2, unique=True).map(tuple),
            emails=st.lists(
                st.sampled_from(["a@b.vn", "refund@x_y.com", "Đon@hang.vn"]),
                max_size=2,
                unique=True,
            ).map(tuple),
            custom=_custom(directory, CustomFieldOwner.CONTACT),
            # Two contacts of one company name share a row: its values come from no single ticket.
            company_custom=st.just(()),
        )
    )


def _calls(directory: Directory) -> st.SearchStrategy[CallFacts]:
    seconds = _maybe(st.sampled_from([0, 1, 5, 60]))
    numbers = _maybe(st.sampled_from(PHONES))
    return st.builds(
        CallFacts,
        direction=st.integers(0, 2),
        status=st.integers(0, 3),
        start_at=instants,
        queue_s=seconds,
        talk_s=seconds,
        hold_s=seconds,
        hotline=numbers,
        number=numbers,
        agent_id=_maybe(_known(directory.agents)),
        has_recording=st.booleans(),
    )


def _notes(directory: Directory) -> st.SearchStrategy[NoteFacts]:
    return st.builds(
        NoteFacts,
        body=filled_texts,
        is_internal=st.booleans(),
        author_id=_maybe(_known(directory.agents)),
        created_at=instants,
        reminder_at=_maybe(instants),
    )


def _activities(directory: Directory) -> st.SearchStrategy[ActivityFacts]:
    values: dict[str, st.SearchStrategy[int | None]] = {
        "status": st.integers(0, 3),
        "priority": st.integers(0, 3),
        "type": _maybe(_known(directory.types)),
        "assignee": _maybe(_known(directory.agents)),
        "group": _maybe(_known(directory.groups)),
    }
    return st.sampled_from(sorted(values)).flatmap(
        lambda field: st.builds(
            ActivityFacts, at=instants, field=st.just(field), old=values[field], new=values[field]
        )
    )


def facts(directory: Directory = DIRECTORY) -> st.SearchStrategy[TicketFacts]:
    """Tickets with few different values, empties among them; serials from 1 to 6."""
    agents = _known(directory.agents)
    return st.builds(
        TicketFacts,
        serial=st.integers(1, 6),
        version=st.integers(1, 3),
        subject=filled_texts,
        description=_maybe(filled_texts),
        status=st.integers(0, 3),
        type_id=_maybe(_known(directory.types)),
        priority=st.integers(0, 3),
        source=st.integers(0, 8),
        contact=_maybe(contacts(directory)),
        phone=_maybe(st.sampled_from(PHONES)),
        assignee_id=_maybe(agents),
        group_id=_maybe(_known(directory.groups)),
        creator_id=_maybe(agents),
        cc_ids=st.frozensets(agents, max_size=2),
        created_at=instants,
        updated_at=instants,
        due_at=_maybe(instants),
        closed_at=_maybe(instants),
        first_response_at=_maybe(instants),
        touched_at=_maybe(instants),
        touched_by=_maybe(agents),
        read_at=_maybe(instants),
        external_id=_maybe(filled_texts),
        attachments=st.integers(0, 2),
        notes=st.lists(_notes(directory), max_size=2).map(tuple),
        calls=st.lists(_calls(directory), max_size=2).map(tuple),
        activities=st.lists(_activities(directory), max_size=4).map(tuple),
        custom=_custom(directory, CustomFieldOwner.TICKET),
    )


def desks(directory: Directory = DIRECTORY, most: int = 6) -> st.SearchStrategy[list[TicketFacts]]:
    """Several tickets of different serials, as a database would hold them."""
    return st.lists(facts(directory), max_size=most, unique_by=lambda ticket: ticket.serial)
