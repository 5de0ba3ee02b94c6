"""Each form shows what it can show in full, gives it back unchanged, and leaves the rest."""

from dataclasses import asdict
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from helpdesk_desktop.domain.filtering.filter_fields import STANDARD_FIELDS, find_field
from helpdesk_desktop.domain.filtering.filter_print import print_tree
from helpdesk_desktop.domain.filtering.filter_sentence import field_of
from helpdesk_desktop.domain.filtering.filter_text import parse
from helpdesk_desktop.domain.filters import (
    ChoiceCondition,
    EmptyCondition,
    Group,
    Keyword,
    Node,
    NumberCondition,
    NumberRange,
    PersonCondition,
    SetCondition,
    SetMatch,
    TeamCondition,
    TextCondition,
    TextMatch,
    UnknownCondition,
    YesNoCondition,
)
from helpdesk_desktop.ui.filters.node_form import NodeForm, make_form
from tests import trees
from tests.cast import CUSTOM_DIRECTORY, DIRECTORY
from tests.screen import get, press, type_text

TODAY = date(2026, 11, 24)


def _through_form(node: Node, host: QWidget) -> tuple[bool, Node | None]:
    form = make_form(field_of(node, CUSTOM_DIRECTORY), CUSTOM_DIRECTORY, TODAY, host)
    is_shown = form.show_condition(node)
    made = form.condition()
    form.setParent(None)
    form.deleteLater()
    return is_shown, made


def test_a_value_of_spaces_is_left_to_the_query_text(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    node = TextCondition(field="subject", op=TextMatch.CONTAINS, items=("đơn", "\n"))
    assert _through_form(node, host)[0] is False


def test_a_range_the_wrong_way_round_is_not_turned(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    node = NumberCondition(field="serial", items=(NumberRange(Decimal(7), Decimal(3)),))
    assert _through_form(node, host) == (True, node)


@pytest.mark.parametrize(
    "text",
    ["-cf.checkbox:no", "-cf.checkbox:yes", "-phone:none", "-phone:any", "-contact.cf.checkbox:no"],
)
def test_what_is_not_the_opposite_comes_back_as_it_was(qtbot: QtBot, text: str) -> None:
    (node,) = parse(text, CUSTOM_DIRECTORY).parts
    qtbot.addWidget(host := QWidget())
    form = NodeForm(field_of(node, CUSTOM_DIRECTORY), node, CUSTOM_DIRECTORY, TODAY, host)
    assert not form.is_text
    assert form.is_negated.isChecked()
    assert form.condition() == node


def test_the_largest_numbers_that_are_stored_can_be_asked_for_and_larger_ones_are_told(
    qtbot: QtBot,
) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.show()
    for key, most in (("cf.integer", 2**63 - 1), ("cf.decimal", 9_223_372_036_854)):
        field = find_field(key, CUSTOM_DIRECTORY)
        assert field is not None
        form = make_form(field, CUSTOM_DIRECTORY, TODAY, host)
        form.show()
        fault, low = get(form, QLabel, "numberFault"), get(form, QLineEdit, "value1")
        for operator in ("eq", "not-eq", "ge", "le", "gt", "lt", "between", "any-of", "none-of"):
            form.choose_operator(operator)
            get(form, QLineEdit, "value2").setText(f"-{most}")
            low.setText(str(most))
            made = form.condition()
            assert isinstance(made, NumberCondition)
            assert not fault.isVisible()
            assert parse(print_tree(made, CUSTOM_DIRECTORY), CUSTOM_DIRECTORY).parts == (made,)
            low.setText(f"{most + 1}")
            assert form.condition() is None
            assert fault.isVisible()
            assert f"from -{most} to {most}" in fault.text()
        form.choose_operator("empty")
        assert form.condition() is not None
        assert not fault.isVisible()


def test_a_value_is_found_and_ticked_by_keys_alone(qtbot: QtBot) -> None:
    form = make_form(STANDARD_FIELDS["assignee"], DIRECTORY, TODAY, host := QWidget())
    qtbot.addWidget(host)
    host.show()
    qtbot.waitActive(host)
    find = get(form, QLineEdit, "findValue")
    find.show()
    type_text(find, DIRECTORY.agents[0].name)
    press(find, Qt.Key.Key_Return)
    wanted = PersonCondition(field="assignee", items=(DIRECTORY.agents[0].id,))
    assert form.condition() == wanted
    assert find.text() == ""
    press(find, Qt.Key.Key_Down)
    values = get(form, QListWidget, "values")
    assert values.hasFocus()
    assert values.currentRow() == 0


@pytest.mark.parametrize(
    "text",
    [
        "status:new,closed",
        "-status:closed",
        "type:none",
        "type:any",
        "priority:>=high",
        "priority:<=normal",
        "assignee:me",
        "assignee:none,me",
        "group:my-groups",
        "-ccs:me",
        "subject:x,y",
        "subject:=x",
        "-subject:x",
        "subject:^x",
        "subject:$x",
        "subject:none",
        "description:refund",
        'description:words("a b")',
        "-description:x",
        "phone:331",
        "phone:=+84908123331",
        "serial:>=5",
        "serial:3..7",
        "-serial:5",
        "unread:yes",
        "overdue:no",
        "created:last-7d",
        "due:next-3h",
        "updated:>2w",
        "created:today",
        "created:2026-11-23",
        "closed:<2026-11-23",
        "closed:>=2026-11-23",
        "created:2026-11-01..2026-11-20",
        "due:none",
        "due:any",
        "call.direction:in",
        "changed.status:to(closed)",
        "-changed.priority:from(low),to(high),in(last-7d)",
        "changed.assignee:any",
        "serial:1,3..7,10..",
        "-serial:1,2",
        "priority:>normal",
        "priority:low,#99",
        "assignee:#4",
        "subject:=x,y",
        "call.status:missed,ivr",
        "note.kind:internal",
        "ccs:none,me",
        "cf.text:^x",
        "cf.regex:=x,y",
        "cf.multi_line:words(x)",
        "cf.drop_down:vip,none",
        "cf.integer:>=5",
        "cf.decimal:2.5..7",
        "cf.checkbox:no",
        "cf.checkbox:none",
        "cf.date:last-7d",
        "cf.multi_select:all(vip,đỏ)",
        "contact.cf.multi_select:only(vip)",
        "-cf.multi_select:vip",
        "cf.dependent:ha-noi,#77",
        "-company.cf.dependent:=south",
        "cf.dependent:none",
    ],
)
def test_a_form_gives_back_what_it_shows(qtbot: QtBot, text: str) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    node = parse(text, CUSTOM_DIRECTORY).parts[0]
    is_shown, made = _through_form(node, host)
    assert is_shown
    assert made is not None
    assert _meaning(made) == _meaning(node)


@pytest.mark.parametrize("text", ["created:>0min", "created:last-0d", "due:next-10000d"])
def test_a_length_that_the_box_cannot_hold_is_left_to_the_text(qtbot: QtBot, text: str) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    is_shown, _made = _through_form(parse(text, DIRECTORY).parts[0], host)
    assert not is_shown


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(node=trees.conditions(CUSTOM_DIRECTORY))
@pytest.mark.usefixtures("qapp")
def test_a_form_never_changes_what_it_claims_to_show(node: Node) -> None:
    if isinstance(node, Group | UnknownCondition):
        return
    host = QWidget()
    is_shown, made = _through_form(node, host)
    host.deleteLater()
    if is_shown and made is not None:
        assert _meaning(made) == _meaning(node)


def _meaning(node: Node) -> object:
    """The same for conditions that differ in the order of alternatives or in how they say no."""
    match node:
        case EmptyCondition():
            return node.field, node.is_empty != node.neg
        case YesNoCondition():
            return node.field, node.wanted != node.neg
        case ChoiceCondition() | PersonCondition() | TeamCondition() if set(node.items) == {
            Keyword.NONE
        }:
            return node.field, not node.neg
        case SetCondition(op=SetMatch.ANY) if set(node.items) == {Keyword.NONE}:
            return node.field, not node.neg
        case _:
            values = asdict(node) | {"mute": False, "extra": ()}
            items = frozenset(map(repr, values.pop("items", ())))
            for name in ("origins", "targets"):
                values[name] = sorted(set(map(repr, values.get(name, ()))))
            return type(node), repr(values), items
