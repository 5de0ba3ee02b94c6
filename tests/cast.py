"""The people and groups, custom fields and small alphabets that generated tests play with."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
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
from tests.facts import PhoneFacts

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


WORDS = (
    "đơn", "don", "Đơn", "hàng", "hang", "hàn", "refund", "REF", "order", "中文", "文", "ひ", "한",
    "😀", '"', "\\", "%", "_", "'", "¶", "10432", "0908", "8490", "a", "b", "OR", "not", "-x", "~y",
    "none", "me", "(", ")", ",", ":", "re:", "a@b.vn", "x_y", "100%", "\n", "ß", "İ", "ﬁ",
    "e\u0301",
)  # fmt: skip
_SPACES = (" ", " ", " ", "", "\t", "\u00a0")

_worded = st.tuples(st.sampled_from(WORDS), st.sampled_from(_SPACES))

plain_texts = st.lists(_worded, min_size=1, max_size=4).map(
    lambda pairs: "".join(word + space for word, space in pairs).strip()
)
"""Short texts that collide after folding; a few are empty."""

filled_texts = plain_texts.filter(lambda text: bool(fold(text)))
# What is looked for is mostly one word: longer texts seldom meet.
_sought = st.one_of(st.sampled_from(WORDS), st.sampled_from(WORDS), plain_texts)
sought_texts = _sought.filter(lambda text: bool(fold(text)))
wordy_texts = _sought.filter(lambda text: bool(tokens(text)))

PHONES = (
    PhoneFacts("+84908123331", "0908123331"),
    PhoneFacts("+84908123332", "0908123332"),
    PhoneFacts("+442079460018", "02079460018"),
    PhoneFacts("19001234", None),
    PhoneFacts("331", None),
)

numbers = st.sampled_from([Decimal(n) for n in (-1, 0, 1, 2, 3, 5, 60)] + [Decimal("2.5")])
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

days = st.sampled_from([date(2026, 11, 23) + timedelta(days=n) for n in (-365, -31, -7, -1, 0, 1)])
