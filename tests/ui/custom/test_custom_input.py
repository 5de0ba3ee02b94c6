import time
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QToolButton
from pytestqt.qtbot import QtBot

from helpdesk_desktop.domain.custom_field import CustomFieldKind, CustomOptionId
from helpdesk_desktop.domain.custom_values import CustomValue
from helpdesk_desktop.ui.custom.custom_input import CustomInput, make_input
from tests.screen import click, get, nameless_controls, press, type_text
from tests.ui.custom.conftest import StandingClock, a_field

_VALUES: dict[CustomFieldKind, Any] = {
    CustomFieldKind.TEXT: "=1+1 🙂",
    CustomFieldKind.REGEX: "AB-123456",
    CustomFieldKind.MULTI_LINE: "first\n\n  second ",
    CustomFieldKind.INTEGER: -12,
    CustomFieldKind.DECIMAL: Decimal("12.5"),
    CustomFieldKind.CHECKBOX: True,
    CustomFieldKind.DATE: date(2026, 2, 28),
    CustomFieldKind.DROP_DOWN: 3,
    CustomFieldKind.DEPENDENT: 2,
    CustomFieldKind.MULTI_SELECT: (1, 3),
}


def _input(qtbot: QtBot, clock: StandingClock, kind: CustomFieldKind, **values: Any) -> CustomInput:
    made = make_input(a_field(kind, **values), clock)
    qtbot.addWidget(made)
    made.target.setAccessibleName("Field")
    made.show()
    return made


@pytest.mark.parametrize("kind", CustomFieldKind)
def test_a_stored_value_comes_back_unchanged(
    qtbot: QtBot, clock: StandingClock, kind: CustomFieldKind
) -> None:
    given = _input(qtbot, clock, kind)
    assert given.value is None
    assert given.problems == ()
    given.set_value(_VALUES[kind])
    assert given.value == _VALUES[kind]
    again = _input(qtbot, clock, kind)
    again.restore(given.draft())
    expected = None if kind is CustomFieldKind.CHECKBOX else _VALUES[kind]
    assert again.value == expected  # a box that was not touched is no draft
    given.set_value(None)
    assert given.value is None
    assert nameless_controls(given) == []


@pytest.mark.parametrize("kind", CustomFieldKind)
def test_a_draft_of_something_else_leaves_the_input_empty(
    qtbot: QtBot, clock: StandingClock, kind: CustomFieldKind
) -> None:
    given = _input(qtbot, clock, kind)
    for foreign in (None, 12, [1], {"option": 99, "options": [99, "x"]}, {"options": 3}):
        given.restore(foreign)
        assert given.value is None


@pytest.mark.usefixtures("vietnamese")
def test_a_decimal_is_typed_as_the_locale_writes_it(qtbot: QtBot, clock: StandingClock) -> None:
    given = _input(qtbot, clock, CustomFieldKind.DECIMAL)
    with qtbot.waitSignal(given.edited):
        type_text(get(given, QLineEdit, given.name), "12,50")
    assert given.value == Decimal("12.5")
    given.set_value(Decimal("0.000001"))
    assert get(given, QLineEdit, given.name).text() == "0,000001"


@pytest.mark.parametrize(
    ("kind", "typed", "key"),
    [
        (CustomFieldKind.INTEGER, "two", "bad_whole_number"),
        (CustomFieldKind.INTEGER, "99999999999999999999", "number_out_of_range"),
        (CustomFieldKind.DECIMAL, "1.0000001", "too_many_places"),
        (CustomFieldKind.REGEX, "nope", "no_match"),
        (CustomFieldKind.DROP_DOWN, "nowhere", "unknown_option"),
        (CustomFieldKind.MULTI_SELECT, "nowhere", "unknown_option"),
    ],
)
def test_what_is_no_value_is_a_fault_and_stays_in_the_draft(
    qtbot: QtBot, clock: StandingClock, kind: CustomFieldKind, typed: str, key: str
) -> None:
    given = _input(qtbot, clock, kind, pattern=r"[A-Z]{2}-\d{6}")
    target = given.target
    line = target.lineEdit() if isinstance(target, QComboBox) else target
    assert line is not None
    type_text(line, typed)
    assert [problem.key for problem in given.problems] == [key]
    assert given.value is None
    again = _input(qtbot, clock, kind, pattern=r"[A-Z]{2}-\d{6}")
    again.restore(given.draft())
    assert [problem.key for problem in again.problems] == [key]


def test_an_option_deep_in_a_tree_is_found_by_its_own_name(
    qtbot: QtBot, clock: StandingClock
) -> None:
    given = _input(qtbot, clock, CustomFieldKind.DEPENDENT)
    finder = get(given, QComboBox, given.name)
    line = finder.lineEdit()
    assert line is not None
    type_text(line, "ha noi")
    assert given.value == 2
    assert "Miền Bắc / Hà Nội" in [finder.itemText(n) for n in range(finder.count())]


def test_a_retired_option_is_offered_only_where_it_is_the_value(
    qtbot: QtBot, clock: StandingClock
) -> None:
    cases: tuple[tuple[CustomFieldKind, CustomValue], ...] = (
        (CustomFieldKind.DROP_DOWN, 4),
        (CustomFieldKind.MULTI_SELECT, (CustomOptionId(4),)),
    )
    for kind, value in cases:
        given = _input(qtbot, clock, kind)
        given.restore({"option": 4, "options": [4]})
        assert given.value is None
        given.set_value(value)
        assert given.value == value


def test_a_box_gives_a_value_once_it_was_touched(qtbot: QtBot, clock: StandingClock) -> None:
    given = _input(qtbot, clock, CustomFieldKind.CHECKBOX)
    box = get(given, QCheckBox, given.name)
    click(box, box.rect().topLeft() + box.rect().center() / 8)
    assert given.draft() is True
    click(box, box.rect().topLeft() + box.rect().center() / 8)
    assert given.value is False
    again = _input(qtbot, clock, CustomFieldKind.CHECKBOX)
    again.restore(given.draft())
    assert again.value is False


def test_a_day_is_picked_near_or_cleared(qtbot: QtBot, clock: StandingClock) -> None:
    given = _input(qtbot, clock, CustomFieldKind.DATE)
    choose = get(given, QComboBox, f"{given.name}_choose")
    choose.setFocus()
    press(choose, Qt.Key.Key_Down)
    assert given.value == date(2026, 11, 23)
    click(get(given, QToolButton, f"{given.name}_clear"))
    assert given.value is None


def test_every_input_tells_of_the_users_hand(qtbot: QtBot, clock: StandingClock) -> None:
    given = _input(qtbot, clock, CustomFieldKind.MULTI_LINE)
    with qtbot.waitSignal(given.edited):
        type_text(get(given, QPlainTextEdit, given.name), "x")


def test_an_option_typed_in_full_counts_without_enter(qtbot: QtBot, clock: StandingClock) -> None:
    given = _input(qtbot, clock, CustomFieldKind.MULTI_SELECT)
    line = get(given, QComboBox, f"{given.name}_find").lineEdit()
    assert line is not None
    type_text(line, "mien bac")
    assert given.value == (1,)
    again = _input(qtbot, clock, CustomFieldKind.MULTI_SELECT)
    again.restore(given.draft())
    assert again.value == (1,)


def test_a_pattern_that_never_ends_does_not_hold_up_the_window(
    qtbot: QtBot, clock: StandingClock
) -> None:
    given = _input(qtbot, clock, CustomFieldKind.REGEX, pattern="(a|aa)+$")
    type_text(given.target, "a" * 60 + "b")
    began = time.process_time()
    assert given.problems == ()  # the desk tells, which can wait
    assert given.value == "a" * 60 + "b"
    assert time.process_time() - began < 0.2
