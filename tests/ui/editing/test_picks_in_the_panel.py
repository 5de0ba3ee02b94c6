from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDateTimeEdit, QPushButton
from pytestqt.qtbot import QtBot

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.domain.ticket import Priority, Saved, Status
from helpdesk_desktop.ui.detail.value_labels import Badge, ValueLabel
from helpdesk_desktop.ui.detail.wrapped_text import WrappedText
from helpdesk_desktop.ui.editing.due_popup import DuePopup
from helpdesk_desktop.ui.editing.pick_popup import PickPopup, PickSeveralPopup
from tests import builders, editing, screen, window_desk

OpenEdited = Callable[..., Any]
_CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize(
    ("badge", "words", "sentence"),
    [
        ("status", "clo", "Status New → Closed"),
        ("priority", "urg", "Priority Normal → Urgent"),
        ("type", "mis", "Type - → Mission"),
    ],
)
def test_a_badge_opens_its_list_and_a_pick_is_saved_shown_and_told(
    qtbot: QtBot,
    desk: OpenDesk,
    open_edited: OpenEdited,
    saved: Saved,
    *,
    badge: str,
    words: str,
    sentence: str,
) -> None:
    shown = open_edited()
    shown.show(saved.serial)
    screen.click(screen.get(shown.panel, Badge, badge))
    editing.pick(qtbot, words)
    field, _, change = sentence.partition(" ")
    timeline = screen.get(shown.panel, WrappedText, "timeline")
    shown.wait_for(lambda: f"{field}: {change}, by Boss" in timeline.toPlainText())
    assert screen.get(shown.panel, Badge, badge).word == change.split(" → ")[1]
    assert shown.said == [f"#{saved.serial}: {sentence}"]
    editing.no_popup(qtbot)
    assert editing.detail(desk, saved.serial).version == 2


@pytest.mark.parametrize(
    ("name", "words", "value"),
    [("assignee", "lan pham", "Lan Phạm"), ("group", "giao", "Giao hàng")],
)
def test_people_and_groups_are_found_by_folded_names(
    qtbot: QtBot, open_edited: OpenEdited, saved: Saved, *, name: str, words: str, value: str
) -> None:
    shown = open_edited()
    shown.show(saved.serial)
    cell = editing.cell(shown.panel, name)
    screen.focus(cell)
    screen.press(cell, Qt.Key.Key_F2)
    editing.pick(qtbot, words)
    shown.wait_for(lambda: screen.get(shown.panel, ValueLabel, name).value == value)
    # Where nobody manages windows, none is active after a popup; the focus in it is what counts.
    shown.panel.window().activateWindow()
    shown.wait_for(cell.hasFocus)


def test_several_are_ticked_by_enter_and_saved_together(
    qtbot: QtBot, desk: OpenDesk, open_edited: OpenEdited, saved: Saved
) -> None:
    shown = open_edited()
    shown.show(saved.serial)
    screen.click(editing.cell(shown.panel, "ccs"), QPoint(20, 8))
    opened = editing.popup(qtbot, PickSeveralPopup)
    screen.type_text(opened.line, "mai")
    screen.press(opened.line, Qt.Key.Key_Return)
    assert opened.line.text() == ""
    screen.type_text(opened.line, "duy")
    screen.press(opened.line, Qt.Key.Key_Return)
    screen.press(opened.line, Qt.Key.Key_Return, _CTRL)
    shown.wait_for(lambda: screen.get(shown.panel, ValueLabel, "ccs").value == "Duy Lê, Mai Trần")
    editing.no_popup(qtbot)
    logins = desk.directory().agent_by_login
    cc_ids = editing.detail(desk, saved.serial).cc_ids
    assert set(cc_ids) == {logins["mai"].id, logins["duy"].id}


def test_leaving_the_list_of_several_by_a_click_beside_it_saves(
    qtbot: QtBot, desk: OpenDesk, open_edited: OpenEdited, saved: Saved
) -> None:
    shown = open_edited()
    shown.show(saved.serial)
    shown.editing.edit("ccs")
    opened = editing.popup(qtbot, PickSeveralPopup)
    screen.press(opened.line, Qt.Key.Key_Return)
    QTest.mouseClick(opened, Qt.MouseButton.LeftButton, pos=QPoint(-40, -40))
    editing.no_popup(qtbot)
    assert editing.detail(desk, saved.serial).cc_ids == (desk.viewer.agent_id,)


def test_a_list_of_several_that_is_closed_from_outside_still_saves(
    qtbot: QtBot, desk: OpenDesk, open_edited: OpenEdited, saved: Saved
) -> None:
    shown = open_edited()
    shown.show(saved.serial)
    shown.editing.edit("ccs")
    opened = editing.popup(qtbot, PickSeveralPopup)
    screen.press(opened.line, Qt.Key.Key_Return)
    opened.close()  # as the system does when another program comes to the front
    shown.wait_for(lambda: bool(shown.said))
    assert editing.detail(desk, saved.serial).cc_ids == (desk.viewer.agent_id,)


def test_esc_gives_a_list_up(
    qtbot: QtBot, desk: OpenDesk, open_edited: OpenEdited, saved: Saved
) -> None:
    shown = open_edited()
    shown.show(saved.serial)
    shown.editing.edit("ccs")
    opened = editing.popup(qtbot, PickSeveralPopup)
    screen.press(opened.line, Qt.Key.Key_Return)
    screen.press(opened.line, Qt.Key.Key_Escape)
    editing.no_popup(qtbot)
    assert editing.detail(desk, saved.serial).version == 1


def test_taking_what_stands_there_changes_nothing(
    qtbot: QtBot, desk: OpenDesk, open_edited: OpenEdited, saved: Saved
) -> None:
    shown = open_edited()
    shown.show(saved.serial)
    shown.editing.edit("status")
    opened = editing.popup(qtbot, PickPopup)
    screen.press(opened.line, Qt.Key.Key_Return)
    editing.no_popup(qtbot)
    assert shown.said == []
    assert editing.detail(desk, saved.serial).version == 1


def test_arrows_move_and_a_name_that_nobody_bears_takes_nothing(
    qtbot: QtBot, desk: OpenDesk, open_edited: OpenEdited, saved: Saved
) -> None:
    shown = open_edited()
    shown.show(saved.serial)
    shown.editing.edit("priority")
    opened = editing.popup(qtbot, PickPopup)
    assert editing.shown_names(opened) == ["Urgent", "High", "Normal", "Low"]
    screen.type_text(opened.line, "xyz")
    screen.press(opened.line, Qt.Key.Key_Return)
    assert opened.nothing.isVisible()
    opened.line.clear()
    opened.line.textEdited.emit("")
    screen.press(opened.line, Qt.Key.Key_Up)
    screen.press(opened.line, Qt.Key.Key_Return)
    editing.no_popup(qtbot)
    assert editing.detail(desk, saved.serial).priority is Priority.HIGH


def test_a_near_due_time_is_two_keys_away(
    qtbot: QtBot, desk: OpenDesk, open_edited: OpenEdited, saved: Saved
) -> None:
    shown = open_edited()
    shown.show(saved.serial)
    shown.editing.edit("due")
    editing.pick(qtbot, "4 hours")
    editing.no_popup(qtbot)
    due_at = editing.detail(desk, saved.serial).due_at
    assert due_at == window_desk.NOW + timedelta(hours=4)
    shown.wait_for(lambda: "18:00" in screen.get(shown.panel, ValueLabel, "due").value)


def test_any_due_time_is_typed_by_hand_and_taken_away_again(
    qtbot: QtBot, desk: OpenDesk, open_edited: OpenEdited, saved: Saved
) -> None:
    shown = open_edited()
    shown.show(saved.serial)
    shown.editing.edit("due")
    editing.pick(qtbot, "another")
    opened = editing.popup(qtbot, DuePopup)
    edit = screen.get(opened, QDateTimeEdit, "due_time_edit")
    assert edit.hasFocus()
    screen.press(edit, Qt.Key.Key_Up)  # the hour
    screen.click(screen.get(opened, QPushButton, "due_save"))
    editing.no_popup(qtbot)
    at = editing.detail(desk, saved.serial).due_at
    assert at is not None
    assert at.astimezone(desk.clock.zone).strftime("%H:%M") == "16:00"
    shown.wait_for(lambda: shown.panel.detail.due_at == at)
    shown.editing.edit("due")
    editing.pick(qtbot, "no due")
    editing.no_popup(qtbot)
    assert editing.detail(desk, saved.serial).due_at is None


def test_who_left_is_shown_where_they_stand_and_offered_nowhere_else(
    qtbot: QtBot, desk: OpenDesk, open_edited: OpenEdited
) -> None:
    lan = desk.directory().agent_by_login["lan"].id
    theirs = builders.add_ticket(desk, assignee_id=lan)
    other = builders.add_ticket(desk)
    desk.team.set_agent("lan", {"active": "no"})
    shown = open_edited()
    for serial, names in ((theirs.serial, 1), (other.serial, 0)):
        shown.show(serial)
        shown.editing.edit("assignee")
        opened = editing.popup(qtbot, PickPopup)
        assert editing.shown_names(opened).count("Lan Phạm") == names
        assert editing.shown_names(opened)[0] == "Boss (me)"
        opened.finish()


def test_a_closed_ticket_is_opened_again_from_its_badge(
    qtbot: QtBot, desk: OpenDesk, open_edited: OpenEdited
) -> None:
    closed = builders.add_ticket(desk, status=Status.CLOSED)
    shown = open_edited()
    shown.show(closed.serial)
    badge = screen.get(shown.panel, Badge, "status")
    screen.focus(badge)
    screen.press(badge, Qt.Key.Key_Return)
    editing.pick(qtbot, "pend")
    editing.no_popup(qtbot)
    now = editing.detail(desk, closed.serial)
    assert (now.status, now.closed_at) == (Status.PENDING, None)


def test_without_the_right_values_are_only_read(
    qtbot: QtBot, desk: OpenDesk, runner: Any, open_edited: OpenEdited, database_url: str
) -> None:
    builders.add_role(desk, "reader", tickets="all", rights="create")
    builders.add_agent(desk, "out", role="reader")
    saved = builders.add_ticket(desk)
    with builders.opened(database_url, "out", now=window_desk.NOW) as reader:
        shown = open_edited(reader)
        shown.show(saved.serial)
        _nothing_can_be_changed(shown)
        shown.panel.show_ticket(None)
        qtbot.waitUntil(lambda: not runner.is_busy)


def test_a_database_that_can_only_be_read_shows_plain_values(
    desk: OpenDesk, open_edited: OpenEdited, saved: Saved
) -> None:
    info = window_desk.Instead(desk.info, is_read_only=True)
    shown = open_edited(window_desk.Instead(desk, info=info))
    shown.show(saved.serial)
    _nothing_can_be_changed(shown)


def _nothing_can_be_changed(shown: Any) -> None:
    for name in ("status", "priority"):
        badge = screen.get(shown.panel, Badge, name)
        screen.click(badge)
        assert badge.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert not screen.get(shown.panel, Badge, "type").isVisible()
    for name in ("subject", "contact", "assignee", "group", "ccs", "due", "phone"):
        cell = editing.cell(shown.panel, name)
        assert cell.focusPolicy() == Qt.FocusPolicy.NoFocus
        screen.click(cell, QPoint(4, 4))
        shown.editing.edit(name)
    assert shown.editing.typed_texts == ()
    assert screen.get(shown.panel, WrappedText, "subject").isVisible()


def test_every_control_of_an_open_editor_has_a_name(
    qtbot: QtBot, open_edited: OpenEdited, saved: Saved
) -> None:
    shown = open_edited()
    shown.show(saved.serial)
    for name in ("subject", "description", "contact", "phone"):
        shown.editing.edit(name)
    assert screen.nameless_controls(shown.panel) == []
    for name in ("status", "ccs", "due"):
        shown.editing.edit(name)
        opened = editing.popup(qtbot, PickPopup)
        assert screen.nameless_controls(opened) == []
        opened.finish()
