"""Definitions of custom fields: made, changed, ordered, retired; their options as one tree."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.changes import ChangeKind
from helpdesk_desktop.domain.custom_field import (
    CustomField,
    CustomFieldId,
    CustomFieldKind,
    CustomFieldOwner,
    CustomOptionId,
)
from helpdesk_desktop.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from helpdesk_desktop.domain.field_wishes import FieldEdit, NewField, OptionLine
from helpdesk_desktop.domain.field_words import field_record
from helpdesk_desktop.domain.option_lines import option_lines, parse_options, print_options
from helpdesk_desktop.domain.ticket import Serial
from tests.builders import add_agent, add_field, add_ticket, open_as, opened

PLACES = "North\n  Hà Nội\n    Old town\nSouth\n"


def _change(desk: OpenDesk, field: CustomField, **changes: Any) -> CustomField:
    return desk.fields.change(FieldEdit(field.id, field.version, tuple(changes.items())))


def _custom(desk: OpenDesk, serial: int) -> dict[str, Any]:
    return dict(desk.tickets.detail(Serial(serial), Cancellation()).custom)


def _ids(field: CustomField) -> dict[str, CustomOptionId]:
    return {option.label: option.id for option in field.options}


def test_a_field_is_made_with_everything_that_was_asked_for(desk: OpenDesk) -> None:
    made = add_field(
        desk,
        "Région",
        CustomFieldKind.DEPENDENT,
        label="Region 🌅",
        help="Where?",
        default="North / Hà Nội",
        is_required_to_create=True,
        options=PLACES,
    )
    assert (made.key, made.label, made.help) == ("region", "Region 🌅", "Where?")
    assert made.default == str(_ids(made)["Hà Nội"])
    assert print_options(made) == PLACES
    assert [option.key for option in made.options] == ["north", "ha-noi", "old-town", "south"]
    assert desk.fields.all() == (made,)
    assert desk.directory().custom_fields == (made,)


def test_a_field_that_cannot_be_made_leaves_nothing_behind(desk: OpenDesk) -> None:
    kind = CustomFieldKind.DROP_DOWN
    for options, default in (((OptionLine(""),), None), ((OptionLine("A"),), "B")):
        new = NewField(CustomFieldOwner.TICKET, "a", "A", kind, default=default, options=options)
        with pytest.raises(Invalid):
            desk.fields.add(new)
    with pytest.raises(Invalid):
        desk.fields.add(NewField(CustomFieldOwner.TICKET, "A b", "", kind))
    assert desk.fields.all() == ()


def test_keys_that_differ_by_case_or_accents_only_are_one(desk: OpenDesk) -> None:
    add_field(desk, "region")
    for key in ("REGION", "régiön"):
        with pytest.raises(Invalid) as caught:
            add_field(desk, key)
        assert [one.code.value for one in caught.value.problems] == ["duplicate"]
    add_field(desk, "Region", owner=CustomFieldOwner.CONTACT)


def test_a_field_changes_but_not_what_it_is(desk: OpenDesk) -> None:
    made = add_field(desk, "shop")
    changed = _change(desk, made, label="Branch", default="web", is_required_to_close=True)
    assert (changed.label, changed.default, changed.is_required_to_close) == (
        "Branch", '"web"', True,
    )  # fmt: skip
    assert changed.version == made.version + 1
    assert _change(desk, changed, label="Branch") == changed
    with pytest.raises(Invalid) as caught:
        _change(desk, changed, kind=CustomFieldKind.DATE)
    assert caught.value.problems[0].field == "kind"


def test_a_retired_field_stays_readable_and_comes_back(desk: OpenDesk) -> None:
    made = add_field(desk, "shop", is_required_to_create=True)
    saved = add_ticket(desk, custom=(("shop", "Huế"),))
    retired = _change(desk, made, is_active=False)
    assert _custom(desk, saved.serial) == {"shop": "Huế"}
    add_ticket(desk)
    with pytest.raises(Invalid) as caught:
        add_ticket(desk, custom=(("shop", "x"),))
    assert "retired" in str(caught.value)
    _change(desk, retired, is_active=True)
    with pytest.raises(Invalid):
        add_ticket(desk)


def test_who_comes_second_changes_nothing(database_url: str, desk: OpenDesk) -> None:
    made = add_field(desk, "shop", CustomFieldKind.DROP_DOWN, options="A\nB")
    with opened(database_url) as other:
        other.fields.set_options(made.id, made.version, parse_options("A\nB\nC", made.kind))
    ways: tuple[Callable[[], CustomField], ...] = (
        lambda: desk.fields.set_options(made.id, made.version, parse_options("Z", made.kind)),
        lambda: _change(desk, made, label="Late"),
    )
    for late in ways:
        with pytest.raises(Conflict) as caught:
            late()
        assert caught.value.current_version == made.version + 1
    stored = desk.fields.all()[0]
    assert (print_options(stored), stored.label) == ("A\nB\nC\n", "Shop")
    # Whoever does not say what they saw changes whatever is there.
    desk.fields.set_options(made.id, None, parse_options("A", made.kind))


def test_of_two_who_change_the_options_at_once_one_is_told(
    database_url: str, desk: OpenDesk
) -> None:
    made = add_field(desk, "shop", CustomFieldKind.DROP_DOWN, options="A")
    with opened(database_url) as first, opened(database_url) as second:
        start = threading.Barrier(2)

        def put(one: OpenDesk, text: str) -> str | None:
            start.wait(10)
            try:
                lines = parse_options(text, made.kind)
                return print_options(one.fields.set_options(made.id, made.version, lines))
            except Conflict:
                return None

        with ThreadPoolExecutor(2) as pool:
            answers = list(pool.map(put, (first, second), ("A\nB\n", "A\nC\n")))
    assert answers.count(None) == 1
    assert print_options(desk.fields.all()[0]) in answers


def test_what_is_not_there_cannot_be_changed(desk: OpenDesk) -> None:
    nowhere = CustomFieldId(99)
    with pytest.raises(NotFound):
        desk.fields.set_options(nowhere, None, ())
    with pytest.raises(NotFound):
        desk.fields.change(FieldEdit(nowhere, None, ()))
    with pytest.raises(NotFound):
        desk.fields.uses(nowhere)


def test_fields_stand_as_they_are_put(desk: OpenDesk) -> None:
    a, b, c = (add_field(desk, key) for key in "abc")
    other = add_field(desk, "a", owner=CustomFieldOwner.CONTACT)
    ordered = desk.fields.reorder(CustomFieldOwner.TICKET, (c.id, a.id))
    assert [one.key for one in ordered] == ["c", "a", "b"]
    assert [one.version for one in ordered] == [c.version + 1, a.version + 1, b.version + 1]
    again = desk.fields.reorder(CustomFieldOwner.TICKET, (c.id, a.id, b.id))
    assert again == ordered
    assert desk.fields.all().count(other) == 1


def test_only_who_may_manage_fields_changes_them(database_url: str, desk: OpenDesk) -> None:
    made = add_field(desk, "shop")
    add_agent(desk, "lan")
    with opened(database_url, "lan") as lan:
        ways: tuple[Callable[[], object], ...] = (
            lambda: add_field(lan, "other"),
            lambda: _change(lan, made, label="Mine"),
            lambda: lan.fields.set_options(made.id, None, ()),
            lambda: lan.fields.reorder(CustomFieldOwner.TICKET, (made.id,)),
            lambda: lan.fields.uses(made.id),
        )
        for forbidden in ways:
            with pytest.raises(NotAllowed):
                forbidden()
        assert lan.fields.all() == (made,)


def test_a_renamed_option_renames_it_on_every_ticket(desk: OpenDesk) -> None:
    made = add_field(desk, "place", CustomFieldKind.DEPENDENT, options=PLACES)
    town = _ids(made)["Old town"]
    saved = add_ticket(desk, custom=(("place", town),))
    lines = tuple(
        replace(line, label="Quarter") if line.id == town else line for line in option_lines(made)
    )
    renamed = desk.fields.set_options(made.id, made.version, lines)
    assert _custom(desk, saved.serial) == {"place": town}
    assert renamed.option_by_id[town].label == "Quarter"
    assert renamed.option_by_id[town].key == "old-town"


def test_an_option_that_is_left_out_goes_or_is_retired(desk: OpenDesk) -> None:
    made = add_field(desk, "place", CustomFieldKind.DEPENDENT, options=PLACES)
    ids = _ids(made)
    saved = add_ticket(desk, custom=(("place", ids["Old town"]),))
    left = desk.fields.set_options(made.id, made.version, parse_options("West", made.kind))
    # What lies above a used one stays too, or its path could not be read any more.
    assert {option.label: option.is_retired for option in left.options} == {
        "West": False, "North": True, "Hà Nội": True, "Old town": True,
    }  # fmt: skip
    assert _custom(desk, saved.serial) == {"place": ids["Old town"]}
    assert print_options(left) == "West\n"
    with pytest.raises(Invalid) as caught:
        add_ticket(desk, custom=(("place", ids["Old town"]),))
    assert [one.code.value for one in caught.value.problems] == ["unknown_choice"]
    back = desk.fields.set_options(left.id, left.version, parse_options(PLACES, made.kind))
    assert {name: _ids(back)[name] for name in ("North", "Hà Nội", "Old town")} == {
        name: ids[name] for name in ("North", "Hà Nội", "Old town")
    }
    assert not any(option.is_retired for option in back.options)
    assert print_options(back) == PLACES


def test_options_move_within_the_tree(desk: OpenDesk) -> None:
    made = add_field(desk, "place", CustomFieldKind.DEPENDENT, options=PLACES)
    ids = _ids(made)
    lines = (
        OptionLine("Old town", 0, ids["Old town"]),
        OptionLine("North", 1, ids["North"]),
        OptionLine("Hà Nội", 2, ids["Hà Nội"], is_retired=True),
        OptionLine("New", 0),
        OptionLine("South", 1, ids["South"]),
    )
    moved = desk.fields.set_options(made.id, made.version, lines)
    assert option_lines(moved) == tuple(
        replace(line, id=option.id, key=option.key)
        for line, option in zip(
            lines, sorted(moved.options, key=lambda one: moved.rank_by_id[one.id]), strict=True
        )
    )
    assert _ids(moved).items() >= ids.items()
    assert desk.fields.set_options(moved.id, moved.version, option_lines(moved)).options == (
        moved.options
    )


def test_an_option_comes_up_to_the_top(desk: OpenDesk) -> None:
    made = add_field(desk, "place", CustomFieldKind.DEPENDENT, options=PLACES)
    lines = tuple(replace(line, depth=0) for line in option_lines(made))
    flat = desk.fields.set_options(made.id, made.version, lines)
    assert [option.parent_id for option in flat.options] == [None] * 4
    assert _ids(flat) == _ids(made)


def test_uses_are_counted(desk: OpenDesk) -> None:
    made = add_field(desk, "tags", CustomFieldKind.MULTI_SELECT, options="A\nB\nC")
    amount = add_field(desk, "amount", CustomFieldKind.DECIMAL)
    ids = _ids(made)
    add_ticket(desk, custom=(("tags", (ids["A"], ids["B"])), ("amount", Decimal("1.5"))))
    add_ticket(desk, custom=(("tags", (ids["A"],)),))
    uses = desk.fields.uses(made.id)
    assert (uses.count, uses.by_option) == (2, {ids["A"]: 2, ids["B"]: 1})
    assert (desk.fields.uses(amount.id).count, desk.fields.uses(amount.id).by_option) == (1, {})


def test_other_windows_hear_of_a_change(database_url: str, desk: OpenDesk) -> None:
    other = open_as(database_url)
    try:
        other.live.begin()
        made = add_field(desk, "shop", CustomFieldKind.DROP_DOWN, options="A")
        assert ChangeKind.FIELD in other.live.wait(Cancellation(), 10).kinds
        desk.fields.set_options(made.id, made.version, ())
        assert ChangeKind.FIELD in other.live.wait(Cancellation(), 10).kinds
    finally:
        other.close()


def test_a_write_knows_the_fields_as_they_are_now(database_url: str, desk: OpenDesk) -> None:
    with opened(database_url) as other:
        other.directory()
        made = add_field(desk, "shop", CustomFieldKind.DROP_DOWN, options="A")
        saved = add_ticket(other, custom=(("shop", made.options[0].id),))
        more = desk.fields.set_options(made.id, None, parse_options("A\nB", made.kind))
        last = add_ticket(other, custom=(("shop", more.options[1].id),))
        desk.fields.change(FieldEdit(made.id, None, (("is_required_to_create", True),)))
        with pytest.raises(Invalid):
            add_ticket(other)
    assert _custom(desk, saved.serial) == {"shop": made.options[0].id}
    assert _custom(desk, last.serial) == {"shop": more.options[1].id}


@pytest.mark.parametrize("shape", ["flat", "deep"])
def test_ten_thousand_options_are_set_quickly(desk: OpenDesk, shape: str) -> None:
    text = (
        "\n".join(f"Option {number}" for number in range(10_000))
        if shape == "flat"
        else "\n".join(
            "  " * depth + f"Node {chain}.{depth}" for chain in range(200) for depth in range(50)
        )
    )
    made = add_field(desk, "huge", CustomFieldKind.DEPENDENT)
    began = time.perf_counter()
    filled = desk.fields.set_options(made.id, made.version, parse_options(text, made.kind))
    took = time.perf_counter() - began
    assert print_options(filled) == text + "\n"
    lines = option_lines(filled)
    began = time.perf_counter()
    turned = desk.fields.set_options(
        made.id, filled.version, (OptionLine("First"), *lines[:-2], replace(lines[-2], label="X"))
    )
    took_again = time.perf_counter() - began
    assert (turned.options[0].label, turned.options[-1].label) == ("First", "X")
    assert [one.id for one in turned.options[1:]] == [line.id for line in lines[:-1]]
    assert max(took, took_again) < 60


def test_options_and_settings_change_together_or_not_at_all(desk: OpenDesk) -> None:
    made = add_field(desk, "shop", CustomFieldKind.DROP_DOWN, options="A")
    lines = (*option_lines(made), OptionLine("B"))
    with pytest.raises(Invalid):
        desk.fields.change(FieldEdit(made.id, made.version, (("default", "C"),), lines))
    assert desk.fields.all() == (made,)
    changed = desk.fields.change(FieldEdit(made.id, made.version, (("default", "B"),), lines))
    assert print_options(changed) == "A\nB\n"
    assert changed.default == str(_ids(changed)["B"])
    assert changed.version > made.version
    only = desk.fields.change(FieldEdit(made.id, changed.version, (), option_lines(made)))
    assert print_options(only) == "A\n"
    with pytest.raises(Conflict):
        desk.fields.change(FieldEdit(made.id, changed.version, (), option_lines(made)))


@pytest.mark.parametrize("how", ["retired", "left-out", "above-retired", "above-left-out"])
def test_a_default_counts_again_once_its_option_was_put_back(desk: OpenDesk, how: str) -> None:
    kind = CustomFieldKind.DEPENDENT
    made = add_field(
        desk, "region", kind, options="North\n  Hanoi\nSouth\n", default="north/hanoi",
        is_required_to_create=True,
    )  # fmt: skip
    every = option_lines(made)
    gone = "Hanoi" if how in {"retired", "left-out"} else "North"
    if "left-out" in how:
        below = {"Hanoi"} if gone == "North" else set()
        lines = [line for line in every if line.label not in {gone} | below]
    else:
        lines = [replace(line, is_retired=line.label == gone) for line in every]
    retired = desk.fields.set_options(made.id, made.version, lines)
    assert retired.default == made.default
    assert field_record(retired)["default"] == ["north", "hanoi"]
    with pytest.raises(Invalid):
        add_ticket(desk)
    renamed = _change(desk, retired, label="Place")
    assert renamed.default == made.default
    back = parse_options("North\n  Hanoi\nSouth\n", kind)
    whole = desk.fields.set_options(made.id, renamed.version, back)
    assert [one.id for one in whole.options] == [one.id for one in made.options]
    assert field_record(whole)["default"] == ["north", "hanoi"]
    assert _custom(desk, add_ticket(desk).serial) == {"region": _ids(made)["Hanoi"]}


def test_every_option_of_a_default_of_several_is_kept(desk: OpenDesk) -> None:
    made = add_field(desk, "tags", CustomFieldKind.MULTI_SELECT, options="A\nB\nC\n", default="a,c")
    less = desk.fields.set_options(made.id, made.version, (OptionLine("B"),))
    assert print_options(less) == "B\n"
    assert {one.label for one in less.options if one.is_retired} == {"A", "C"}
    assert field_record(less)["default"] == ["a", "c"]


def test_an_option_goes_that_was_the_default_until_this_very_change(desk: OpenDesk) -> None:
    made = add_field(desk, "shop", CustomFieldKind.DROP_DOWN, options="A\nB", default="A")
    lines = option_lines(made)[1:]
    changed = desk.fields.change(FieldEdit(made.id, made.version, (("default", "B"),), lines))
    assert [one.label for one in changed.options] == ["B"]
    assert changed.default == str(_ids(changed)["B"])
    bare = desk.fields.change(FieldEdit(made.id, changed.version, (("default", None),), ()))
    assert (bare.options, bare.default) == ((), None)
