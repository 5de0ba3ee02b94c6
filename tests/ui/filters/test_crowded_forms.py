"""Filters on fields of hundreds and thousands of options: found, ticked and given back as ever."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QModelIndex, QObject, QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QListView, QTreeView, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from helpdesk_desktop.domain.custom_field import (
    CustomField,
    CustomFieldId,
    CustomFieldKind,
    CustomFieldOwner,
    CustomOption,
    CustomOptionId,
)
from helpdesk_desktop.domain.filtering.filter_fields import find_field
from helpdesk_desktop.domain.filters import (
    ChoiceCondition,
    Node,
    TreeCondition,
    TreeMatch,
)
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.ui.filters.choices_form import ChoicesForm
from helpdesk_desktop.ui.filters.many_ticks import ManyTicks
from helpdesk_desktop.ui.filters.node_rows import NodeRows
from helpdesk_desktop.ui.filters.tree_form import TreeForm
from tests.screen import click, get, press, type_text

FLAT = 1_000
TOPS, SUBS = 30, 19
CHECK = Qt.ItemDataRole.CheckStateRole


def _field(
    number: int, key: str, kind: CustomFieldKind, options: Iterator[CustomOption]
) -> CustomField:
    return CustomField(
        CustomFieldId(number), CustomFieldOwner.TICKET, key, key, kind, options=tuple(options)
    )


def _flat() -> Iterator[CustomOption]:
    for n in range(1, FLAT + 1):
        yield CustomOption(CustomOptionId(n), f"k{n}", f"Tỉnh {n:04}", is_retired=n == 7)


def _tree() -> Iterator[CustomOption]:
    for top in range(TOPS):
        first = CustomOptionId(top * (SUBS + 1) + 1)
        yield CustomOption(first, f"t{top}", f"Vùng {top}")
        for sub in range(SUBS):
            number = CustomOptionId(first + 1 + sub)
            yield CustomOption(number, f"t{top}-{sub}", f"Sub {top}-{sub}", first)


DIRECTORY = Directory(
    custom_fields=(
        _field(1, "flat", CustomFieldKind.DROP_DOWN, _flat()),
        _field(2, "tree", CustomFieldKind.DEPENDENT, _tree()),
        _field(
            3,
            "ring",
            CustomFieldKind.DEPENDENT,
            iter(
                (
                    CustomOption(CustomOptionId(1), "a", "A", CustomOptionId(2)),
                    CustomOption(CustomOptionId(2), "b", "B", CustomOptionId(1)),
                )
            ),
        ),
    )
)


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(320, 420)
    return made


def _choices(host: QWidget) -> tuple[ChoicesForm, ManyTicks]:
    field = find_field("cf.flat", DIRECTORY)
    assert field is not None
    form = ChoicesForm(field, DIRECTORY, host)
    form.resize(300, 400)
    host.show()
    return form, get(form, ManyTicks, "values")


def _nodes(host: QWidget, key: str = "cf.tree") -> tuple[TreeForm, QTreeView]:
    field = find_field(key, DIRECTORY)
    assert field is not None
    form = TreeForm(field, DIRECTORY, host)
    form.resize(300, 400)
    host.show()
    return form, get(form, QTreeView, "nodes")


def _texts(view: QListView) -> list[str]:
    model = view.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def _chosen(*numbers: int) -> Node:
    return ChoiceCondition(field="cf.flat", items=numbers)


def test_every_option_of_many_is_a_box_and_no_value_too(host: QWidget) -> None:
    _, values = _choices(host)
    texts = _texts(values)
    assert len(texts) == FLAT + 1
    assert texts[6] == "Tỉnh 0007 (retired)"
    assert texts[-1] == "No value"


def test_a_box_of_many_is_ticked_by_a_click_in_its_line_and_by_space(
    qtbot: QtBot, host: QWidget
) -> None:
    form, values = _choices(host)
    place = values.visualRect(values.model().index(2, 0)).center() + QPoint(60, 0)
    with qtbot.waitSignal(form.edited):
        click(values.viewport(), place)
    assert form.condition() == _chosen(3)
    with qtbot.waitSignal(form.edited):
        press(values, Qt.Key.Key_Space)
    assert form.condition() is None
    square = values.visualRect(values.model().index(0, 0))
    click(values.viewport(), QPoint(square.left() + 12, square.center().y()))
    assert form.condition() == _chosen(1)
    press(values, Qt.Key.Key_F2)
    assert not values.findChildren(QLineEdit)


def test_one_of_many_is_found_without_marks_and_taken_by_enter(qtbot: QtBot, host: QWidget) -> None:
    form, values = _choices(host)
    qtbot.waitActive(host)
    find = get(form, QLineEdit, "findValue")
    type_text(find, "tinh 099")
    assert _texts(values) == [f"Tỉnh 099{n}" for n in range(10)]
    press(find, Qt.Key.Key_Return)
    assert form.condition() is None
    type_text(find, "5")
    press(find, Qt.Key.Key_Return)
    assert find.text() == ""
    assert len(_texts(values)) == FLAT + 1
    assert form.condition() == _chosen(995)
    press(find, Qt.Key.Key_Down)
    assert values.hasFocus()
    assert values.currentIndex().row() == 0
    type_text(find, "nowhere")
    press(find, Qt.Key.Key_Down)
    assert find.hasFocus()


def test_what_was_removed_stays_to_be_seen_among_many(host: QWidget) -> None:
    form, values = _choices(host)
    asked = ChoiceCondition(field="cf.flat", items=(4, 999_999), neg=True)
    assert form.show_condition(asked)
    assert len(_texts(values)) == FLAT + 2
    assert form.condition() == asked
    assert form.show_condition(_chosen(5))
    assert form.condition() == _chosen(5)


def test_a_tree_of_many_is_closed_until_it_is_opened_or_searched(
    qtbot: QtBot, host: QWidget
) -> None:
    form, nodes = _nodes(host)
    model = nodes.model()
    assert not nodes.isExpanded(model.index(0, 0))
    asked = TreeCondition(field="cf.tree", op=TreeMatch.UNDER, items=(21 + 3, 41))
    assert form.show_condition(asked)
    assert nodes.currentIndex().data() == "Sub 1-2"
    assert nodes.isExpanded(model.index(1, 0))
    assert form.condition() == asked
    find = get(form, QLineEdit, "findValue")
    qtbot.waitActive(host)
    type_text(find, "sub 7-1")
    tops = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert tops == ["Vùng 7"]
    top = model.index(0, 0)
    assert nodes.isExpanded(top)
    assert [model.index(row, 0, top).data() for row in range(model.rowCount(top))] == [
        "Sub 7-1",
        *(f"Sub 7-{n}" for n in range(10, 19)),
    ]
    assert nodes.currentIndex().data() == "Sub 7-1"
    with qtbot.waitSignal(form.edited):
        press(nodes, Qt.Key.Key_Space)
    ticked = 7 * (SUBS + 1) + 1 + 2
    # What is ticked and not shown stays ticked; the answer is in the order of the tree.
    found = form.condition()
    assert isinstance(found, TreeCondition)
    assert found.items == (24, 41, ticked)
    find.clear()
    assert model.rowCount() == TOPS
    assert not nodes.isExpanded(model.index(7, 0))


def test_a_node_that_was_removed_stays_to_be_seen(host: QWidget) -> None:
    form, nodes = _nodes(host)
    asked = TreeCondition(field="cf.tree", op=TreeMatch.IS, items=(999_999,), neg=True)
    assert form.show_condition(asked)
    assert nodes.model().rowCount() == TOPS + 1
    assert form.condition() == asked


def test_nodes_that_lie_below_each_other_are_both_shown(host: QWidget) -> None:
    form, nodes = _nodes(host, "cf.ring")
    assert nodes.model().rowCount() == 1
    assert form.show_condition(TreeCondition(field="cf.ring", op=TreeMatch.IS, items=(1, 2)))
    found = form.condition()
    assert isinstance(found, TreeCondition)
    assert set(found.items) == {1, 2}


def test_the_nodes_keep_qt_s_rules_while_they_are_searched(
    qtmodeltester: ModelTester, qapp: QObject
) -> None:
    rows = NodeRows(qapp)
    qtmodeltester.check(rows)  # type: ignore[no-untyped-call]  # pytest-qt has no types
    rows.add([(1, "A", None), (2, "A one", 1), (3, "B", None), (4, "B one", 3), (5, "lost", 99)])
    assert (rows.count, rows.shown_count) == (5, 5)
    assert rows.show_only("one") == 2
    assert rows.shown_count == 4
    assert not rows.index_of(5).isValid()
    assert rows.show_only("nothing") is None
    assert rows.shown_count == 0
    rows.tick({2})
    assert rows.show_only("") is None
    assert rows.index_of(2).data(CHECK) == Qt.CheckState.Checked
    assert not rows.setData(rows.index_of(2), "x")
    assert not rows.setData(QModelIndex(), Qt.CheckState.Checked, CHECK)
    assert rows.data(QModelIndex()) is None
    assert rows.flags(QModelIndex()) == Qt.ItemFlag.NoItemFlags
    assert rows.index_of(2).data(Qt.ItemDataRole.DecorationRole) is None
    rows.tick(())
    assert rows.ticked() == ()
