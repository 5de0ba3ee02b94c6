"""The only place for the shape of generated rows: plain tuples in the order of `COLUMNS`.

Instants are integer microseconds UTC and uids 32 hexadecimal digits; `storage.fill_store` gives
them the form of its database.
"""

from dataclasses import dataclass
from random import Random

SECOND_US = 1_000_000
HOUR_US = 3_600 * SECOND_US
DAY_US = 24 * HOUR_US
WEEK_US = 7 * DAY_US
# How far back tickets go; 30 days are 1.6 % of it.
SPAN_US = 1_875 * DAY_US

# Of a custom value, behind its owner's number.
VALUE_COLUMNS = (
    "field_id", "position", "text_value", "text_fold", "text_whole", "text_words", "int_value",
    "decimal_value", "day_value", "option_id",
)  # fmt: skip
COLUMNS: dict[str, tuple[str, ...]] = {
    "custom_field": (
        "id", "owner", "key", "label", "kind", "help", "pattern", "default_value", "position",
        "is_active", "required_to_create", "required_to_close", "version",
    ),
    "custom_option": ("id", "field_id", "key", "label", "parent_id", "position", "is_retired"),
    "agent": (
        "id", "login", "login_fold", "name", "name_fold", "email", "role_id", "is_active",
        "created_at", "read_baseline_at", "version",
    ),
    "team": ("id", "key", "name", "name_fold", "version"),
    "team_member": ("team_id", "agent_id"),
    "company": ("id", "uid", "name", "name_fold", "search", "version"),
    "contact": (
        "id", "uid", "name", "name_fold", "title", "title_fold", "company_id", "rating",
        "manager_id", "phone", "email", "email_fold", "search", "version",
    ),
    "contact_point": (
        "id", "contact_id", "kind", "value", "normalised", "digits", "national", "is_primary",
        "position",
    ),
    "ticket": (
        "serial", "uid", "version", "hidden", "status", "priority", "source", "type_id",
        "contact_id", "assignee_id", "team_id", "creator_id", "created_at", "updated_at", "due_at",
        "due_source", "closed_at", "first_response_at", "reopened", "touched_at", "touched_by",
        "last_call_direction", "last_call_status", "last_call_at", "note_count",
        "attachment_count", "phone", "phone_digits", "phone_national", "subject", "subject_fold",
        "contact_fold",
    ),
    "company_value": ("company_id", *VALUE_COLUMNS),
    "contact_value": ("contact_id", *VALUE_COLUMNS),
    "ticket_value": ("serial", *VALUE_COLUMNS),
    "ticket_text": ("serial", "description", "description_words", "search"),
    "ticket_cc": ("serial", "agent_id"),
    "call": (
        "id", "uid", "direction", "status", "start_at", "answer_at", "end_at", "queue_s", "talk_s",
        "hold_s", "hotline", "hotline_digits", "hotline_national", "number", "number_digits",
        "number_national", "agent_id", "has_voicemail",
    ),
    "ticket_call": ("serial", "call_id"),
    "note": (
        "id", "uid", "serial", "author_id", "created_at", "format", "is_internal", "body",
        "body_words", "version",
    ),
    "activity": ("id", "serial", "at", "agent_id", "field", "old", "new", "batch"),
    "ticket_read": ("agent_id", "serial", "read_at"),
}  # fmt: skip

Rows = list[tuple[object, ...]]
Batch = dict[str, Rows]


@dataclass(frozen=True, slots=True)
class Ground:
    """What stands in the database before: next free ids by table, and ids to refer to.

    `role_ids` are those of a supervisor and of an agent; `now_us` is the present instant.
    """

    next_ids: dict[str, int]
    type_ids: tuple[int, ...]
    role_ids: tuple[int, int]
    logins: frozenset[str]
    team_keys: frozenset[str]
    now_us: int


@dataclass(frozen=True, slots=True)
class Caller:
    """One contact as tickets see it, and the words of its name and of its address."""

    id: int
    fold: str | None
    words: str
    email_words: str
    number: str
    digits: str


@dataclass(frozen=True, slots=True)
class People:
    """Everybody that generated tickets speak of."""

    agent_ids: tuple[int, ...]
    team_of: dict[int, int]
    callers: tuple[Caller, ...]


def make_uid(at_us: int, noise: int) -> str:
    """A version 7 UUID of an instant and `UID_BITS` random bits, as hexadecimal digits."""
    return f"{at_us // 1_000:012x}7{noise & 0xFFF:03x}{0x8 | noise >> 12 & 3:x}{noise >> 14:015x}"


UID_BITS = 74


def make_phone(rng: Random) -> tuple[str, str, str, str]:
    """A Vietnamese mobile number: as typed, E.164, its digits, those dialled at home."""
    prefix = rng.choice(("90", "91", "93", "97", "98", "86", "70", "77", "35", "38"))
    rest = f"{rng.getrandbits(30) % 10_000_000:07d}"
    digits = f"84{prefix}{rest}"
    return f"0{prefix} {rest[:3]} {rest[3:]}", f"+{digits}", digits, f"0{prefix}{rest}"
