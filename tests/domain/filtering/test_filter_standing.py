"""What a filter names that was retired makes a note or a reason; what is gone always a reason."""

from dataclasses import replace

import pytest
from hypothesis import given

from helpdesk_desktop.domain.custom_field import (
    CustomField,
    CustomFieldId,
    CustomFieldKind,
    CustomFieldOwner,
    CustomOption,
    CustomOptionId,
)
from helpdesk_desktop.domain.errors import Problem
from helpdesk_desktop.domain.filtering.filter_edits import walk
from helpdesk_desktop.domain.filtering.filter_json import to_json
from helpdesk_desktop.domain.filtering.filter_standing import (
    MOST_NOTES,
    notes_on,
    standing_of,
    why_not_askable,
)
from helpdesk_desktop.domain.filtering.filter_text import parse
from helpdesk_desktop.domain.filtering.saved_filter import SavedFilter, read_stored
from helpdesk_desktop.domain.filters import ChoiceCondition, Group, muted
from helpdesk_desktop.domain.people import Directory
from tests import trees
from tests.domain.filtering.test_saved_filter import STORED

D = trees.CUSTOM_DIRECTORY
_RETIRED = "retired"


def _without_field(key: str) -> Directory:
    return replace(
        D,
        custom_fields=tuple(
            replace(one, is_active=one.filter_key != key) for one in D.custom_fields
        ),
    )


def _read(query: str, directory: Directory = D) -> SavedFilter:
    return read_stored(replace(STORED, tree=to_json(parse(query, D))), directory)


def _why(query: str, directory: Directory = D) -> str | None:
    why = _read(query, directory).why_unusable
    return None if why is None else why.message


@pytest.mark.parametrize("field", D.custom_fields, ids=lambda one: one.filter_key)
def test_a_retired_field_makes_the_filter_unusable_until_it_is_back(field: CustomField) -> None:
    key = field.filter_key
    for query in (f"{key}:any", f"({key}:none OR #1) status:new", f"-{key}:any"):
        read = _read(query, _without_field(key))
        assert read.why_unusable is not None
        assert read.why_unusable.key == "filter_retired_field"
        assert field.label in read.why_unusable.message
        assert "administrator" in read.why_unusable.message
        # Kept whole, so that it can be looked at and is usable again once the field is.
        assert read.tree == parse(query, D)
        assert _read(query).why_unusable is None


@pytest.mark.parametrize(
    ("query", "label", "value"),
    [
        ("type:#77", "Type", "#77"),
        ("type:question,#77", "Type", "#77"),
        ("-type:#77", "Type", "#77"),
        ("status:#9", "Status", "#9"),
        ("priority:>=#9", "Priority", "#9"),
        ("source:#99", "Source", "#99"),
        ("assignee:me,#99", "Assign to", "#99"),
        ("creator:#99", "Created by", "#99"),
        ("ccs:all(an,#99)", "CCs", "#99"),
        ("group:#99", "Group", "#99"),
        ("contact.manager:#99", "Account manager", "#99"),
        ("call:(call.direction:#9 call.talk:>5)", "Call direction", "#9"),
        ("note.kind:#9", "Note kind", "#9"),
        ("cf.drop_down:#99", "Drop-Down", "#99"),
        ("cf.multi_select:only(vip,#99)", "Multi-Select", "#99"),
        ("cf.dependent:#99", "Dependent", "#99"),
        ("company.cf.drop_down:#99", "Drop-Down", "#99"),
        ("changed.type:from(#77)", "Type", "#77"),
        ("changed.assignee:from(an),to(#99)", "Assign to", "#99"),
    ],
)  # fmt: skip
def test_a_value_that_is_gone_makes_the_filter_unusable(query: str, label: str, value: str) -> None:
    assert _why(query) == (
        f"This quick filter cannot be used: {value}, which it names as “{label}”, is not there any "
        "more. Choose another value in its place."
    )
    assert _why(f"~{query}") is None


@pytest.mark.parametrize(
    ("query", "notes"),
    [
        ("type:random", ["It names “Random” as “Type”, which was retired."]),
        ("-type:random type:random", ["It names “Random” as “Type”, which was retired."]),
        ("changed.type:to(random)", ["It names “Random” as “Type”, which was retired."]),
        (
            'assignee:"#2" ccs:"#2"',
            [
                "It names “An Nguyễn” as “Assign to”, who works here no more.",
                "It names “An Nguyễn” as “CCs”, who works here no more.",
            ],
        ),
        ("cf.dependent:#5", ["It names “Old/town” as “Dependent”, which was retired."]),
        ("~type:random", []),
        ("type:question assignee:me,my-groups,none #1 subject:x", []),
    ],
)
def test_what_was_retired_is_noted_and_the_filter_stays_usable(
    query: str, notes: list[str]
) -> None:
    read = _read(query)
    assert read.why_unusable is None
    assert [one.message for one in read.notes] == notes


def test_what_lies_below_a_retired_option_was_retired_with_it() -> None:
    fields = tuple(
        replace(
            one,
            options=tuple(
                replace(each, is_retired=each.id == CustomOptionId(1)) for each in one.options
            ),
        )
        for one in D.custom_fields
    )
    read = _read("cf.dependent:ha-noi", replace(D, custom_fields=fields))
    assert [one.key for one in read.notes] == ["filter_names_retired"]
    assert read.why_unusable is None


def test_a_reason_comes_before_any_note_and_both_are_kept() -> None:
    read = _read("type:random type:#77")
    assert read.why_unusable is not None
    assert read.why_unusable.values["value"] == "#77"
    assert [one.values["value"] for one in read.notes] == ["Random"]


def test_of_many_retired_names_some_are_noted() -> None:
    options = tuple(
        CustomOption(CustomOptionId(n), f"o{n}", f"O{n}", is_retired=True)
        for n in range(1, MOST_NOTES + 30)
    )
    many = CustomField(
        CustomFieldId(99), CustomFieldOwner.TICKET, "many", "Many", CustomFieldKind.DROP_DOWN,
        options=options,
    )  # fmt: skip
    items = tuple(int(one.id) for one in options)
    tree = Group(join="all", parts=(ChoiceCondition(field="cf.many", items=items),))
    notes = notes_on(tree, Directory(custom_fields=(many,)))
    assert [one.values["value"] for one in notes] == [f"O{n}" for n in range(1, MOST_NOTES + 1)]


def test_a_field_that_is_nobody_s_is_named() -> None:
    gone = ChoiceCondition(field="cf.gone", items=(3,))
    found = why_not_askable(Group(join="all", parts=(gone,)), D)
    assert found is not None
    assert (found.key, found.values) == ("filter_unknown_field", {"field": "cf.gone"})
    assert list(standing_of(gone, D)) == [found]
    assert why_not_askable(muted(gone), D) is None


def _ids(problem: Problem) -> str:
    return f"{problem.values.get('label')} {problem.values.get('value')}"


@given(trees.nodes(D))
def test_a_tree_is_refused_where_one_of_its_conditions_is_and_only_there(tree: Group) -> None:
    told = [_ids(one) for one in standing_of(tree, D)]
    by_part = [
        _ids(one)
        for path, node in walk(tree)
        if not isinstance(node, Group) and not _is_muted_above(tree, path)
        for one in standing_of(node, D)
    ]
    assert told == by_part
    assert {_ids(one) for one in notes_on(tree, D)} <= set(told)
    assert list(standing_of(muted(tree), D)) == []


def _is_muted_above(tree: Group, path: tuple[int, ...]) -> bool:
    above = {path[:length] for length in range(len(path))}
    return any(node.mute for at, node in walk(tree) if at in above)
