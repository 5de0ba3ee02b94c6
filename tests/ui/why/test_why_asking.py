from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QTreeWidget
from pytestqt.qtbot import QtBot

from helpdesk_desktop.domain.changes import Changes
from helpdesk_desktop.domain.custom_field import CustomFieldKind
from helpdesk_desktop.domain.filtering.filter_text import parse
from helpdesk_desktop.domain.filters import Group, UnknownCondition, all_of
from helpdesk_desktop.domain.ticket import Serial, Status, TicketEdit
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.ui.actions import Act
from helpdesk_desktop.ui.choice_names import NOTHING
from helpdesk_desktop.ui.list.ticket_columns import Names
from helpdesk_desktop.ui.live import NewNames
from helpdesk_desktop.ui.main_window import MainWindow, Opened
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.theme import theme
from helpdesk_desktop.ui.why.why_window import WhyWindow
from tests.builders import NOW, add_agent, add_field, add_role, add_ticket, opened
from tests.screen import click, get, nameless_controls, press, type_text


class _Why:
    """The main window with its why window, and what that says."""

    def __init__(self, qtbot: QtBot, runner: TaskRunner, window: MainWindow) -> None:
        self._qtbot = qtbot
        self._runner = runner
        self.main = window

    @property
    def window(self) -> WhyWindow:
        assert self.main.why_asking.window is not None
        return self.main.why_asking.window

    @property
    def verdict(self) -> str:
        return get(self.window, QLabel, "why_verdict").text()

    def settle(self) -> None:
        self._qtbot.waitUntil(
            lambda: self.main.tickets.model.has_all_serials and not self._runner.is_busy
        )

    def open(self) -> None:
        self.main.actions_[Act.WHY].trigger()
        self.settle()

    def lines(self) -> list[tuple[str, str, str]]:
        tree = get(self.window, QTreeWidget, "why_conditions")
        found = []
        waiting = [tree.topLevelItem(n) for n in reversed(range(tree.topLevelItemCount()))]
        while waiting:
            item = waiting.pop()
            assert item is not None
            found.append((item.text(0), item.text(1), item.text(2)))
            waiting += [item.child(n) for n in reversed(range(item.childCount()))]
        return found

    def tell_of(self, serial: int) -> None:
        self._runner.announce(Changes(tickets=frozenset({serial})))

    def ask(self, serial: str) -> None:
        field = get(self.window, QLineEdit, "why_serial")
        field.clear()
        type_text(field, serial)
        press(field, Qt.Key.Key_Return)
        self.settle()


@pytest.fixture
def why(qtbot: QtBot, runner: TaskRunner, desk: OpenDesk) -> Iterator[_Why]:
    made = MainWindow(runner)
    qtbot.addWidget(made)
    made.resize(1440, 860)
    made.show()
    directory = desk.directory()
    made.set_desk(Opened(desk, directory, Names(directory, NOW, desk.clock.zone)))
    shown = _Why(qtbot, runner, made)
    shown.settle()
    yield shown
    made.stop()


def test_each_condition_is_told_with_the_tickets_own_value(why: _Why, desk: OpenDesk) -> None:
    serial = add_ticket(desk, "Refund please", status=Status.PENDING).serial
    why.main.refresh()
    why.main.quick_filters.choose("unprocessed")
    why.main.question.set_filter(parse("status:closed OR subject:refund", desk.directory()))
    why.settle()
    why.open()
    why.ask(str(serial))
    assert why.verdict == f"The list shows ticket #{serial}."
    lines = why.lines()
    assert ("an administrator sees every ticket", "yes", "") in lines
    assert ("Quick filter “Unprocessed”", "yes", "") in lines
    assert ("not Status Closed", "yes", "Pending") in lines
    assert ("Status Closed", "no", "Pending") in lines
    assert ("Subject contains “refund”", "yes", "Refund please") in lines


def test_values_of_custom_fields_are_told_in_words(why: _Why, desk: OpenDesk) -> None:
    region = add_field(
        desk, "own_region", CustomFieldKind.DEPENDENT, options="North\n  Hà Nội\n  Huế\nSouth"
    )
    add_field(desk, "own_paid", CustomFieldKind.CHECKBOX)
    add_field(desk, "own_day", CustomFieldKind.DATE)
    add_field(desk, "own_tags", CustomFieldKind.MULTI_SELECT, options="Red\nBlue")
    custom = (
        ("own_region", region.option_by_spelling["north/ha noi"].id),
        ("own_paid", True),
        ("own_day", date(2026, 11, 3)),
    )
    serial = add_ticket(desk, "with fields", custom=custom).serial
    directory = desk.directory()
    names = Names(directory, NOW, desk.clock.zone)
    why.main.live.names_read.emit(NewNames(directory, names))
    why.main.question.set_filter(
        parse(
            "cf.own_region:south OR cf.own_paid:yes OR -cf.own_day:none OR cf.own_tags:red",
            desk.directory(),
        )
    )
    why.settle()
    why.open()
    why.ask(str(serial))
    told = {told for _, _, told in why.lines()}
    day = QLocale().toString(QDate(2026, 11, 3), QLocale.FormatType.ShortFormat)
    assert {"North / Hà Nội", "Yes", day, NOTHING} <= told


def test_a_serial_that_was_never_given_is_said_and_nothing_else_is_shown(why: _Why) -> None:
    why.open()
    why.ask("9999999999999")
    assert why.verdict == "There is no ticket #9999999999999."
    assert why.lines() == []


def test_the_answer_follows_the_selection_and_the_filter(why: _Why, desk: OpenDesk) -> None:
    why.main.tickets.view.select_row(0)
    why.settle()
    why.open()
    first = why.main.tickets.view.current_serial
    assert why.verdict == f"The list shows ticket #{first}."
    why.main.tickets.view.move_by(1)
    why.settle()
    second = why.main.tickets.view.current_serial
    assert second != first
    assert why.verdict == f"The list shows ticket #{second}."
    why.main.question.set_search(parse(f"-#{second}", desk.directory()))
    why.settle()
    why.ask(str(second))
    assert why.verdict == f"The list does not show ticket #{second}."


def test_another_agents_edit_changes_the_answer(why: _Why, desk: OpenDesk) -> None:
    serial = add_ticket(desk, "Refund please").serial
    why.main.quick_filters.choose("unprocessed")
    why.open()
    why.ask(str(serial))
    assert why.verdict == f"The list shows ticket #{serial}."
    desk.tickets.edit(TicketEdit(Serial(serial), None, (("status", Status.CLOSED),)))
    why.main.refresh()
    why.tell_of(serial)
    why.settle()
    assert why.verdict == f"The list does not show ticket #{serial}."


def test_an_administrator_asks_for_another_agent(why: _Why, desk: OpenDesk) -> None:
    add_role(desk, "tried", tickets="own", contacts="all", rights="edit")
    lan = add_agent(desk, "lan.new", name="Lan New", role="tried")
    serial = add_ticket(desk, "Refund please").serial
    directory = desk.directory()
    why.main.why_asking.set_desk(desk, directory)
    why.open()
    why.ask(str(serial))
    agents = get(why.window, QComboBox, "why_agent")
    assert agents.isVisible()
    agents.setCurrentIndex(agents.findData(lan))
    agents.activated.emit(agents.currentIndex())
    why.settle()
    assert why.verdict == f"Lan New may not see ticket #{serial}."
    assert ("assigned to this agent", "no", "") in why.lines()


def test_an_agent_who_is_switched_off_is_asked_for_no_more(why: _Why, desk: OpenDesk) -> None:
    lan = add_agent(desk, "lan.new", name="Lan New")
    serial = add_ticket(desk, "Refund please").serial
    why.main.why_asking.set_desk(desk, desk.directory())
    why.open()
    why.ask(str(serial))
    agents = get(why.window, QComboBox, "why_agent")
    agents.setCurrentIndex(agents.findData(lan))
    agents.activated.emit(agents.currentIndex())
    why.settle()
    assert why.lines()[0][0].startswith("Display permission of Lan New")
    desk.team.set_agent("lan.new", {"active": "no"})
    why.main.why_asking.set_desk(desk, desk.directory())
    why.settle()
    # The box shows the asker again, and so does the answer.
    assert agents.currentData() == desk.viewer.agent_id
    assert why.lines()[0][0].startswith(f"Display permission of {desk.viewer.name}")


def test_me_is_named_where_it_is_another_agent(why: _Why, desk: OpenDesk) -> None:
    lan = add_agent(desk, "lan.new", name="Lan {New}")
    serial = add_ticket(desk, "Refund please").serial
    why.main.why_asking.set_desk(desk, desk.directory())
    why.main.question.set_filter(parse("assignee:me group:my-groups", desk.directory()))
    why.settle()
    why.open()
    why.ask(str(serial))
    texts = [text for text, _, _ in why.lines()]
    assert {"Assign to me", "Group my groups"} <= set(texts)
    agents = get(why.window, QComboBox, "why_agent")
    agents.setCurrentIndex(agents.findData(lan))
    agents.activated.emit(agents.currentIndex())
    why.settle()
    texts = [text for text, _, _ in why.lines()]
    assert {"Assign to me (Lan {New})", "Group my groups (Lan {New})"} <= set(texts)


def test_others_cannot_ask_for_somebody_else(
    qtbot: QtBot, runner: TaskRunner, desk: OpenDesk, desk_path: object
) -> None:
    add_agent(desk, "lan.new", name="Lan New")
    with opened(str(desk_path), "lan.new", now=NOW) as own:
        made = MainWindow(runner)
        qtbot.addWidget(made)
        made.show()
        directory = own.directory()
        made.set_desk(Opened(own, directory, Names(directory, NOW, own.clock.zone)))
        shown = _Why(qtbot, runner, made)
        shown.settle()
        shown.open()
        assert not get(shown.window, QComboBox, "why_agent").isVisible()
        made.stop()


def test_what_cannot_be_asked_says_so(why: _Why, desk: OpenDesk) -> None:
    serial = add_ticket(desk, "Refund please").serial
    unknown = UnknownCondition(raw='{"f":"cf.gone"}', reason="there is no field cf.gone")
    why.open()
    why.main.question.set_filter(
        Group(join="all", parts=(replace(unknown, mute=True), all_of(unknown).parts[0]))
    )
    why.ask(str(serial))
    assert why.verdict == f"The list does not show ticket #{serial}."
    marks = [(holds, value) for text, holds, value in why.lines() if text.startswith("Unknown")]
    assert marks == [("muted", "cannot be asked"), ("no", "cannot be asked")]


def test_every_control_has_a_name_in_every_theme(why: _Why) -> None:
    why.main.tickets.view.select_row(0)
    why.settle()
    why.open()
    assert nameless_controls(why.window) == []
    theme().apply("dark")
    assert why.lines()
    theme().apply("light")
    click(get(why.window, QPushButton, "close_why"))
    assert not why.window.isVisible()
