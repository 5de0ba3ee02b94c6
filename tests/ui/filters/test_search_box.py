"""One line for words, serials and the query language, read after a pause in typing."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget
from pytestqt.qtbot import QtBot

from helpdesk_desktop.domain.filtering.filter_text import parse
from helpdesk_desktop.domain.filters import EVERYTHING, Group
from helpdesk_desktop.ui.filters.search_box import SearchBox
from tests.cast import DIRECTORY
from tests.screen import get, press, type_text


@pytest.fixture
def box(qtbot: QtBot) -> Iterator[SearchBox]:
    host = QWidget()
    host.resize(900, 300)
    qtbot.addWidget(host)
    made = SearchBox(host)
    made.resize(500, 34)
    made.set_directory(DIRECTORY)
    host.show()
    yield made
    host.close()


def _heard(box: SearchBox) -> list[Group]:
    heard: list[Group] = []
    box.search_changed.connect(heard.append)
    return heard


def test_it_answers_once_after_a_pause(qtbot: QtBot, box: SearchBox) -> None:
    heard = _heard(box)
    type_text(box, "don hang")
    assert heard == []
    qtbot.waitUntil(lambda: len(heard) == 1)
    assert heard[0] == parse("don hang", DIRECTORY)


def test_a_text_that_cannot_be_read_keeps_the_last_good_search(
    qtbot: QtBot, box: SearchBox
) -> None:
    heard = _heard(box)
    type_text(box, "status:new")
    qtbot.waitUntil(lambda: len(heard) == 1)
    type_text(box, " priority:hugh")
    qtbot.waitUntil(lambda: box.fault != "")
    assert "21" in box.fault
    assert "high" in box.fault
    assert box.tree == parse("status:new", DIRECTORY)
    assert len(heard) == 1
    assert get(box.window(), QFrame, "searchFault").isVisible()
    for _ in "ugh":
        press(box, Qt.Key.Key_Backspace)
    type_text(box, "igh")
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert box.fault == ""
    assert not get(box.window(), QFrame, "searchFault").isVisible()


@pytest.mark.parametrize("text", ["#10432", "10432", " 10432 "])
def test_enter_on_a_serial_asks_to_jump(qtbot: QtBot, box: SearchBox, text: str) -> None:
    type_text(box, text)
    with qtbot.waitSignal(box.serial_entered) as jumped:
        press(box, Qt.Key.Key_Return)
    assert jumped.args == [10432]


def test_down_asks_for_the_list_with_what_is_typed_in_force(qtbot: QtBot, box: SearchBox) -> None:
    type_text(box, "refund")
    with qtbot.waitSignals([box.search_changed, box.list_wanted]):
        press(box, Qt.Key.Key_Down)
    assert box.text() == "refund"


def test_escape_and_the_clear_button_search_for_nothing_at_once(box: SearchBox) -> None:
    heard = _heard(box)
    type_text(box, "refund")
    press(box, Qt.Key.Key_Return)
    press(box, Qt.Key.Key_Escape)
    assert heard[-1] == EVERYTHING
    assert box.text() == ""


def test_a_pasted_book_is_cut_and_said_to_be_too_long_or_read(box: SearchBox) -> None:
    box.setText("word " * 300_000)
    box.read_now()
    assert len(box.text()) <= 10_000
    assert box.fault
    box.clear_search()
    assert box.fault == ""


def test_a_search_chosen_elsewhere_is_shown_as_its_text(box: SearchBox) -> None:
    heard = _heard(box)
    box.show_tree(parse('status:new "refund order"', DIRECTORY))
    assert box.text() == 'status:new "refund order"'
    assert heard == []
