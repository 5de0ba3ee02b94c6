"""The quick filters with their counts; choosing the active one again gives it up."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot

from helpdesk_desktop.domain.quick_filters import SYSTEM_FILTERS, QuickFilter
from helpdesk_desktop.ui.filters.quick_filter_dock import QuickFilterDock
from helpdesk_desktop.ui.filters.quick_filter_model import QuickFilterModel
from tests.screen import click, get, nameless_controls, press


@pytest.fixture
def dock(qtbot: QtBot) -> QuickFilterDock:
    made = QuickFilterDock()
    qtbot.addWidget(made)
    made.show_sections((("System", SYSTEM_FILTERS), ("Mine", ())))
    made.resize(232, 400)
    made.show()
    return made


def _place(dock: QuickFilterDock, row: int) -> tuple[QListView, QPoint]:
    view = get(dock, QListView, "quickFilterList")
    return view, view.visualRect(view.model().index(row, 0)).center()


def test_the_seven_system_filters_stand_in_their_order(dock: QuickFilterDock) -> None:
    assert [one.name for one in dock.filters] == [
        "Unassigned",
        "My unprocessed",
        "Unprocessed",
        "Processed",
        "CC'd to me",
        "Unread",
        "Overdue",
    ]
    assert nameless_controls(dock) == []


def test_a_click_chooses_and_a_second_click_gives_up(dock: QuickFilterDock) -> None:
    heard: list[QuickFilter | None] = []
    dock.quick_filter_chosen.connect(heard.append)
    view, place = _place(dock, 3)
    click(view.viewport(), place)
    assert heard == [SYSTEM_FILTERS[2]]
    click(view.viewport(), place)
    assert dock.active is None
    assert heard == [SYSTEM_FILTERS[2], None]


def test_a_section_cannot_be_chosen(dock: QuickFilterDock) -> None:
    view, place = _place(dock, 0)
    click(view.viewport(), place)
    assert dock.active is None


def test_the_keys_move_among_the_filters(dock: QuickFilterDock) -> None:
    dock.choose("unassigned")
    view, _ = _place(dock, 1)
    press(view, Qt.Key.Key_Down)
    assert dock.active is SYSTEM_FILTERS[1]


def test_a_count_that_is_not_known_is_no_zero(dock: QuickFilterDock) -> None:
    dock.show_count("overdue", 3)
    dock.show_count("nonsense", 5)
    assert dock.counts["overdue"] == 3
    assert dock.counts["unread"] is None


def test_the_active_filter_survives_new_sections(dock: QuickFilterDock) -> None:
    dock.choose("unread")
    dock.show_sections((("System", SYSTEM_FILTERS[3:]),))
    assert dock.active is SYSTEM_FILTERS[5]


def test_the_model_keeps_qts_rules(dock: QuickFilterDock, qtbot: QtBot) -> None:
    model = get(dock, QListView, "quickFilterList").model()
    assert isinstance(model, QuickFilterModel)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    dock.show_sections(())
    dock.show_sections((("System", SYSTEM_FILTERS),))
    dock.show_count("unread", 1)
    qtbot.waitUntil(lambda: model.count_of("unread") == 1)
