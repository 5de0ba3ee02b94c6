"""The filter tree's own small rules, its fields and the system's quick filters."""

from helpdesk_desktop.domain.filtering.filter_fields import (
    CHOICE_KEYS,
    HAS_WORDS,
    IS_WORDS,
    STANDARD_FIELDS,
    FieldKind,
    FieldScope,
    choices_of,
    expected_of,
    find_field,
)
from helpdesk_desktop.domain.filtering.filter_text import parse, print_tree
from helpdesk_desktop.domain.filters import (
    EVERYTHING,
    ChoiceCondition,
    FilterSpec,
    Group,
    Node,
    SortKey,
    all_of,
    effective,
    muted,
    negated,
)
from helpdesk_desktop.domain.quick_filters import SYSTEM_FILTERS
from tests import trees

A = ChoiceCondition(field="status", items=(0,))
B = ChoiceCondition(field="status", items=(1,))


def _all(*parts: Node) -> Group:
    return Group(join="all", parts=parts)


def test_negating_and_muting_twice_is_as_before() -> None:
    assert negated(A).neg
    assert negated(negated(A)) == A
    assert muted(A).mute
    assert muted(muted(A), is_muted=False) == A


def test_muted_parts_have_no_effect() -> None:
    assert effective(muted(A)) is None
    assert effective(_all(muted(A), B)) == _all(B)
    assert effective(_all(negated(_all(muted(A))), B)) == _all(B)
    assert effective(_all(muted(A))) is None
    assert effective(EVERYTHING) == EVERYTHING
    assert effective(negated(EVERYTHING)) == negated(EVERYTHING)
    assert effective(A) == A


def test_trees_without_conditions_add_nothing() -> None:
    assert all_of(EVERYTHING, None, A, _all(B)) == _all(A, _all(B))
    assert all_of(negated(EVERYTHING)) == _all(negated(EVERYTHING))


def test_a_list_shows_quick_filter_and_filter_and_search() -> None:
    spec = FilterSpec().with_quick(_all(A)).with_filter(_all(B)).with_search(_all(A, B))
    assert spec.tree == _all(_all(A), _all(B), _all(A, B))
    assert FilterSpec().tree == EVERYTHING
    assert FilterSpec().sort == (SortKey("updated", is_descending=True),)
    assert FilterSpec().with_sort((SortKey("serial"),)).sort == (SortKey("serial"),)
    assert hash(spec) == hash(spec.with_sort(spec.sort))


def test_every_field_is_found_by_its_key_and_other_names_whatever_the_case() -> None:
    for entry in STANDARD_FIELDS.values():
        for spelling in (entry.key, *entry.aliases):
            assert find_field(spelling.upper(), trees.DIRECTORY) == entry
    assert find_field("nope", trees.DIRECTORY) is None
    assert find_field("cf.text", trees.DIRECTORY) is None


def test_custom_fields_are_found_by_their_dotted_key() -> None:
    found = find_field("Company.CF.Date", trees.CUSTOM_DIRECTORY)
    assert found is not None
    assert (found.key, found.kind, found.scope) == (
        "company.cf.date",
        FieldKind.TIME,
        FieldScope.COMPANY,
    )
    assert found.holds_days
    kinds = {entry.kind for entry in trees.fields_of(trees.CUSTOM_DIRECTORY)}
    assert kinds == set(FieldKind)


def test_choices_have_keys_in_their_order() -> None:
    assert list(choices_of("status", trees.DIRECTORY).values()) == [
        "new",
        "processing",
        "pending",
        "closed",
    ]
    assert choices_of("type", trees.DIRECTORY)[4] == "random"
    assert choices_of("cf.drop_down", trees.CUSTOM_DIRECTORY)[11] == "vip"
    assert choices_of("subject", trees.DIRECTORY) == {}
    assert set(CHOICE_KEYS) <= set(STANDARD_FIELDS)


def test_every_field_says_what_it_expects() -> None:
    for entry in trees.fields_of(trees.CUSTOM_DIRECTORY):
        assert expected_of(entry, trees.CUSTOM_DIRECTORY)


def test_short_spellings_name_yes_no_fields() -> None:
    for key in (*IS_WORDS.values(), *HAS_WORDS.values()):
        assert STANDARD_FIELDS[key].kind is FieldKind.YES_NO


def test_system_filters_have_a_text_each() -> None:
    texts = {quick.key: print_tree(quick.tree, trees.DIRECTORY) for quick in SYSTEM_FILTERS}
    assert texts == {
        "unassigned": "assignee:none",
        "my-unprocessed": "assignee:me -status:closed",
        "unprocessed": "-status:closed",
        "processed": "status:closed",
        "ccd-to-me": "ccs:me",
        "unread": "unread:yes",
        "overdue": "overdue:yes",
    }
    for quick in SYSTEM_FILTERS:
        assert parse(texts[quick.key], trees.DIRECTORY) == quick.tree
        assert quick.name
        assert quick.icon
