"""The builder in the window: it lists what is built, gives it back, and saves quick filters."""

from collections.abc import Iterator
from dataclasses import replace
from threading import Event
from typing import Any, cast
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QPushButton,
)
from pytestqt.qtbot import QtBot
from sqlalchemy import Connection, text

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import Unavailable
from helpdesk_desktop.domain.filtering.filter_json import from_json, to_json
from helpdesk_desktop.domain.filtering.filter_text import parse, print_tree
from helpdesk_desktop.domain.filtering.saved_filter import (
    NewSavedFilter,
    SavedFilter,
    SavedFilterEdit,
)
from helpdesk_desktop.domain.filters import EVERYTHING, FilterSpec, Group
from helpdesk_desktop.domain.quick_filters import SYSTEM_FILTERS
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.ui.actions import Act
from helpdesk_desktop.ui.filter_builder.filter_builder import FilterBuilder
from helpdesk_desktop.ui.filters.filter_menu import FilterMenu
from helpdesk_desktop.ui.list.ticket_columns import Names
from helpdesk_desktop.ui.main_window import MainWindow, Opened
from helpdesk_desktop.ui.messages import error_sentence
from helpdesk_desktop.ui.tasks import TaskRunner
from tests.builders import NOW
from tests.screen import click, focus, get, press, press_focused, type_text
from tests.window_desk import desk_with

CONTROL = Qt.KeyboardModifier.ControlModifier
GONE = Unavailable("unreachable", place="db.example", reason="it does not answer")


class Screen:
    """One window on a desk, with the builder as its user has it."""

    def __init__(self, qtbot: QtBot, runner: TaskRunner, desk: OpenDesk) -> None:
        self.qtbot = qtbot
        self.runner = runner
        self.desk = desk
        self.window = MainWindow(runner)
        qtbot.addWidget(self.window)
        self.window.resize(1024, 700)
        self.window.show()
        qtbot.waitActive(self.window)
        self.open(desk)

    def open(self, desk: Any) -> None:
        directory = desk.directory()
        self.window.set_desk(Opened(desk, directory, Names(directory, NOW, desk.clock.zone)))
        self.settle()

    def settle(self) -> None:
        model = self.window.tickets.model
        self.qtbot.waitUntil(lambda: model.has_all_serials and not self.runner.is_busy)

    def build(self) -> FilterBuilder:
        self.window.actions_[Act.BUILD_FILTER].trigger()
        self.point_at_parts()
        return self.builder

    @property
    def builder(self) -> FilterBuilder:
        builder = self.window.filter_building.builder
        assert builder is not None
        return builder

    def point_at_parts(self) -> None:
        """Have the builder in front; where nobody manages windows, a test must see to it."""
        builder = self.builder
        builder.activateWindow()
        self.qtbot.waitUntil(builder.isActiveWindow)
        focus(builder.parts)

    def put(self, text: str) -> None:
        tree = self.tree(text)
        self.window.filter_bar.show_filter(tree)
        self.window.question.set_filter(tree)
        self.settle()

    def tree(self, query: str) -> Group:
        return parse(query, self.desk.directory())

    def listed(self) -> str:
        return print_tree(self.window.question.spec.filter, self.desk.directory())

    def until_listed(self, text: str) -> None:
        self.qtbot.waitUntil(lambda: self.listed() == text)
        self.settle()

    def count_of(self, text: str) -> int:
        return self.desk.tickets.count(FilterSpec(filter=self.tree(text)), Cancellation())

    def save(self, name: str, text: str) -> SavedFilter:
        new = NewSavedFilter(uuid4(), name, self.tree(text))
        return self.desk.saved_filters.create(new)

    @property
    def stored(self) -> list[str]:
        filters = self.desk.saved_filters.mine(Cancellation())
        return [print_tree(cast("Group", one.tree), self.desk.directory()) for one in filters]

    def edit_saved(self) -> FilterBuilder:
        self.window.filter_building.set_desk(self.desk, self.desk.directory())
        mine = self.window.quick_filtering.mine
        mine.reload()
        self.settle()
        own = mine.filters[0]
        self.window.quick_filters.set_current(own.key)
        self.window.actions_[Act.EDIT_FILTER].trigger()
        self.point_at_parts()
        return self.builder

    def toast_button(self) -> QPushButton:
        return get(self.window.toast, QPushButton, "toast_button")


@pytest.fixture
def screen(qtbot: QtBot, runner: TaskRunner, desk: OpenDesk) -> Iterator[Screen]:
    made = Screen(qtbot, runner, desk)
    yield made
    made.window.filter_building.close()
    made.window.stop()
    qtbot.waitUntil(lambda: not runner.is_busy)


def test_what_is_built_is_listed_counted_and_shown_as_chips(screen: Screen) -> None:
    builder = screen.build()
    press(builder.parts, Qt.Key.Key_Insert)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    type_text(get(popup, QLineEdit, "addCondition_find"), "priority")
    press_focused(Qt.Key.Key_Return)
    builder.activateWindow()
    screen.qtbot.waitUntil(get(builder, QListWidget, "values").hasFocus)
    press_focused(Qt.Key.Key_Down)
    press_focused(Qt.Key.Key_Space)
    wanted = "priority:normal"
    screen.until_listed(wanted)
    count = screen.count_of(wanted)
    shown = get(builder, QLabel, "builderCount")
    screen.qtbot.waitUntil(lambda: str(count) in shown.text().replace(",", ""))
    assert screen.window.tickets.model.matching == count
    assert len(screen.window.filter_bar.chips) == 1
    press(builder, Qt.Key.Key_Escape)
    assert screen.listed() == wanted


def test_leaving_offers_to_take_back_what_was_built(screen: Screen) -> None:
    screen.put("status:new priority:high")
    builder = screen.build()
    press(builder.parts, Qt.Key.Key_Delete)
    press(builder, Qt.Key.Key_Escape)
    assert screen.listed() == "priority:high"
    assert screen.window.toast.offers_undo
    click(screen.toast_button())
    assert screen.listed() == "status:new priority:high"
    assert len(screen.window.filter_bar.chips) == 2
    # Nothing changed, nothing to take back.
    screen.window.toast.hide()
    press(screen.build(), Qt.Key.Key_Escape)
    assert not screen.window.toast.isVisible()


def test_a_text_that_was_left_unreadable_is_there_again(screen: Screen) -> None:
    screen.put("status:new")
    builder = screen.build()
    builder.text.put_text("status:new (priority:high")
    press(builder, Qt.Key.Key_Escape)
    assert screen.listed() == "status:new"
    builder = screen.build()
    assert get(builder, QPlainTextEdit, "filterText").toPlainText() == "status:new (priority:high"
    assert builder.text.fault
    builder.close()


def test_chips_and_builder_follow_each_other(screen: Screen) -> None:
    screen.put("status:new ~priority:high")
    builder = screen.build()
    chips = screen.window.filter_bar
    focus(words := get(chips.chips[1], QPushButton, "chipWords"))
    press(words, Qt.Key.Key_M)
    assert print_tree(builder.tree, screen.desk.directory()) == "status:new priority:high"
    screen.point_at_parts()
    press(builder.parts, Qt.Key.Key_N)
    screen.until_listed("-status:new priority:high")
    assert len(chips.chips) == 2
    builder.draft.undo()
    builder.draft.undo()
    screen.until_listed("status:new ~priority:high")
    builder.close()


def test_the_builder_is_opened_from_the_filter_menu_and_from_a_chip(screen: Screen) -> None:
    screen.put("status:new")
    window = screen.window
    window.filter_bar.open_field_menu(window.top_bar.filter)
    menu = next(one for one in window.findChildren(QMenu, "fieldMenu"))
    menu.actions()[-1].trigger()
    menu.close()
    first = screen.builder
    assert first.isVisible()
    # Twice is once: the same builder comes to the front.
    chip_menu = window.filter_bar.chips[0].make_menu()
    next(one for one in chip_menu.actions() if "builder" in one.text()).trigger()
    assert screen.builder is first
    first.close()


def test_a_count_that_comes_late_is_not_shown(
    qtbot: QtBot, runner: TaskRunner, desk: OpenDesk
) -> None:
    held, go = Event(), Event()

    def count(spec: FilterSpec, cancel: Cancellation) -> int:
        if spec.filter.neg:
            held.set()
            go.wait(10)
            return 77_777
        return desk.tickets.count(spec, cancel)

    screen = Screen(qtbot, runner, desk)
    slow = desk_with(desk, "tickets", count=count)
    screen.window.filter_building.set_desk(slow, desk.directory())
    screen.put("status:new")
    builder = screen.build()
    builder.draft.choose(())
    builder.draft.negate()
    builder.apply_now()
    qtbot.waitUntil(held.is_set)
    builder.draft.negate()
    builder.apply_now()
    go.set()
    shown = get(builder, QLabel, "builderCount")
    qtbot.waitUntil(lambda: bool(shown.text()))
    screen.settle()
    assert "777" not in shown.text()
    builder.close()
    screen.window.stop()
    qtbot.waitUntil(lambda: not runner.is_busy)


def test_a_server_that_is_gone_is_said_and_nothing_built_is_lost(screen: Screen) -> None:
    def count(_spec: FilterSpec, _cancel: Cancellation) -> int:
        raise GONE

    screen.put("status:new priority:high")
    gone = desk_with(screen.desk, "tickets", count=count)
    screen.window.filter_building.set_desk(gone, screen.desk.directory())
    builder = screen.build()
    shown = get(builder, QLabel, "builderCount")
    screen.qtbot.waitUntil(lambda: bool(shown.text()))
    assert shown.text() == error_sentence(GONE)
    press(builder.parts, Qt.Key.Key_Delete)
    press(builder, Qt.Key.Key_Escape)
    assert screen.listed() == "priority:high"


def test_another_search_is_counted_anew(screen: Screen) -> None:
    builder = screen.build()
    shown = get(builder, QLabel, "builderCount")
    screen.qtbot.waitUntil(lambda: "600" in shown.text())
    screen.window.question.set_search(screen.tree("status:new"))
    count = screen.count_of("status:new")
    screen.qtbot.waitUntil(lambda: f"{count} " in shown.text())
    # The sentence above is about the filter alone.
    assert shown.text().endswith(", with the search")
    screen.window.question.set_quick(SYSTEM_FILTERS[0])
    screen.qtbot.waitUntil(lambda: shown.text().endswith(", with the quick filter and the search"))
    screen.window.question.set_search(screen.tree(""))
    screen.qtbot.waitUntil(lambda: shown.text().endswith(", with the quick filter"))
    builder.close()


def test_a_saved_filter_is_built_and_changes_when_it_is_saved(screen: Screen) -> None:
    screen.save("Refunds", "status:new priority:high")
    builder = screen.edit_saved()
    assert "Refunds" in builder.windowTitle()
    press(builder.parts, Qt.Key.Key_Delete)
    builder.apply_now()
    assert screen.stored == ["status:new priority:high"]
    assert screen.listed() == ""
    press(builder, Qt.Key.Key_Return, CONTROL)
    screen.settle()
    assert screen.stored == ["priority:high"]
    assert screen.window.filter_building.builder is None
    assert screen.window.toast.offers_undo
    click(screen.toast_button())
    screen.settle()
    assert screen.stored == ["status:new priority:high"]


def test_a_saved_filter_that_was_left_unsaved_can_be_gone_on_with(screen: Screen) -> None:
    screen.save("Refunds", "status:new priority:high")
    builder = screen.edit_saved()
    press(builder.parts, Qt.Key.Key_Delete)
    click(get(builder, QPushButton, "builderCancel"))
    screen.settle()
    assert screen.stored == ["status:new priority:high"]
    click(screen.toast_button())
    builder = screen.builder
    screen.point_at_parts()
    assert print_tree(builder.tree, screen.desk.directory()) == "priority:high"
    builder.close()


def test_a_save_that_is_refused_says_why_and_can_be_pressed_again(screen: Screen) -> None:
    saved = screen.save("Refunds", "status:new priority:high")
    builder = screen.edit_saved()
    screen.desk.saved_filters.edit(
        SavedFilterEdit(saved.id, saved.version, (("name", "Refunds 2"),))
    )
    press(builder.parts, Qt.Key.Key_Delete)
    press(builder, Qt.Key.Key_Return, CONTROL)
    screen.settle()
    shown = get(builder, QLabel, "builderCount")
    assert shown.text()
    assert builder.isVisible()
    assert screen.stored == ["status:new priority:high"]
    click(builder.finish)
    screen.settle()
    assert screen.stored == ["priority:high"]


def test_a_filter_that_cannot_be_used_is_mended_in_the_builder(screen: Screen) -> None:
    saved = screen.save("Refunds", "status:new priority:high")
    newer = from_json('{"v":1,"all":[{"f":"cf.gone","op":"is","v":1}]}', screen.desk.directory())
    broken = to_json(replace(newer, parts=(*newer.parts, *screen.tree("status:new").parts)))

    def put(connection: Connection) -> None:
        statement = text("UPDATE saved_filter SET tree = :tree WHERE id = :id")
        connection.execute(statement, {"tree": broken, "id": saved.id})

    screen.desk.session.database.write(put)
    builder = screen.edit_saved()
    assert "cf.gone" in get(builder, QLabel, "unknownReason").text()
    click(builder.finish)
    assert "cf.gone" in get(builder, QLabel, "builderCount").text()
    focus(builder.parts)
    press(builder.parts, Qt.Key.Key_Delete)
    click(builder.finish)
    screen.settle()
    assert screen.stored == ["status:new"]


def test_the_menu_of_my_filters_edits_and_of_the_systems_does_not(screen: Screen) -> None:
    screen.save("Refunds", "status:new")
    screen.edit_saved().close()
    window = screen.window
    own, system = window.quick_filtering.mine.filters[0], window.quick_filters.filters[0]
    edit = window.actions_[Act.EDIT_FILTER]
    assert edit in FilterMenu(own, window.actions_, window).actions()
    assert edit not in FilterMenu(system, window.actions_, window).actions()
    window.quick_filters.set_current(system.key)
    assert not edit.isEnabled()


def test_the_builder_closes_with_its_database_and_keeps_what_was_built(screen: Screen) -> None:
    screen.put("status:new")
    builder = screen.build()
    press(builder.parts, Qt.Key.Key_N)
    screen.window.closing.emit()
    assert screen.window.filter_building.builder is None
    assert screen.listed() == "-status:new"
    screen.build()
    screen.window.leave_desk()
    assert screen.window.filter_building.builder is None
    assert screen.window.question.spec.filter == EVERYTHING


def test_keys_of_the_window_are_not_heard_in_the_builder(screen: Screen) -> None:
    screen.put("status:new priority:high")
    builder = screen.build()
    focus(builder.parts)
    press(builder.parts, Qt.Key.Key_Delete)
    press(builder.parts, Qt.Key.Key_Z, CONTROL)
    assert print_tree(builder.tree, screen.desk.directory()) == "status:new priority:high"
    builder.close()
