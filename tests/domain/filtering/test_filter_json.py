"""Trees as JSON: nothing lost, nothing believed."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk_desktop.domain.errors import BadQuery, HelpdeskError, Invalid
from helpdesk_desktop.domain.filtering.filter_json import from_json, to_json
from helpdesk_desktop.domain.filtering.filter_text import parse
from helpdesk_desktop.domain.filters import (
    EVERYTHING,
    ChoiceCondition,
    Group,
    HistoryCondition,
    Keyword,
    Node,
    NumberCondition,
    NumberRange,
    PersonCondition,
    SerialCondition,
    UnknownCondition,
)
from helpdesk_desktop.domain.quick_filters import SYSTEM_FILTERS
from helpdesk_desktop.domain.strict_json import MAX_CHARACTERS, Number, dump, load
from tests import trees

STATUS = ChoiceCondition(field="status", items=(0, 1), neg=True, mute=True)


def _all(*parts: Node) -> Group:
    return Group(join="all", parts=parts)


def _read(text: str) -> Group:
    return from_json(text, trees.CUSTOM_DIRECTORY)


def _unknown(text: str) -> UnknownCondition:
    """What a tree of one part, given as JSON, reads as; it must be written back as it was."""
    whole = f'{{"v":1,"all":[{text}]}}'
    (part,) = _read(whole).parts
    assert isinstance(part, UnknownCondition)
    assert to_json(_all(part)) == whole
    return part


def _assert_kept_or_said(text: str) -> None:
    try:
        tree = from_json(text)
    except HelpdeskError as error:
        said = error.message
    else:
        said = "kept" if from_json(to_json(tree)) == tree else ""
    assert said


@given(trees.raw_nodes(trees.CUSTOM_DIRECTORY))
def test_every_tree_comes_back_from_json(tree: Group) -> None:
    text = to_json(tree)
    assert _read(text) == tree
    assert to_json(_read(text)) == text
    json.loads(text)


_KINDS = (
    "#5", "serial:5,1..,..2,3..4", "serial:>2", "cf.decimal:2.5", "subject:^a", "phone:331",
    'a text:words("a b"),c', "status:new", "type:none,question", "type:none", "type:any",
    "priority:>=high", "priority:high,none", "assignee:me,#9", "group:my-groups", "ccs:all(me)",
    "unread:no", "created:>=today", "created:older-7d,2026..,last-week", "cf.dependent:=north",
    "changed.status:any", "changed.type:from(none),to(question),in(last-7d)",
    "changed.assignee:to(me)", "changed.assignee:from(an)",
    "~-call:(call.talk:>5 OR call.agent:me)",
    "note:(note.kind:internal -(note.body:a))",
)  # fmt: skip


@pytest.mark.parametrize("query", _KINDS)
def test_every_kind_of_condition_comes_back_from_json(query: str) -> None:
    tree = parse(query, trees.CUSTOM_DIRECTORY)
    assert _read(to_json(tree)) == tree


def test_the_json_is_the_one_of_the_specification() -> None:
    assert to_json(EVERYTHING) == '{"v":1,"all":[]}'
    assert to_json(STATUS) == (
        '{"v":1,"all":[{"f":"status","op":"in","v":[0,1],"neg":true,"mute":true}]}'
    )
    tree = Group(
        join="any",
        parts=(
            SerialCondition(serial=10432),
            Group(join="all", scope="call", parts=(), neg=True),
            PersonCondition(field="assignee", items=(7, Keyword.ME)),
            NumberCondition(field="serial", items=(NumberRange(Decimal(1), None), Decimal("2.50"))),
        ),
    )
    assert to_json(tree) == (
        '{"v":1,"any":[{"f":"#","op":"is","v":10432},{"all":[],"scope":"call","neg":true},'
        '{"f":"assignee","op":"in","v":[7,"me"]},'
        '{"f":"serial","op":"eq","v":[{"low":1,"high":null},"2.50"]}]}'
    )
    assert _read(to_json(tree)) == tree


@pytest.mark.parametrize("quick", SYSTEM_FILTERS, ids=lambda quick: quick.key)
def test_system_filters_come_back_without_a_directory(quick: object) -> None:
    tree = getattr(quick, "tree", None)
    assert isinstance(tree, Group)
    assert from_json(to_json(tree)) == tree


def test_unknown_members_are_kept_in_their_order() -> None:
    text = (
        '{"v":1,"all":[{"f":"status","op":"in","v":[0],"zoom":1.50,"note":{"b":[1,null]}}],'
        '"colour":"đỏ"}'
    )
    tree = _read(text)
    assert tree.extra == (("colour", '"đỏ"'),)
    assert tree.parts[0].extra == (("zoom", "1.50"), ("note", '{"b":[1,null]}'))
    assert to_json(tree) == text


@pytest.mark.parametrize(
    "text",
    [
        '{"f":"status","op":"like","v":[1]}',
        '{"f":"cf.gone","op":"in","v":[1]}',
        '{"f":"status","op":"in","v":[]}',
        '{"f":"status","op":"in","v":[1.5]}',
        '{"f":"status","op":"in","v":["me"]}',
        '{"f":"status","op":"in","v":["you"]}',
        '{"f":"status","op":"in","v":[99999999999999999999]}',
        '{"f":"status","op":"in","v":1}',
        '{"f":"status","op":"in"}',
        '{"f":"status","op":"in","v":null}',
        '{"f":"status","op":"empty","v":1}',
        '{"f":"status","op":5,"v":[1]}',
        '{"f":5,"op":"in","v":[1]}',
        '{"f":"status","op":"in","v":[1],"neg":1}',
        '{"f":"status","op":"in","v":[1],"mute":"yes"}',
        '{"f":"assignee","op":"is","v":[1]}',
        '{"f":"group","op":"in","v":["me"]}',
        '{"f":"serial","op":"in","v":[1]}',
        '{"f":"serial","op":"gt","v":[{"low":1,"high":2}]}',
        '{"f":"serial","op":"eq","v":[{"low":null,"high":null}]}',
        '{"f":"serial","op":"eq","v":[{"low":1}]}',
        '{"f":"serial","op":"eq","v":[1e5]}',
        '{"f":"serial","op":"eq","v":[true]}',
        '{"f":"subject","op":"is","v":[""]}',
        '{"f":"subject","op":"is","v":["a\\u0000"]}',
        '{"f":"subject","op":"is","v":[5]}',
        '{"f":"phone","op":"is","v":["0908-123"]}',
        '{"f":"text","op":"has","v":["--"]}',
        '{"f":"text","op":"has","v":[{"words":5}]}',
        '{"f":"text","op":"contains","v":["a"]}',
        '{"f":"priority","op":"eq","v":[1]}',
        '{"f":"priority","op":"ge","v":[1,2]}',
        '{"f":"priority","op":"ge","v":["none"]}',
        '{"f":"ccs","op":"in","v":[1]}',
        '{"f":"unread","op":"is","v":1}',
        '{"f":"created","op":"in","v":["soon"]}',
        '{"f":"created","op":"in","v":[5]}',
        '{"f":"created","op":"after","v":["last-7d"]}',
        '{"f":"cf.dependent","op":"in","v":[1]}',
        '{"f":"changed.status","op":"changed","v":[]}',
        '{"f":"changed.status","op":"changed","v":{"by":1}}',
        '{"f":"changed.status","op":"was","v":{}}',
        '{"f":"#","op":"in","v":1}',
        '{"f":"#","op":"is","v":"1"}',
        '{"all":[],"any":[]}',
        '{"all":{}}',
        '{"none":[]}',
        '{"all":[],"scope":"contact"}',
        '{"all":[],"scope":null}',
        "5",
        '"text"',
        "null",
    ],
)
def test_what_cannot_be_read_is_kept_word_for_word(text: str) -> None:
    assert _unknown(text).raw == text


def test_scopes_take_only_their_own_conditions() -> None:
    text = (
        '{"v":1,"all":[{"all":[{"f":"status","op":"in","v":[1]},{"f":"#","op":"is","v":1},'
        '{"all":[],"scope":"note"},{"f":"call.talk","op":"eq","v":[5]}],"scope":"call"}]}'
    )
    tree = _read(text)
    (scoped,) = tree.parts
    assert isinstance(scoped, Group)
    kinds = [type(part) for part in scoped.parts]
    assert kinds == [UnknownCondition, UnknownCondition, UnknownCondition, NumberCondition]
    assert to_json(tree) == text


def test_a_tree_of_a_newer_version_is_written_as_it_was() -> None:
    text = '{"v":2,"every":[{"x":1.0}],"mute":true}'
    tree = _read(text)
    (part,) = tree.parts
    assert isinstance(part, UnknownCondition)
    assert part.mute
    assert part.reason == "version 2"
    assert to_json(tree) == text
    with_more = _all(part, STATUS)
    assert _read(to_json(with_more)) == with_more


def test_an_unknown_condition_can_be_negated_and_muted() -> None:
    part = _unknown('{"f":"cf.gone","op":"in","v":[1.0],"neg":true}')
    assert part.neg
    assert to_json(replace(part, neg=False, mute=True)) == (
        '{"v":1,"all":[{"f":"cf.gone","op":"in","v":[1.0],"mute":true}]}'
    )
    plain = _unknown("5")
    assert to_json(replace(plain, neg=True)) == '{"v":1,"all":[5]}'


def test_without_a_directory_custom_fields_are_kept_unread() -> None:
    text = '{"v":1,"all":[{"f":"cf.text","op":"is","v":["a"]}]}'
    assert isinstance(from_json(text).parts[0], UnknownCondition)
    assert to_json(from_json(text)) == text
    assert not isinstance(_read(text).parts[0], UnknownCondition)


def test_another_spelling_of_a_field_is_taken() -> None:
    text = '{"v":1,"all":[{"f":"created_at","op":"in","v":["today"],"neg":false}]}'
    assert to_json(_read(text)) == '{"v":1,"all":[{"f":"created","op":"in","v":["today"]}]}'
    history = '{"v":1,"all":[{"f":"changed.type","op":"changed","v":{}}]}'
    assert _read(history).parts == (HistoryCondition(field="changed.type"),)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "{",
        "[]",
        "5",
        "null",
        "{}",
        '{"all":[]}',
        '{"v":1,"f":"status"}',
        '{"v":1,"all":[],"all":[]}',
        '{"v":NaN,"all":[]}',
        '{"v":1,"all":[{"f":"serial","op":"eq","v":[Infinity]}]}',
        '{"v":1,"all":["\\ud800"]}',
        '{"v":1,"all":["\ud800"]}',
        '{"v":1,"all":[]} x',
        "[" * 50_000,
        '{"v":1,"all":' + "[" * 50_000 + "]" * 50_000 + "}",
        '{"v":1,"all":[' * 100,
        " " * (MAX_CHARACTERS + 1),
    ],
    ids=lambda text: text[:30].strip() or "blank",
)
def test_what_is_no_filter_gets_a_sentence(text: str) -> None:
    with pytest.raises(Invalid) as caught:
        from_json(text)
    assert caught.value.message.startswith("This filter cannot be used: ")


def test_huge_numbers_are_kept_and_not_computed() -> None:
    huge = "1" * 5_000
    text = f'{{"v":1,"all":[{{"f":"serial","op":"eq","v":[{huge}]}}],"x":1e99999}}'
    assert to_json(_read(text)) == text


def test_filters_that_no_database_could_be_asked_are_refused() -> None:
    deep = '{"any":[{"f":"#","op":"is","v":1},{"all":[{"f":"#","op":"is","v":2},%s],"neg":true}]}'
    nested = deep % (deep % (deep % '{"f":"#","op":"is","v":3}'))
    with pytest.raises(BadQuery, match="three deep"):
        from_json(f'{{"v":1,"all":[{nested}]}}')
    many = ",".join(['{"f":"#","op":"is","v":1}'] * 301)
    with pytest.raises(BadQuery, match="300 conditions"):
        from_json(f'{{"v":1,"all":[{many}]}}')
    wide = ",".join(map(str, range(10_001)))
    with pytest.raises(BadQuery, match="10000 values"):
        from_json(f'{{"v":1,"all":[{{"f":"serial","op":"eq","v":[{wide}]}}]}}')


@given(st.text())
def test_no_text_is_more_than_a_sentence(text: str) -> None:
    _assert_kept_or_said(text)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=10,
)


@given(_JSON)
def test_any_json_is_read_and_written_alike(value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    assert dump(load(text)) == text
    assert dump([Number("1.50")]) == "[1.50]"


@given(_JSON)
def test_any_json_as_a_part_is_kept(value: object) -> None:
    text = json.dumps({"v": 1, "all": [value]}, ensure_ascii=False, separators=(",", ":"))
    tree = _read(text)
    assert _read(to_json(tree)) == tree


_TORTURE = sorted((Path(__file__).parent.parent.parent / "data" / "json-torture").glob("*.json"))


@pytest.mark.parametrize("path", _TORTURE, ids=lambda path: path.stem)
def test_json_torture_ends_in_a_tree_or_a_sentence(path: Path) -> None:
    text = path.read_bytes().decode("utf-8", "surrogateescape")
    for given_text in (text, f'{{"v":1,"all":[{text}]}}'):
        _assert_kept_or_said(given_text)
