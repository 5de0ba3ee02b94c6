"""The only place that says a filter in plain words: a chip's, and the sentence of the whole.

The words are those of `filter_phrases`; a `Say` turns each into the reader's language.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import assert_never

from helpdesk_desktop.domain.filtering.filter_fields import (
    FieldKind,
    FieldScope,
    FilterField,
    choices_of,
    find_field,
)
from helpdesk_desktop.domain.filtering.filter_phrases import (
    COMPARES,
    SET_MATCHES,
    TEXT_MATCHES,
    Phrase,
    Say,
    choice_name,
    in_english,
)
from helpdesk_desktop.domain.filtering.filter_reading import readable
from helpdesk_desktop.domain.filtering.filter_time_words import time_words
from helpdesk_desktop.domain.filters import (
    ChoiceCondition,
    Condition,
    EmptyCondition,
    FieldCondition,
    Group,
    HistoryCondition,
    Keyword,
    LongTextCondition,
    Node,
    NumberCondition,
    NumberRange,
    OrderedCondition,
    PersonCondition,
    PhoneCondition,
    SerialCondition,
    SetCondition,
    SetMatch,
    TeamCondition,
    TextCondition,
    TimeCondition,
    TreeCondition,
    TreeMatch,
    UnknownCondition,
    YesNoCondition,
    effective,
)
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import Directory

_SEVERAL = 2
_OWNERS = {FieldScope.CONTACT: Phrase.OF_CONTACT, FieldScope.COMPANY: Phrase.OF_COMPANY}


def field_of(node: Node, directory: Directory) -> FilterField | None:
    """The field that a condition asks about; None for groups, serials and what is not known."""
    if isinstance(node, Group | SerialCondition | UnknownCondition):
        return None
    return find_field(node.field, directory)


def describe(node: Node, directory: Directory, say: Say = in_english) -> str:
    """The node in words: "Created in the last 7 days", "not Type Question".

    Whether it is muted is not said: chips show that by their look.
    """
    # A long filter says few phrases many times.
    return _Speaker(directory, cache(say)).node(readable(node))


def sentence(tree: Group, directory: Directory, say: Say = in_english) -> str:
    """What the whole filter lists, in one sentence; muted parts have no effect and are not said."""
    asked = effective(tree)
    if asked is None or (isinstance(asked, Group) and not asked.parts):
        return say(Phrase.WHOLE_NONE if asked is not None and asked.neg else Phrase.WHOLE_ALL)
    return say(Phrase.WHOLE).format(conditions=describe(asked, directory, say))


def value_name(
    item: int | Keyword, field: FilterField | None, directory: Directory, say: Say = in_english
) -> str:
    """The name of one value of a field: a person's, an option's; `#17` for one that is gone."""
    return _Speaker(directory, say).name(item, field)


@dataclass(frozen=True, slots=True)
class _Speaker:
    directory: Directory
    say: Say

    def node(self, node: Node) -> str:
        if isinstance(node, Group) and node.scope is not None:
            return self._scoped(node)
        text = self._group(node) if isinstance(node, Group) else self._condition(node)
        return self._filled(Phrase.NOT, text=text) if node.neg else text

    def _scoped(self, group: Group) -> str:
        phrase = {
            ("call", False): Phrase.ONE_CALL,
            ("call", True): Phrase.NO_CALL,
            ("note", False): Phrase.ONE_NOTE,
            ("note", True): Phrase.NO_NOTE,
        }[group.scope or "call", group.neg]
        return self._filled(phrase, text=self._parts(group))

    def name(self, item: int | Keyword, field: FilterField | None) -> str:
        is_person = field is not None and (field.kind is FieldKind.PERSON or field.key == "ccs")
        is_team = field is not None and field.kind is FieldKind.TEAM
        match item:
            case Keyword.ME:
                return self.say(Phrase.ME)
            case Keyword.MY_GROUPS:
                return self.say(Phrase.MY_GROUPS)
            case Keyword.NONE:
                return self.say(Phrase.NOBODY if is_person else Phrase.NONE)
            case _:
                names: dict[int, str] = {}
                if is_person:
                    names = {int(agent.id): agent.name for agent in self.directory.agents}
                elif is_team:
                    names = {int(group.id): group.name for group in self.directory.groups}
                elif field is not None:
                    return self._choice_name(item, field.key)
                return names.get(item, f"#{item}")

    def _filled(self, phrase: Phrase, **words: object) -> str:
        return self.say(phrase).format(**words)

    def _joined(self, phrase: Phrase, words: Iterable[str]) -> str:
        # One word after the other, so that a long filter costs no more than its length.
        found = list(words)
        if len(found) < _SEVERAL:
            return "".join(found)
        before, between, after = _around(self.say(phrase))
        return f"{before}{between.join(found)}{after}"

    def _either(self, words: Iterable[str]) -> str:
        return self._joined(Phrase.OR, words)

    def _group(self, group: Group) -> str:
        text = self._parts(group)
        return f"({text})" if group.neg and len(group.parts) > 1 else text

    def _parts(self, group: Group) -> str:
        is_single = len(group.parts) == 1
        parts = [
            f"({self.node(part)})" if not is_single and _needs_brackets(part) else self.node(part)
            for part in group.parts
        ]
        joined = self._joined(Phrase.AND if group.join == "all" else Phrase.OR, parts)
        return joined or self.say(Phrase.EVERYTHING)

    def _condition(self, condition: Condition) -> str:
        match condition:
            case SerialCondition():
                return self._filled(Phrase.TICKET, serial=condition.serial)
            case UnknownCondition():
                return self._filled(Phrase.UNKNOWN, reason=condition.reason)
            case _:
                field = find_field(condition.field, self.directory)
                label = condition.field if field is None else self._label(field)
                phrase, values = self._words(condition, field)
                return self._filled(phrase, field=label, values=values).rstrip()

    def _label(self, field: FilterField) -> str:
        # An administrator's own word is nobody's to translate.
        if fold(field.key) not in self.directory.custom_field_by_key:
            return self.say(field.label)
        # A ticket's own field and its contact's may have one name.
        phrase = _OWNERS.get(field.scope)
        return field.label if phrase is None else self._filled(phrase, field=field.label)

    def _words(  # noqa: C901, PLR0912 - one case per kind
        self, condition: FieldCondition, field: FilterField | None
    ) -> tuple[Phrase, str]:
        match condition:
            case EmptyCondition():
                return (Phrase.EMPTY if condition.is_empty else Phrase.FILLED), ""
            case NumberCondition():
                return COMPARES[condition.op], self._either(map(self._number, condition.items))
            case TextCondition():
                return TEXT_MATCHES[condition.op], self._either(map(_quoted, condition.items))
            case PhoneCondition():
                return TEXT_MATCHES[condition.op], self._either(condition.items)
            case LongTextCondition():
                needles = (
                    self._filled(Phrase.THE_WORDS, text=_quoted(needle.text))
                    if needle.is_words
                    else _quoted(needle.text)
                    for needle in condition.items
                )
                return Phrase.CONTAINS, self._either(needles)
            case ChoiceCondition() | PersonCondition() | TeamCondition():
                return Phrase.HOLDS, self._names(condition.items, field)
            case OrderedCondition():
                return COMPARES[condition.op], self._names(condition.items, field)
            case SetCondition():
                names = ", ".join(self.name(item, field) for item in condition.items)
                is_single = len(condition.items) == 1 and condition.op is SetMatch.ANY
                return (Phrase.INCLUDE if is_single else SET_MATCHES[condition.op]), names
            case YesNoCondition():
                return (Phrase.HOLDS if condition.wanted else Phrase.IS_NO), ""
            case TimeCondition():
                items = (time_words(item, condition.op, self.say) for item in condition.items)
                return Phrase.HOLDS, self._either(items)
            case TreeCondition():
                phrase = Phrase.IS if condition.op is TreeMatch.IS else Phrase.UNDER
                return phrase, self._names(condition.items, field)
            case HistoryCondition():
                return Phrase.HOLDS, self._history(condition)
            case _:
                assert_never(condition)

    def _history(self, condition: HistoryCondition) -> str:
        changed = find_field(condition.field.removeprefix("changed."), self.directory)
        words = [
            self._filled(phrase, values=self._names(items, changed))
            for phrase, items in ((Phrase.FROM, condition.origins), (Phrase.TO, condition.targets))
            if items
        ]
        if condition.within is not None:
            words.append(time_words(condition.within, say=self.say))
        return " ".join(words)

    def _number(self, item: Decimal | NumberRange) -> str:
        match item:
            case NumberRange(low=None):
                return self._filled(Phrase.NUMBERS_TO, high=f"{item.high:f}")
            case NumberRange(high=None):
                return self._filled(Phrase.NUMBERS_FROM, low=f"{item.low:f}")
            case NumberRange():
                return self._filled(Phrase.NUMBERS, low=f"{item.low:f}", high=f"{item.high:f}")
            case _:
                return f"{item:f}"

    def _names(self, items: Iterable[int | Keyword], field: FilterField | None) -> str:
        return self._either(self.name(item, field) for item in items)

    def _choice_name(self, item: int, key: str) -> str:
        gone = f"#{item}"
        if key == "type":
            return next((one.name for one in self.directory.types if one.id == item), gone)
        custom = self.directory.custom_field_by_key.get(fold(key))
        if custom is not None:
            option = custom.option_by_id.get(item)
            return gone if option is None else option.label
        name = choices_of(key, self.directory).get(item)
        return gone if name is None else self.say(choice_name(name))


def _needs_brackets(part: Node) -> bool:
    # A negated group brings its own; what is said of one call must be seen to end.
    if not isinstance(part, Group):
        return False
    return part.scope is not None or (not part.neg and len(part.parts) > 1)


def _around(pattern: str) -> tuple[str, str, str]:
    before, _, rest = pattern.partition("{first}")
    between, _, after = rest.partition("{second}")
    return before, between, after


def _quoted(text: str) -> str:
    return f"“{text}”"
