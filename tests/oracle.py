"""The only place in tests that says what a filter tree means: plain Python, one sentence a rule.

Written from the specification and not from the SQL, which tests hold against it. The rules:

- Two-valued: a condition on an empty value is false, its negation true.
- Muted parts are dropped first (`filters.effective`); a group without parts is true.
- A list is an OR of its items, `none` among them; `f:any` is the opposite of `f:none`.
- `f:none`: the ticket has no value there. Counts (`notes`, `attachments`) are empty at zero; `text`
  holds the subject and is never empty; a standard yes/no is never empty.
- A condition on a call or a note outside `call:( )`: one of them meets it; `call.agent:none`: none
  of them has a value. Inside: the one looked at.
- Phone conditions (every condition on a phone field, `none` and `any` too) are false for a masked
  viewer. Otherwise they ask every number of the contact, or without a contact the ticket's own.
- A ticket whose contact the viewer may not see: every condition on its phone or its calls' numbers
  is false, and whatever else the contact has but its name is empty: e-mail, company, title, rating,
  manager; free words do not find it by its e-mail.
- Custom fields: a checkbox that nobody set is empty: neither `yes` nor `no`; of a tree
  `north` means the node or any below it; a multi-line text sorts by its first 200 folded
  characters, options in the order of their tree.
- Deleted tickets are judged like any other: whether a list holds them at all is not a filter's say.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias, assert_never
from zoneinfo import ZoneInfo

from helpdesk_desktop.domain.filtering.filter_fields import (
    FieldKind,
    FieldScope,
    FilterField,
    find_field,
)
from helpdesk_desktop.domain.filters import (
    ChoiceCondition,
    Compare,
    Condition,
    EmptyCondition,
    Group,
    HistoryCondition,
    Keyword,
    LongTextCondition,
    Needle,
    Node,
    NumberCondition,
    OrderedCondition,
    PersonCondition,
    PhoneCondition,
    SerialCondition,
    SetCondition,
    SetMatch,
    SortKey,
    TeamCondition,
    TextCondition,
    TextMatch,
    TimeCondition,
    TreeCondition,
    TreeMatch,
    UnknownCondition,
    YesNoCondition,
    effective,
)
from helpdesk_desktop.domain.folding import fold, tokens
from helpdesk_desktop.domain.people import AgentId, Directory, Viewer
from helpdesk_desktop.domain.permission import sees_contact
from helpdesk_desktop.domain.ticket import Status
from helpdesk_desktop.domain.time_spans import bounds, day_bounds
from tests.facts import CallFacts, NoteFacts, PhoneFacts, TicketFacts
from tests.oracle_values import (
    call_value,
    compares,
    decimal_of,
    has_phrase,
    note_value,
    number_meets,
    phone_meets,
    phones_of,
    text_meets,
)

Value: TypeAlias = object
Row: TypeAlias = CallFacts | NoteFacts | None


def matches(  # noqa: PLR0917 - a question in its natural order
    tree: Node,
    facts: TicketFacts,
    viewer: Viewer,
    directory: Directory,
    now: datetime,
    zone: ZoneInfo,
) -> bool:
    """Whether a ticket meets a tree, asked by `viewer` at `now` (aware) in `zone`.

    Raises:
        ValueError: the tree holds an `UnknownCondition` that is not muted, or an unknown field.
    """
    asked = effective(tree)
    return asked is None or _Judge(facts, viewer, directory, now, zone).node(asked, None)


def is_contact_hidden(facts: TicketFacts, viewer: Viewer) -> bool:
    """Whether the ticket has a contact whose page the viewer may not see."""
    if facts.contact is None:
        return False
    manager_id = facts.contact.manager_id
    return not sees_contact(viewer, None if manager_id is None else AgentId(manager_id))


@dataclass(frozen=True)
class _Judge:
    facts: TicketFacts
    viewer: Viewer
    directory: Directory
    now: datetime
    zone: ZoneInfo

    def node(self, node: Node, row: Row) -> bool:
        if isinstance(node, Group):
            return self._group(node, row) != node.neg
        return self._condition(node, row) != node.neg

    def _group(self, group: Group, row: Row) -> bool:
        if not group.parts:
            return True
        if group.scope is None:
            return self._joined(group, row)
        return any(self._joined(group, each) for each in self._rows(FieldScope(group.scope)))

    def _joined(self, group: Group, row: Row) -> bool:
        answers = (self.node(part, row) for part in group.parts)
        return all(answers) if group.join == "all" else any(answers)

    def _rows(self, scope: FieldScope) -> Sequence[CallFacts | NoteFacts]:
        return self.facts.calls if scope is FieldScope.CALL else self.facts.notes

    def _condition(self, condition: Condition, row: Row) -> bool:
        if isinstance(condition, UnknownCondition):
            raise ValueError(condition.reason)  # noqa: TRY004 - the tree is at fault, not the caller
        if isinstance(condition, SerialCondition):
            return self.facts.serial == condition.serial
        field = find_field(condition.field, self.directory)
        if field is None:
            raise ValueError(condition.field)
        if self._is_number_hidden(field):
            return False
        if field.scope not in {FieldScope.CALL, FieldScope.NOTE} or row is not None:
            return self._holds(condition, field, self._values(field, row))
        each = [self._values(field, one) for one in self._rows(field.scope)]
        if isinstance(condition, EmptyCondition):
            return (not any(each)) == condition.is_empty
        if Keyword.NONE in getattr(condition, "items", ()) and not any(each):
            return True
        # A call without an agent is not "the ticket has none": other calls may have one.
        return any(values and self._holds(condition, field, values) for values in each)

    def _is_number_hidden(self, field: FilterField) -> bool:
        if field.kind is not FieldKind.PHONE:
            return False
        # Nobody is called by our own hotline's number.
        is_customers = field.key != "call.hotline"
        return self.viewer.phones_masked or (
            is_customers and is_contact_hidden(self.facts, self.viewer)
        )

    def _values(self, field: FilterField, row: Row) -> list[Value]:
        """Every value the field has: none, one, or (phones, sets, texts) several."""
        found: Iterable[Value]
        match field.scope:
            case FieldScope.CALL:
                assert isinstance(row, CallFacts)
                found = [call_value(field.key, row)]
            case FieldScope.NOTE:
                assert isinstance(row, NoteFacts)
                found = [note_value(field.key, row)]
            case FieldScope.TICKET | FieldScope.CONTACT | FieldScope.COMPANY:
                found = self._ticket_values(field.key)
            case _:
                assert_never(field.scope)
        return [value for value in found if value is not None]

    def _ticket_values(self, key: str) -> Iterable[Value]:  # noqa: C901, PLR0912 - one case per field
        facts = self.facts
        contact = None if is_contact_hidden(facts, self.viewer) else facts.contact
        match key:
            case "serial" | "version" | "subject" | "description" | "status" | "priority":
                return [getattr(facts, key)]
            case "source" | "external_id":
                return [getattr(facts, key)]
            case "type" | "assignee" | "group" | "creator":
                return [getattr(facts, f"{key}_id")]
            case "created" | "updated" | "due" | "closed" | "first_response":
                return [getattr(facts, f"{key}_at")]
            case "notes":
                return [len(facts.notes)]
            case "attachments":
                return [facts.attachments]
            case "ccs":
                return facts.cc_ids
            case "text":
                return self._text_parts()
            case "phone":
                return phones_of(facts)
            case "email":
                return contact.emails[:1] if contact else ()
            case "contact":
                return [facts.contact.name] if facts.contact else ()
            case "company":
                return [contact.company] if contact else ()
            case "contact.rating" | "contact.title":
                return [getattr(contact, key.removeprefix("contact."))] if contact else ()
            case "contact.manager":
                return [contact.manager_id] if contact else ()
            case "unread" | "overdue" | "has_call" | "has_recording" | "has_attachment" | "deleted":
                return [self._yes_no(key)]
            case _:
                return self._custom_values(key)

    def _custom_values(self, key: str) -> Iterable[Value]:
        hidden = is_contact_hidden(self.facts, self.viewer)
        contact = None if hidden else self.facts.contact
        owner, _, name = key.rpartition("cf.")
        if owner == "":
            stored = self.facts.custom
        else:
            stored = () if contact is None else contact.custom
            if contact is not None and owner == "company.":
                stored = contact.company_custom
        value = dict(stored).get(name)
        return value if isinstance(value, frozenset) else [value]

    def _text_parts(self) -> list[str]:
        facts, contact = self.facts, self.facts.contact
        parts = [facts.subject, facts.description, *(note.body for note in facts.notes)]
        if contact is not None:
            parts.append(contact.name)
            parts += () if is_contact_hidden(facts, self.viewer) else contact.emails
        return [part for part in parts if part]

    def _yes_no(self, key: str) -> bool:
        facts = self.facts
        match key:
            case "unread":
                if facts.touched_at is None or facts.touched_by == self.viewer.agent_id:
                    return False
                seen = (facts.read_at, self.viewer.baseline_at)
                return all(at is None or facts.touched_at > at for at in seen)
            case "overdue":
                due_before = facts.due_at is not None and facts.due_at < self.now
                return due_before and facts.status != Status.CLOSED
            case "has_call":
                return bool(facts.calls)
            case "has_recording":
                return any(call.has_recording for call in facts.calls)
            case "has_attachment":
                return facts.attachments > 0
            case _:
                return facts.is_deleted

    def _holds(  # noqa: C901, PLR0912 - one case per kind
        self, condition: Condition, field: FilterField, values: list[Value]
    ) -> bool:
        match condition:
            case EmptyCondition():
                return self._is_empty(field, values) == condition.is_empty
            case NumberCondition():
                return any(number_meets(condition, decimal_of(value)) for value in values)
            case TextCondition():
                return any(
                    text_meets(condition.op, fold(item), fold(str(value)))
                    for item in condition.items
                    for value in values
                )
            case LongTextCondition():
                parts = [str(value) for value in values]
                return any(self._needle(needle, field, parts) for needle in condition.items)
            case PhoneCondition():
                return any(
                    phone_meets(condition.op, item, phone)
                    for item in condition.items
                    for phone in values
                    if isinstance(phone, PhoneFacts)
                )
            case OrderedCondition():
                return self._ordered(condition, values)
            case ChoiceCondition() | PersonCondition() | TeamCondition():
                return any(self._is_one(item, field, values) for item in condition.items)
            case SetCondition():
                return self._set(condition, field, frozenset(values))
            case YesNoCondition():
                return any(bool(value) == condition.wanted for value in values)
            case TimeCondition():
                return any(self._time(condition, value) for value in values)
            case TreeCondition():
                return any(self._is_under(condition, field, value) for value in values)
            case HistoryCondition():
                return self._history(condition)
            case SerialCondition() | UnknownCondition():  # judged before
                raise AssertionError
            case _:
                assert_never(condition)

    def _is_empty(self, field: FilterField, values: list[Value]) -> bool:
        if field.kind is FieldKind.HISTORY:
            return not self._history(HistoryCondition(field=field.key))
        if field.key in {"notes", "attachments"}:
            return values == [0]
        return not values

    def _needle(self, needle: Needle, field: FilterField, parts: list[str]) -> bool:
        words = tokens(needle.text)
        if needle.is_words:
            return bool(words) and all(
                any(has_phrase((word,), part) for part in parts) or self._rings(word, field)
                for word in words
            )
        if any(has_phrase(words, part) for part in parts):
            return True
        return len(words) == 1 and self._rings(words[0], field)

    def _rings(self, word: str, field: FilterField) -> bool:
        """Whether a free word is the beginning of the ticket's phone number."""
        if field.key != "text" or self.viewer.phones_masked:
            return False
        if is_contact_hidden(self.facts, self.viewer):
            return False
        if not (word.isascii() and word.isdigit()):
            return False
        return any(phone_meets(TextMatch.STARTS, word, phone) for phone in phones_of(self.facts))

    def _ordered(self, condition: OrderedCondition, values: list[Value]) -> bool:
        if Keyword.NONE in condition.items and not values and condition.op is Compare.EQ:
            return True
        return any(
            compares(condition.op, decimal_of(value), Decimal(item))
            for item in condition.items
            for value in values
            if not isinstance(item, Keyword)
        )

    def _is_one(self, item: int | Keyword, field: FilterField, values: list[Value]) -> bool:
        if item is Keyword.NONE:
            return not values
        return any(value in self._ids(item, field) for value in values)

    def _ids(self, item: int | Keyword, field: FilterField) -> frozenset[int]:
        """Which ids one item stands for."""
        match item:
            case Keyword.ME:
                return frozenset({int(self.viewer.agent_id)})
            case Keyword.MY_GROUPS:
                mine = self.viewer.group_ids
                if field.kind is FieldKind.TEAM:
                    return frozenset(int(group_id) for group_id in mine)
                return frozenset(
                    int(member)
                    for group in self.directory.groups
                    if group.id in mine
                    for member in group.member_ids
                )
            case Keyword.NONE:
                return frozenset()
            case _:
                return frozenset({item})

    def _set(self, condition: SetCondition, field: FilterField, held: frozenset[Value]) -> bool:
        def includes(item: int | Keyword) -> bool:
            return not held if item is Keyword.NONE else bool(held & self._ids(item, field))

        match condition.op:
            case SetMatch.ANY:
                return any(includes(item) for item in condition.items)
            case SetMatch.ALL:
                return all(includes(item) for item in condition.items)
            case SetMatch.ONLY:
                wanted = [self._ids(item, field) for item in condition.items]
                return held == frozenset().union(*wanted)
            case _:
                assert_never(condition.op)

    def _time(self, condition: TimeCondition, value: Value) -> bool:
        if isinstance(value, datetime):
            return any(
                bounds(condition.op, item, self.now, self.zone).holds(value)
                for item in condition.items
            )
        assert isinstance(value, date)
        return any(
            day_bounds(condition.op, item, self.now, self.zone).holds(value)
            for item in condition.items
        )

    def _is_under(self, condition: TreeCondition, field: FilterField, value: Value) -> bool:
        if value in condition.items:
            return True
        custom = self.directory.custom_field_by_key[fold(field.key)]
        parents = {int(option.id): option.parent_id for option in custom.options}
        above = parents.get(value) if isinstance(value, int) else None
        return (
            condition.op is TreeMatch.UNDER
            and above is not None
            and self._is_under(condition, field, above)
        )

    def _history(self, condition: HistoryCondition) -> bool:
        field = self.directory_field(condition.field)
        name = condition.field.removeprefix("changed.")

        def is_any(value: int | None, items: tuple[int | Keyword, ...]) -> bool:
            values: list[Value] = [] if value is None else [value]
            return not items or any(self._is_one(item, field, values) for item in items)

        return any(
            activity.field == name
            and is_any(activity.old, condition.origins)
            and is_any(activity.new, condition.targets)
            and self._is_within(condition, activity.at)
            for activity in self.facts.activities
        )

    def directory_field(self, history_key: str) -> FilterField:
        """The field whose changes a history field tells: `changed.group` -> `group`."""
        field = find_field(history_key.removeprefix("changed."), self.directory)
        assert field is not None
        return field

    def _is_within(self, condition: HistoryCondition, at: datetime) -> bool:
        if condition.within is None:
            return True
        return self._time(TimeCondition(field=condition.field, items=(condition.within,)), at)


def sort_value(column: str, facts: TicketFacts, viewer: Viewer, directory: Directory) -> Value:
    """What a ticket sorts by in a column; None sorts as the smallest.

    People and groups sort by their folded names, types by their position, calls by the last start.
    """
    contact = facts.contact
    judge = _Judge(facts, viewer, directory, facts.created_at, ZoneInfo("UTC"))
    match column:
        case "assignee":
            agents = {agent.id: fold(agent.name) for agent in directory.agents}
            return agents.get(facts.assignee_id)  # type: ignore[call-overload]  # None finds nothing
        case "group":
            groups = {group.id: fold(group.name) for group in directory.groups}
            return groups.get(facts.group_id)  # type: ignore[call-overload]  # as above
        case "type":
            kinds = {kind.id: kind.position for kind in directory.types}
            return kinds.get(facts.type_id)  # type: ignore[call-overload]  # as above
        case "call":
            return max((call.start_at for call in facts.calls), default=None)
        case "contact":
            return None if contact is None or contact.name is None else fold(contact.name)
        case "phone" if is_contact_hidden(facts, viewer):
            return None
        case "phone":
            return next((phone.digits for phone in phones_of(facts)), None)
        case "unread":
            return judge.node(YesNoCondition(field="unread"), None)
        case _:
            field = find_field(column, directory)
            assert field is not None
            value = next(iter(judge._values(field, None)), None)
            return _sorted_as(value, field, directory)


def _sorted_as(value: Value, field: FilterField, directory: Directory) -> Value:
    if value is not None and fold(field.key) in directory.custom_field_by_key:
        if field.kind in {FieldKind.CHOICE, FieldKind.TREE}:
            return _place_of(value, field, directory)
        if field.kind is FieldKind.LONG_TEXT:
            return fold(str(value))[:200]
    return fold(value) if isinstance(value, str) else value


def _place_of(option_id: Value, field: FilterField, directory: Directory) -> list[int]:
    """Where an option stands in its tree: the places of the ones above it, then its own."""
    options = directory.custom_field_by_key[fold(field.key)].options
    place = next(place for place, option in enumerate(options) if option.id == option_id)
    above = options[place].parent_id
    return [place] if above is None else [*_place_of(above, field, directory), place]


def ordered(
    tickets: Iterable[TicketFacts],
    sort: Sequence[SortKey],
    viewer: Viewer,
    directory: Directory,
) -> list[TicketFacts]:
    """Tickets in a list's order: empties smallest, the serial in the direction of the last key."""
    found = sorted(
        tickets,
        key=lambda facts: facts.serial,
        reverse=bool(sort) and sort[-1].is_descending,
    )
    for key in reversed(sort):

        def rank(facts: TicketFacts, column: str = key.column) -> tuple[bool, Value]:
            value = sort_value(column, facts, viewer, directory)
            return (value is not None, 0 if value is None else value)

        # Stable in both directions: equal rows keep what later keys and the serial gave them.
        found.sort(key=rank, reverse=key.is_descending)
    return found
