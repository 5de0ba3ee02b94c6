"""The only place for what a custom field is."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NewType

from helpdesk_desktop.domain.folding import fold

CustomFieldId = NewType("CustomFieldId", int)
CustomOptionId = NewType("CustomOptionId", int)

# Stands between the options of a path: "north/hanoi"; spaces around it do not count.
PATH_SIGN = "/"


class CustomFieldKind(StrEnum):
    """The ten kinds."""

    TEXT = "text"
    MULTI_LINE = "multi-line"
    DROP_DOWN = "drop-down"
    INTEGER = "integer"
    DECIMAL = "decimal"
    CHECKBOX = "checkbox"
    REGEX = "regex"
    DATE = "date"
    MULTI_SELECT = "multi-select"
    DEPENDENT = "dependent"


OPTION_KINDS = frozenset(
    {CustomFieldKind.DROP_DOWN, CustomFieldKind.MULTI_SELECT, CustomFieldKind.DEPENDENT}
)


class CustomFieldOwner(StrEnum):
    """What a custom field belongs to."""

    TICKET = "ticket"
    CONTACT = "contact"
    COMPANY = "company"


@dataclass(frozen=True, slots=True)
class CustomOption:
    """One choice of a drop-down or multi-select, or one node of a dependent field's tree."""

    id: CustomOptionId
    key: str
    label: str
    parent_id: CustomOptionId | None = None
    is_retired: bool = False


@dataclass(frozen=True)  # no slots: the look-ups below are made once
class CustomField:
    """The definition of one custom field; `options` stand in their order, retired ones included.

    `default` is the stored JSON text of a value (`custom_values.from_json` reads it). `pattern` is
    what a REGEX field's whole value must match.
    """

    id: CustomFieldId
    owner: CustomFieldOwner
    key: str
    label: str
    kind: CustomFieldKind
    is_active: bool = True
    options: tuple[CustomOption, ...] = ()
    help: str | None = None
    pattern: str | None = None
    default: str | None = None
    position: int = 0
    is_required_to_create: bool = False
    is_required_to_close: bool = False
    version: int = 1

    @property
    def filter_key(self) -> str:
        """How the query language names it: `cf.KEY`, `contact.cf.KEY`, `company.cf.KEY`."""
        prefix = "" if self.owner is CustomFieldOwner.TICKET else f"{self.owner.value}."
        return f"{prefix}cf.{self.key}"

    @cached_property
    def option_by_id(self) -> dict[int, CustomOption]:
        """Options by id."""
        return {int(option.id): option for option in self.options}

    @cached_property
    def path_by_id(self) -> dict[int, tuple[CustomOption, ...]]:
        """From the top of the tree down to each option, itself the last.

        An option can come to lie below itself by hand only; then its path ends there.
        """
        paths: dict[int, tuple[CustomOption, ...]] = {}
        for number in self.rank_by_id:
            option = self.option_by_id[number]
            above = paths.get(option.parent_id or 0)
            paths[number] = self._climbed(option) if above is None else (*above, option)
        return paths

    def _climbed(self, option: CustomOption) -> tuple[CustomOption, ...]:
        climbed = [option]
        seen = {int(option.id)}
        above = option.parent_id
        while above is not None and above in self.option_by_id and above not in seen:
            seen.add(int(above))
            climbed.append(self.option_by_id[above])
            above = climbed[-1].parent_id
        return tuple(reversed(climbed))

    @cached_property
    def children_by_id(self) -> dict[int | None, tuple[CustomOption, ...]]:
        """The options right below each option, in their order; those on top under None."""
        found: dict[int | None, list[CustomOption]] = {}
        for option in self.options:
            parent = option.parent_id if option.parent_id in self.option_by_id else None
            found.setdefault(parent, []).append(option)
        return {parent: tuple(below) for parent, below in found.items()}

    @cached_property
    def rank_by_id(self) -> dict[int, int]:
        """The place of each option in the whole order: a tree's nodes right before what is below.

        What lies in a circle comes last.
        """
        ranked: dict[int, int] = {}
        waiting = list(reversed(self.children_by_id.get(None, ())))
        while waiting:
            option = waiting.pop()
            ranked[int(option.id)] = len(ranked)
            waiting += reversed(self.children_by_id.get(option.id, ()))
        for option in self.options:
            ranked.setdefault(int(option.id), len(ranked))
        return ranked

    @cached_property
    def option_by_key(self) -> dict[str, CustomOption]:
        """Options by folded key, retired ones too."""
        return {fold(option.key): option for option in reversed(self.options)}

    @cached_property
    def option_by_spelling(self) -> dict[str, CustomOption]:
        """Options by everything that names them, folded.

        What was retired gives way to what is not. Then keys win over paths of keys, these over
        paths of labels, these over labels; of equal ones the first option wins.
        """
        keys = {int(option.id): fold(option.key) for option in self.options}
        labels = {int(option.id): fold(option.label) for option in self.options}
        retired = [option for option in self.options if self.is_retired_option(option.id)]
        gone = {int(option.id) for option in retired}
        found: dict[str, CustomOption] = {}
        for options in ([one for one in self.options if one.id not in gone], retired):
            for option in options:
                found.setdefault(keys[option.id], option)
            for names in (keys, labels):
                for option in options:
                    path = self.path_by_id[int(option.id)]
                    joined = PATH_SIGN.join([names[int(each.id)] for each in path])
                    found.setdefault(joined, option)
            for option in options:
                found.setdefault(labels[option.id], option)
        return found

    @cached_property
    def id_by_spelling(self) -> dict[str, int]:
        """The ids of the options by everything that names them."""
        return {name: int(option.id) for name, option in self.option_by_spelling.items()}

    @cached_property
    def most_commas(self) -> int:
        """How many commas the label has that has most."""
        return max((option.label.count(",") for option in self.options), default=0)

    def is_retired_option(self, option_id: int) -> bool:
        """Whether an option, or one that it lies below, was retired; an unknown one was."""
        path = self.path_by_id.get(option_id, ())
        return not path or any(option.is_retired for option in path)


def descendants(field: CustomField, option_ids: Iterable[int]) -> frozenset[int]:
    """Every option that lies below one of these, retired ones too; at any depth, in one pass."""
    found: set[int] = set()
    ahead = list(option_ids)
    while ahead:
        below = {int(one.id) for one in field.children_by_id.get(ahead.pop(), ())} - found
        found |= below  # options that lie in a ring end here
        ahead.extend(below)
    return frozenset(found)


def in_tree_order(field: CustomField) -> tuple[int, ...]:
    """The options' ids, each followed by those below it, siblings in their order.

    What no root leads to (a lost parent, a ring) comes last.
    """
    return tuple(sorted(field.rank_by_id, key=field.rank_by_id.__getitem__))
