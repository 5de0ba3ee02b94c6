"""The only place for tables, columns and indexes; the first migration is written from it.

Rows never leave storage as SQLAlchemy objects: reads select columns and give domain values.
`ticket.hidden` is the first column of every list index: 0 listed, 1 deleted, 2 merged. Sort keys
of other tables that the list sorts by (`contact_fold`) are kept on the ticket by `ticket_store`
and `people_store`, because no index spans two tables. Long because a schema is read as one list.
"""

from typing import Any

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
)

from helpdesk_desktop.storage.column_types import (
    Acl,
    BigId,
    Exact,
    Flag,
    Folded,
    Instant,
    LongText,
    ScaledDecimal,
    Short,
    Small,
    Uid,
)
from helpdesk_desktop.storage.list_indexes import add_list_indexes

SCHEMA_VERSION = 1
APPLICATION_ID = 0x48444B31  # "HDK1", in the header of every SQLite file of ours

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _table(name: str, *items: Any, keeps_ids: bool = False, **options: Any) -> Table:
    # SQLite alone gives the id of a removed row to the next one, and history would then name that.
    options |= {"sqlite_autoincrement": keeps_ids}
    for dialect in ("mysql", "mariadb"):
        options |= {
            f"{dialect}_engine": "InnoDB",
            f"{dialect}_charset": "utf8mb4",
            # nopad: 'a ' and 'a' are two texts, as on the other two.
            f"{dialect}_collate": "utf8mb4_nopad_bin",
            f"{dialect}_row_format": "DYNAMIC",
        }
    return Table(name, metadata, *items, **options)


def _id() -> Column[int]:
    return Column("id", BigId, primary_key=True, autoincrement=True)


def _refers(
    name: str, target: str, *, nullable: bool = False, cascade: bool = False
) -> Column[int]:
    return Column(
        name,
        BigId,
        ForeignKey(target, ondelete="CASCADE" if cascade else None),
        nullable=nullable,
    )


app_meta = _table(
    "app_meta",
    Column("name", Short(64), primary_key=True),
    Column("value", Short(2000), nullable=False),
)

# Gives serials without gaps: `UPDATE ... SET n = n + k` inside the create transaction.
counter = _table(
    "counter",
    Column("name", Short(64), primary_key=True),
    Column("n", BigId, nullable=False),
)

# --- People -------------------------------------------------------------------------------------

role = _table(
    "role",
    _id(),
    Column("key", Short(64), nullable=False, unique=True),
    Column("name", Short(200), nullable=False),
    Column("kind", Small, nullable=False),
    Column("tickets", Small, nullable=False),
    Column("contacts", Small, nullable=False),
    Column("phones_masked", Flag, nullable=False),
    Column("rights", Short(1000), nullable=False),  # right keys, sorted, one space between
    Column("version", Integer, nullable=False),
    keeps_ids=True,
)

agent = _table(
    "agent",
    _id(),
    Column("login", Short(200), nullable=False),
    Column("login_fold", Folded(200), nullable=False, unique=True),
    Column("name", Short(200), nullable=False),
    Column("name_fold", Folded(200), nullable=False),
    Column("email", Short(254)),
    _refers("role_id", "role.id"),
    Column("is_active", Flag, nullable=False),
    Column("created_at", Instant, nullable=False),
    # What is older counts as read; `ticket_read` holds the exceptions.
    Column("read_baseline_at", Instant, nullable=False),
    Column("version", Integer, nullable=False),
)

team = _table(
    "team",  # "group" is a reserved word on all three
    _id(),
    Column("key", Short(64), nullable=False, unique=True),
    Column("name", Short(200), nullable=False),
    Column("name_fold", Folded(200), nullable=False),
    Column("version", Integer, nullable=False),
    keeps_ids=True,
)

team_member = _table(
    "team_member",
    _refers("team_id", "team.id", cascade=True),
    _refers("agent_id", "agent.id", cascade=True),
    PrimaryKeyConstraint("team_id", "agent_id"),
    Index(None, "agent_id"),
)

company = _table(
    "company",
    _id(),
    Column("uid", Uid, nullable=False, unique=True),
    Column("name", Short(200), nullable=False),
    Column("name_fold", Folded(200), nullable=False, index=True),
    Column("notes", LongText),
    _refers("merged_into", "company.id", nullable=True),
    Column("search", LongText),  # folding.search_text of the name
    Column("version", Integer, nullable=False),
)

contact = _table(
    "contact",
    _id(),
    Column("uid", Uid, nullable=False, unique=True),
    Column("name", Short(200)),
    Column("name_fold", Folded(200), index=True),
    Column("title", Short(200)),
    Column("title_fold", Folded(200)),
    _refers("company_id", "company.id", nullable=True),
    Column("rating", Small),
    _refers("manager_id", "agent.id", nullable=True),
    Column("notes", LongText),
    _refers("merged_into", "contact.id", nullable=True),
    # The primary points, kept by people_store, so that a list row needs no second look-up.
    Column("phone", Short(64)),
    Column("email", Short(254)),
    Column("email_fold", Folded(254), index=True),
    # folding.search_text of name, title and e-mails; no phone number in it, and not the company's
    # name, which changes without the contact.
    Column("search", LongText),
    Column("version", Integer, nullable=False),
    Index(None, "company_id"),
    Index(None, "manager_id"),
)

# kind 0 = phone, 1 = e-mail. `normalised`: E.164 where it can be told, else the digits; for an
# e-mail its folded form. `digits` and `national`: what searches compare, phones only.
contact_point = _table(
    "contact_point",
    _id(),
    _refers("contact_id", "contact.id", cascade=True),
    Column("kind", Small, nullable=False),
    Column("value", Short(254), nullable=False),
    Column("normalised", Folded(254), nullable=False),
    Column("digits", Exact(64)),
    Column("national", Exact(64)),
    Column("is_primary", Flag, nullable=False),
    Column("position", Small, nullable=False),
    Index(None, "contact_id", "kind", "position"),
    Index(None, "kind", "normalised"),
    Index(None, "digits"),
    Index(None, "national"),
)

# --- Tickets ------------------------------------------------------------------------------------

ticket_type = _table(
    "ticket_type",
    _id(),
    Column("key", Short(64), nullable=False, unique=True),
    Column("name", Short(200), nullable=False),
    Column("position", Integer, nullable=False),
    Column("is_retired", Flag, nullable=False),
    Column("version", Integer, nullable=False),
)

ticket = _table(
    "ticket",
    Column("serial", BigId, primary_key=True, autoincrement=False),
    Column("uid", Uid, nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("hidden", Small, nullable=False),
    Column("status", Small, nullable=False),
    Column("priority", Small, nullable=False),
    Column("source", Small, nullable=False),
    _refers("type_id", "ticket_type.id", nullable=True),
    _refers("contact_id", "contact.id", nullable=True),
    _refers("assignee_id", "agent.id", nullable=True),
    _refers("team_id", "team.id", nullable=True),
    _refers("creator_id", "agent.id", nullable=True),
    Column("created_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Column("due_at", Instant),
    Column("due_source", Small),  # 0 by hand, 1 from an SLA target
    Column("closed_at", Instant),
    Column("first_response_at", Instant),
    Column("reopened", Integer, nullable=False),
    # Newest change that others should notice, and by whom; NULL for what came by import.
    Column("touched_at", Instant),
    _refers("touched_by", "agent.id", nullable=True),
    Column("last_call_direction", Small),
    Column("last_call_status", Small),
    Column("last_call_at", Instant),
    Column("note_count", Integer, nullable=False),
    Column("attachment_count", Integer, nullable=False),
    Column("external_source", Short(64)),
    Column("external_id", Short(200)),
    Column("external_id_fold", Folded(200)),
    # An unknown caller's number; a known contact's numbers live in contact_point alone.
    Column("phone", Short(64)),
    Column("phone_digits", Exact(64)),
    Column("phone_national", Exact(64)),
    Column("subject", Short(1000), nullable=False),
    Column("subject_fold", Folded(1000), nullable=False),
    Column("contact_fold", Folded(200)),
    Column("deleted_at", Instant),
    _refers("deleted_by", "agent.id", nullable=True),
    Column("deleted_why", Short(1000)),
    Column("merged_into", BigId),
    Column("acl", Acl),
    UniqueConstraint("external_source", "external_id"),
)
add_list_indexes(ticket)

# Long texts stand apart: a scan of tickets then reads 200 bytes a row instead of thousands.
ticket_text = _table(
    "ticket_text",
    Column(
        "serial",
        BigId,
        ForeignKey("ticket.serial", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("description", LongText),
    Column("description_words", LongText),  # folding.token_text
    Column("search", LongText, nullable=False),  # folding.search_text; no phone number in it
)

ticket_cc = _table(
    "ticket_cc",
    Column("serial", BigId, ForeignKey("ticket.serial", ondelete="CASCADE"), nullable=False),
    _refers("agent_id", "agent.id"),
    PrimaryKeyConstraint("serial", "agent_id"),
    Index(None, "agent_id", "serial"),
)

ticket_link = _table(
    "ticket_link",
    _id(),
    Column("serial", BigId, ForeignKey("ticket.serial", ondelete="CASCADE"), nullable=False),
    Column("other", BigId, ForeignKey("ticket.serial", ondelete="CASCADE"), nullable=False),
    Column("kind", Small, nullable=False),
    UniqueConstraint("serial", "other", "kind"),
    Index(None, "other"),
)

ticket_read = _table(
    "ticket_read",
    _refers("agent_id", "agent.id", cascade=True),
    Column("serial", BigId, ForeignKey("ticket.serial", ondelete="CASCADE"), nullable=False),
    Column("read_at", Instant, nullable=False),
    PrimaryKeyConstraint("agent_id", "serial"),
    Index(None, "serial"),
)

note = _table(
    "note",
    _id(),
    Column("uid", Uid, nullable=False, unique=True),
    Column("serial", BigId, ForeignKey("ticket.serial", ondelete="CASCADE"), nullable=False),
    _refers("author_id", "agent.id", nullable=True),
    Column("created_at", Instant, nullable=False),
    Column("format", Small, nullable=False),  # 0 plain, 1 Markdown
    Column("is_internal", Flag, nullable=False),
    Column("body", LongText, nullable=False),
    Column("body_words", LongText, nullable=False),
    Column("reminder_at", Instant),
    Column("due_at", Instant),
    Column("done_at", Instant),
    Column("version", Integer, nullable=False),
    Index(None, "serial", "created_at"),
    Index(None, "author_id"),
)

# A shape that a trigger can write: who, when, which field, old and new as JSON text.
activity = _table(
    "activity",
    _id(),
    Column("serial", BigId, ForeignKey("ticket.serial", ondelete="CASCADE"), nullable=False),
    Column("at", Instant, nullable=False),
    _refers("agent_id", "agent.id", nullable=True),
    Column("field", Short(100), nullable=False),
    Column("old", LongText),
    Column("new", LongText),
    Column("batch", Uid, nullable=False),
    Column("undoes", Uid),
    Index(None, "serial", "at"),
    Index(None, "batch"),
)

call = _table(
    "call",
    _id(),
    Column("uid", Uid, nullable=False, unique=True),
    Column("direction", Small, nullable=False),
    Column("status", Small, nullable=False),
    Column("start_at", Instant, nullable=False),
    Column("answer_at", Instant),
    Column("end_at", Instant),
    Column("queue_s", Integer),
    Column("talk_s", Integer),
    Column("hold_s", Integer),
    Column("hotline", Short(64)),
    # The digits of E.164 and those dialled at home; `_national` is NULL where a number cannot be
    # told, and `_digits` then holds the digits as given. The same for ticket and contact_point.
    Column("hotline_digits", Exact(64)),
    Column("hotline_national", Exact(64)),
    Column("number", Short(64)),
    Column("number_digits", Exact(64), index=True),
    Column("number_national", Exact(64), index=True),
    _refers("agent_id", "agent.id", nullable=True),
    Column("recording", Short(2000)),
    Column("has_voicemail", Flag, nullable=False),
    Index(None, "start_at"),
)

ticket_call = _table(
    "ticket_call",
    Column("serial", BigId, ForeignKey("ticket.serial", ondelete="CASCADE"), nullable=False),
    _refers("call_id", "call.id", cascade=True),
    PrimaryKeyConstraint("serial", "call_id"),
    Index(None, "call_id"),
)

attachment = _table(
    "attachment",
    _id(),
    Column("uid", Uid, nullable=False, unique=True),
    Column("serial", BigId, ForeignKey("ticket.serial", ondelete="CASCADE"), nullable=False),
    _refers("note_id", "note.id", nullable=True),
    Column("name", Short(255), nullable=False),
    Column("media_type", Short(255)),
    Column("size", BigId, nullable=False),
    Column("sha256", Short(64), nullable=False),
    Column("created_at", Instant, nullable=False),
    _refers("agent_id", "agent.id", nullable=True),
    Index(None, "serial"),
)

attachment_chunk = _table(
    "attachment_chunk",
    _refers("attachment_id", "attachment.id", cascade=True),
    Column("position", Integer, nullable=False),
    # 1 MiB at most: one packet on MariaDB's default limits, one row in memory at a time.
    Column("content", LargeBinary(1_048_576), nullable=False),
    PrimaryKeyConstraint("attachment_id", "position"),
)

# --- Custom fields ------------------------------------------------------------------------------

custom_field = _table(
    "custom_field",
    _id(),
    Column("owner", Short(16), nullable=False),
    Column("key", Short(64), nullable=False),
    Column("label", Short(200), nullable=False),
    Column("kind", Short(16), nullable=False),
    Column("help", Short(1000)),
    Column("pattern", Short(1000)),
    Column("default_value", LongText),  # JSON text
    Column("position", Integer, nullable=False),
    Column("is_active", Flag, nullable=False),
    Column("required_to_create", Flag, nullable=False),
    Column("required_to_close", Flag, nullable=False),
    Column("version", Integer, nullable=False),
    UniqueConstraint("owner", "key"),
)

custom_option = _table(
    "custom_option",
    _id(),
    _refers("field_id", "custom_field.id", cascade=True),
    Column("key", Short(64), nullable=False),
    Column("label", Short(200), nullable=False),
    _refers("parent_id", "custom_option.id", nullable=True),
    Column("position", Integer, nullable=False),
    Column("is_retired", Flag, nullable=False),
    Index(None, "field_id", "position"),
)


def _value_table(name: str, owner: Column[int]) -> Table:
    # One row per value: a multi-select has one per option. Typed columns, so that each compares
    # and sorts as what it is; the (field, value, owner) indexes serve filters, the key serves rows
    # and walks. What each kind of field fills is said by `custom_value_rows`. An index of one
    # column has no entry for the other kinds' rows, where the engine can leave them out.
    columns: dict[str, Column[Any]] = {
        "text": Column("text_fold", Exact(200)),
        "int": Column("int_value", BigId),
        "decimal": Column("decimal_value", ScaledDecimal),
        "day": Column("day_value", Integer),  # days since 1970-01-01
        "option": _refers("option_id", "custom_option.id", nullable=True),
    }
    whole: Column[Any] = Column("text_whole", LongText)
    return _table(
        name,
        owner,
        _refers("field_id", "custom_field.id", cascade=True),
        Column("position", Small, nullable=False),
        Column("text_value", LongText),
        *columns.values(),
        whole,
        Column("text_words", LongText),
        PrimaryKeyConstraint(owner.name, "field_id", "position"),
        *(
            Index(
                f"ix_{name}_{kind}",
                "field_id",
                column,
                owner.name,
                sqlite_where=column.is_not(None),
                postgresql_where=column.is_not(None),
            )
            for kind, column in columns.items()
        ),
        # The few texts that are longer than what `text_fold` holds.
        Index(f"ix_{name}_whole", "field_id", owner.name, sqlite_where=whole.is_not(None)).ddl_if(
            dialect="sqlite"
        ),
        # A row is found by its key in one step instead of two.
        sqlite_with_rowid=False,
    )


ticket_value = _value_table(
    "ticket_value",
    Column("serial", BigId, ForeignKey("ticket.serial", ondelete="CASCADE"), nullable=False),
)
contact_value = _value_table("contact_value", _refers("contact_id", "contact.id", cascade=True))
company_value = _value_table("company_value", _refers("company_id", "company.id", cascade=True))

# --- Filters and work aids ----------------------------------------------------------------------

saved_filter = _table(
    "saved_filter",
    _id(),
    Column("uid", Uid, nullable=False, unique=True),
    Column("name", Short(200), nullable=False),
    _refers("owner_id", "agent.id", nullable=True),
    Column("tree", LongText, nullable=False),  # JSON text of the filter tree
    Column("columns", LongText),
    Column("sort", LongText),
    Column("grouping", Short(100)),
    Column("colour", Short(16)),
    Column("icon", Short(64)),
    Column("position", Integer, nullable=False),
    Column("is_shared_to_all", Flag, nullable=False),
    Column("version", Integer, nullable=False),
    Index(None, "owner_id", "position"),
)

saved_filter_share = _table(
    "saved_filter_share",
    _refers("filter_id", "saved_filter.id", cascade=True),
    _refers("team_id", "team.id", cascade=True),
    PrimaryKeyConstraint("filter_id", "team_id"),
)

saved_filter_pin = _table(
    "saved_filter_pin",
    _refers("agent_id", "agent.id", cascade=True),
    _refers("filter_id", "saved_filter.id", cascade=True),
    Column("position", Integer, nullable=False),
    Column("colour", Short(16)),
    Column("is_hidden", Flag, nullable=False),
    PrimaryKeyConstraint("agent_id", "filter_id"),
)

macro = _table(
    "macro",
    _id(),
    Column("name", Short(200), nullable=False),
    _refers("owner_id", "agent.id", nullable=True),
    Column("actions", LongText, nullable=False),
    Column("position", Integer, nullable=False),
    Column("version", Integer, nullable=False),
)

business_hours = _table(
    "business_hours",
    _id(),
    Column("name", Short(200), nullable=False),
    Column("time_zone", Short(64), nullable=False),
    Column("week", LongText, nullable=False),
    Column("holidays", LongText),
    Column("version", Integer, nullable=False),
)

sla_target = _table(
    "sla_target",
    _id(),
    Column("name", Short(200), nullable=False),
    Column("position", Integer, nullable=False),
    Column("tree", LongText, nullable=False),
    Column("first_response_s", Integer),
    Column("resolution_s", Integer),
    _refers("business_hours_id", "business_hours.id", nullable=True),
    Column("version", Integer, nullable=False),
)

# --- What happened, who looks -------------------------------------------------------------------

# A hint for other windows to read again; the rows themselves are the truth. No content in it.
change = _table(
    "change",
    Column("seq", BigId, primary_key=True, autoincrement=True),
    Column("kind", Short(16), nullable=False),
    Column("row_id", BigId, nullable=False),
    Column("version", Integer),
    Column("batch", Uid),
    Column("at", Instant, nullable=False),
    Index(None, "at"),
)

presence = _table(
    "presence",
    Column("serial", BigId, ForeignKey("ticket.serial", ondelete="CASCADE"), nullable=False),
    _refers("agent_id", "agent.id", cascade=True),
    Column("kind", Small, nullable=False),  # 0 viewing, 1 editing
    Column("until_at", Instant, nullable=False),
    PrimaryKeyConstraint("serial", "agent_id"),
)
