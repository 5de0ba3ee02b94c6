"""A filter that names what is retired or gone says so in the dock and in the builder."""

from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from helpdesk_desktop.domain.changes import ChangeKind, Changes
from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldKind
from helpdesk_desktop.domain.field_wishes import FieldEdit
from helpdesk_desktop.domain.filtering.filter_fields import STANDARD_FIELDS
from helpdesk_desktop.domain.filtering.filter_text import parse
from helpdesk_desktop.domain.filtering.saved_filter import NewSavedFilter, why_unusable
from helpdesk_desktop.domain.filters import PersonCondition
from helpdesk_desktop.domain.option_lines import option_lines
from helpdesk_desktop.domain.people import Agent, AgentId, Directory, RoleId
from helpdesk_desktop.domain.quick_filters import quick_filter_of
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.ui.actions import Act
from helpdesk_desktop.ui.filter_builder.filter_builder import FilterBuilder
from helpdesk_desktop.ui.filter_builder.part_painter import STANDING
from helpdesk_desktop.ui.filters.choices_form import ChoicesForm
from helpdesk_desktop.ui.filters.quick_filter_model import QuickFilterModel
from helpdesk_desktop.ui.filters.shared_filter_list import SharedFilterList
from helpdesk_desktop.ui.filters.standing_words import Standing, part_standing
from tests.builders import NOW, add_field, add_group
from tests.screen import click, focus, get, press
from tests.ui.filters.test_quick_filtering import Screen, screen_of

__all__ = ["screen_of"]  # a fixture

RETIRED = (
    "This quick filter cannot be used: the field “Wing” was retired. An administrator can bring it "
    "back."
)


def _save(desk: OpenDesk, name: str, query: str) -> None:
    desk.saved_filters.create(NewSavedFilter(uuid4(), name, parse(query, desk.directory())))


def _set_active(screen: Screen, field: CustomField, *, is_active: bool) -> CustomField:
    now = {one.id: one for one in screen.desk.fields.all()}[field.id]
    edit = FieldEdit(now.id, now.version, (("is_active", is_active),))
    changed = screen.desk.fields.change(edit)
    _hear(screen, ChangeKind.FIELD)
    return changed


def _hear(screen: Screen, kind: ChangeKind) -> None:
    """As the window hears of what another one did."""
    screen.desk.directory()
    screen.runner.announce(Changes(kinds=frozenset({kind})))
    screen.settle()


@pytest.fixture
def wing(desk: OpenDesk) -> CustomField:
    return add_field(desk, "wing")


@pytest.fixture
def screen(screen_of: Callable[[], Screen], desk: OpenDesk, wing: CustomField) -> Screen:
    """A window with a filter on the field Wing, beside a plain one."""
    _save(desk, "East", f"{wing.filter_key}:none status:new")
    _save(desk, "Plain", "status:pending")
    return screen_of()


def _count(screen: Screen, name: str) -> int | None:
    counts = screen.window.quick_filters.counts
    key = next(one.key for one in screen.window.quick_filters.filters if one.name == name)
    return counts[key]


def test_a_filter_whose_field_is_retired_says_so_and_is_back_with_it(
    screen: Screen, wing: CustomField
) -> None:
    screen.qtbot.waitUntil(lambda: _count(screen, "East") is not None)
    before = _count(screen, "East")
    _set_active(screen, wing, is_active=False)
    row = screen.index("East")
    assert RETIRED in str(row.data(Qt.ItemDataRole.ToolTipRole))
    assert row.data(Qt.ItemDataRole.AccessibleTextRole) == "East, cannot be used"
    assert row.data(Qt.ItemDataRole.AccessibleDescriptionRole) == RETIRED
    assert row.data(QuickFilterModel.CountRole) is None
    spec = screen.window.question.spec
    screen.choose("East")
    assert screen.window.toast.sentence == RETIRED
    assert screen.window.question.spec == spec
    _set_active(screen, wing, is_active=True)
    screen.qtbot.waitUntil(lambda: _count(screen, "East") == before)
    assert screen.index("East").data(Qt.ItemDataRole.AccessibleDescriptionRole) is None
    screen.choose("East")
    assert screen.window.tickets.model.rowCount() == before


def test_who_may_bring_the_field_back_is_led_to_where_that_is_done(
    screen: Screen, wing: CustomField
) -> None:
    _set_active(screen, wing, is_active=False)
    opened: list[bool] = []
    action = screen.window.actions_[Act.ADMINISTRATION]
    action.setEnabled(True)
    action.triggered.connect(lambda: opened.append(True))
    screen.choose("East")
    click(get(screen.window.toast, QPushButton, "toast_button"))
    assert opened == [True]


def test_a_shared_filter_that_cannot_be_used_says_so_in_the_list_of_all(desk: OpenDesk) -> None:
    tree = parse("type:#77", desk.directory())
    why = why_unusable(tree, desk.directory())
    new = NewSavedFilter(uuid4(), "Broken", parse("status:new", desk.directory()))
    saved = replace(desk.saved_filters.create(new), why_unusable=why, owner_name="Mai")
    host = QWidget()
    shown = SharedFilterList(host)
    shown.show_filters((quick_filter_of(saved, is_own=False),))
    item = shown.list.item(0)
    assert item.text().endswith("cannot be used")
    assert "#77" in item.toolTip()
    host.deleteLater()


def test_the_filter_in_force_stays_listed_and_its_reason_is_told_once(
    screen: Screen, wing: CustomField
) -> None:
    screen.choose("East")
    spec, rows = screen.window.question.spec, screen.window.tickets.model.rowCount()
    _set_active(screen, wing, is_active=False)
    assert screen.window.toast.sentence == RETIRED
    screen.window.toast.hide()
    _hear(screen, ChangeKind.FILTER)
    assert not screen.window.toast.isVisible()
    assert (screen.window.question.spec, screen.window.tickets.model.rowCount()) == (spec, rows)


def test_a_retired_option_is_noted_and_the_filter_still_lists(
    screen_of: Callable[[], Screen], desk: OpenDesk
) -> None:
    field = add_field(desk, "shop", CustomFieldKind.DROP_DOWN, options="North\nSouth")
    _save(desk, "North", "cf.shop:north")
    screen = screen_of()
    lines = tuple(replace(one, is_retired=one.label == "North") for one in option_lines(field))
    desk.fields.set_options(field.id, field.version, lines)
    _hear(screen, ChangeKind.FIELD)
    row = screen.index("North")
    note = "It names “North” as “Shop”, which was retired."
    assert note in str(row.data(Qt.ItemDataRole.ToolTipRole))
    assert row.data(Qt.ItemDataRole.AccessibleDescriptionRole) == note
    screen.choose("North")
    assert screen.window.quick_filters.active is not None


def _edit(screen: Screen, name: str) -> FilterBuilder:
    screen.window.filter_building.set_desk(screen.desk, screen.desk.directory())
    screen.point_at(name)
    screen.window.actions_[Act.EDIT_FILTER].trigger()
    builder = screen.window.filter_building.builder
    assert builder is not None
    builder.activateWindow()
    screen.qtbot.waitUntil(builder.isActiveWindow)
    focus(builder.parts)
    return builder


def _says(builder: FilterBuilder, name: str) -> str:
    return get(builder, QLabel, name).text()


def test_the_builder_marks_the_condition_says_the_reason_and_mends_it(
    screen: Screen, wing: CustomField
) -> None:
    _set_active(screen, wing, is_active=False)
    builder = _edit(screen, "East")
    assert _says(builder, "builderCount") == RETIRED
    assert _says(builder, "partStanding") == (
        "The field “Wing” was retired: no quick filter can ask for it. An administrator can bring "
        "it back."
    )
    line = builder.parts.item_at((0,))
    assert line.data(0, STANDING).is_fault
    assert "was retired" in line.data(0, Qt.ItemDataRole.AccessibleTextRole)
    assert builder.parts.item_at((1,)).data(0, STANDING) == Standing()
    click(builder.finish)
    assert _says(builder, "builderCount") == RETIRED
    press(builder.parts, Qt.Key.Key_M)  # a muted one has no effect, and keeps nobody from saving
    builder.apply_now()
    screen.settle()
    assert "ticket" in _says(builder, "builderCount")
    click(builder.finish)
    screen.settle()
    assert screen.window.filter_building.builder is None
    east = next(one for one in screen.stored if one.name == "East")
    assert east.why_unusable is None
    # Undo puts back what stood there, unusable as it was.
    screen.undo()
    east = next(one for one in screen.stored if one.name == "East")
    assert east.why_unusable is not None
    assert east.why_unusable.key == "filter_retired_field"


def test_an_open_builder_learns_that_the_field_is_back(screen: Screen, wing: CustomField) -> None:
    _set_active(screen, wing, is_active=False)
    builder = _edit(screen, "East")
    _set_active(screen, wing, is_active=True)
    screen.window.filter_building.set_desk(screen.desk, screen.desk.directory())
    screen.settle()
    assert "ticket" in _says(builder, "builderCount")
    assert not get(builder, QLabel, "partStanding").isVisible()
    builder.close()


def test_the_filter_on_screen_may_ask_of_a_retired_field_but_not_be_saved(
    screen: Screen, wing: CustomField
) -> None:
    _set_active(screen, wing, is_active=False)
    screen.narrow("cf.wing:none status:new")
    assert screen.window.tickets.model.rowCount() > 0
    screen.window.actions_[Act.SAVE_FILTER].trigger()
    dialog = screen.dialog()
    dialog.name.setText("Mine")
    dialog.submit()
    screen.settle()
    assert "“Wing” was retired" in get(dialog, QLabel, "save_filter_trouble").text()
    dialog.reject()
    assert [one.name for one in screen.stored] == ["East", "Plain"]


def test_a_chip_says_what_it_names_that_is_retired_or_gone(
    screen: Screen, wing: CustomField
) -> None:
    _set_active(screen, wing, is_active=False)
    screen.window.filter_bar.set_directory(screen.desk.directory(), NOW.date())
    screen.narrow("cf.wing:none type:#77 status:new ~type:#78")
    told = [
        get(chip, QPushButton, "chipWords").accessibleDescription()
        for chip in screen.window.filter_bar.chips
    ]
    assert ["was retired" in told[0], "#77" in told[1], told[2], "#78" in told[3]] == [
        True,
        True,
        "",
        True,
    ]
    marks = [
        get(chip, QPushButton, "chipWords").icon().isNull()
        for chip in screen.window.filter_bar.chips
    ]
    assert marks == [False, False, True, True]


def test_names_of_values_that_are_gone_are_said_of_their_condition(desk: OpenDesk) -> None:
    group = add_group(desk, "night", name="Night")
    tree = parse("group:night", desk.directory())
    desk.team.remove_group("night")
    (node,) = tree.parts
    assert part_standing(node, desk.directory()) == Standing(
        f"“Group” #{group} is not there any more. Choose another value in its place.",
        is_fault=True,
    )
    assert part_standing(tree, desk.directory()) == Standing()


@pytest.mark.parametrize("agents", [20, 300])
def test_what_is_asked_for_is_in_sight_among_many_and_what_is_gone_stands_on_top(
    qtbot: QtBot, agents: int
) -> None:
    people = tuple(
        Agent(AgentId(n), f"a{n}", f"Agent {n:03}", None, RoleId(1), is_active=n != agents - 1)
        for n in range(agents)
    )
    field = STANDARD_FIELDS["assignee"]
    host = QWidget()
    qtbot.addWidget(host)
    column = QVBoxLayout(host)
    for asked, seen in (
        (AgentId(agents - 2), f"Agent {agents - 2:03}"),
        (AgentId(agents - 1), f"Agent {agents - 1:03}"),  # who works here no more
        (AgentId(5_000), "#5000"),
    ):
        form = ChoicesForm(field, Directory(agents=people), host)
        column.addWidget(form)
        assert form.show_condition(PersonCondition(field="assignee", items=(int(asked),)))
        host.show()
        form.show()
        shown = get(form, QAbstractItemView, "values")
        rows = shown.viewport().rect()
        model = shown.model()
        texts = [
            str(model.index(row, 0).data())
            for row in range(model.rowCount())
            if rows.intersects(shown.visualRect(model.index(row, 0)))
        ]
        assert seen in texts
        assert form.condition() == PersonCondition(field="assignee", items=(int(asked),))
        form.hide()
        column.removeWidget(form)
        form.setObjectName("left")
        form.deleteLater()
