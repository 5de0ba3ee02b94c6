from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from helpdesk_desktop.domain.people import Agent, AgentId, Directory, RoleId
from helpdesk_desktop.ui.field_editors import Choice, FindCombo, KeyedCombo, agent_choices
from helpdesk_desktop.ui.theme import apply_theme
from tests import screen

_PEOPLE = [Choice(1, "Lan Phạm"), Choice(2, "Mai Trần"), Choice(3, "Đặng Thu Hà")]


def _finder(qtbot: QtBot) -> FindCombo:
    finder = FindCombo("person", "Nobody")
    qtbot.addWidget(finder)
    finder.set_choices(_PEOPLE)
    finder.show()
    return finder


def _line(finder: FindCombo) -> QLineEdit:
    line = finder.lineEdit()
    assert line is not None
    return line


def test_a_keyed_combo_gives_the_key_of_what_is_picked(qtbot: QtBot) -> None:
    combo = KeyedCombo("status")
    qtbot.addWidget(combo)
    combo.set_choices([Choice(0, "New"), Choice(3, "Closed")])
    with qtbot.waitSignal(combo.edited):
        screen.press(combo, Qt.Key.Key_Down)
    assert combo.key() == 3


def test_new_choices_keep_the_picked_key(qtbot: QtBot) -> None:
    combo = KeyedCombo("status")
    qtbot.addWidget(combo)
    combo.set_choices([Choice(0, "New"), Choice(3, "Closed")])
    combo.pick(3)
    combo.set_choices([Choice(3, "Đã đóng"), Choice(0, "Mới")])
    assert combo.key() == 3


def test_the_wheel_changes_no_combo_that_has_no_focus(qtbot: QtBot) -> None:
    combo = KeyedCombo("status")
    qtbot.addWidget(combo)
    combo.set_choices([Choice(0, "New"), Choice(3, "Closed")])
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(combo, event)
    assert combo.key() == 0


def test_a_person_is_found_without_accents(qtbot: QtBot) -> None:
    finder = _finder(qtbot)
    screen.type_text(_line(finder), "dang thu ha")
    assert finder.key() == 3
    assert not finder.unmatched_text()


def test_a_part_of_a_name_is_taken_from_the_matches(qtbot: QtBot) -> None:
    finder = _finder(qtbot)
    screen.type_text(_line(finder), "tran")
    completer = finder.completer()
    assert completer is not None
    popup = completer.popup()
    assert popup is not None
    with qtbot.waitSignal(finder.picked) as picked:
        screen.press(popup, Qt.Key.Key_Down)
        screen.press(popup, Qt.Key.Key_Return)
    assert picked.args == [2]
    assert finder.key() == 2


def test_a_name_of_nobody_stays_and_is_told(qtbot: QtBot) -> None:
    finder = _finder(qtbot)
    screen.type_text(_line(finder), "ngoc")
    assert finder.key() is None
    assert finder.unmatched_text() == "ngoc"
    finder.set_choices(_PEOPLE)
    assert finder.unmatched_text() == "ngoc"


def test_an_emptied_line_picks_nobody(qtbot: QtBot) -> None:
    finder = _finder(qtbot)
    finder.pick(2)
    _line(finder).clear()
    assert finder.key() is None
    assert not finder.unmatched_text()


def test_two_of_one_name_are_told_apart_by_login() -> None:
    agents = tuple(
        Agent(AgentId(number), login, name, None, RoleId(1), is_active)
        for number, (login, name, is_active) in enumerate(
            [("lan2", "Lan Phạm", True), ("lan", "Lan Phạm", True), ("mai", "Mai", False)]
        )
    )
    names = [choice.name for choice in agent_choices(Directory(agents=agents))]
    assert names == ["Lan Phạm (lan)", "Lan Phạm (lan2)"]


def test_a_long_name_does_not_widen_the_form(qtbot: QtBot) -> None:
    wide = FindCombo("group", "No group")
    qtbot.addWidget(wide)
    wide.set_choices([Choice(9, "Department of Public Works, Operations Queue")])
    assert wide.sizeHint().width() == _finder(qtbot).sizeHint().width()


def test_the_focus_does_not_move_or_cut_the_text_of_a_finder(
    qapp: QApplication, qtbot: QtBot
) -> None:
    apply_theme(qapp, "light")
    finder = _finder(qtbot)
    finder.resize(300, 32)
    other = QLineEdit()
    qtbot.addWidget(other)
    other.show()
    screen.focus(other)
    before = _line(finder).cursorRect()
    screen.focus(_line(finder))
    assert _line(finder).cursorRect() == before
    assert before.height() >= finder.fontMetrics().height()
