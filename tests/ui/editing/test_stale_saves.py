from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import Conflict
from helpdesk_desktop.domain.ticket import Priority, Saved, Status, TicketEdit
from helpdesk_desktop.ui.editing.merged_save import Clash, Wish, save_merged
from helpdesk_desktop.ui.editing.pick_popup import PickPopup
from tests import editing, screen, window_desk

OpenEdited = Callable[..., Any]
_CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def typing(open_edited: OpenEdited, saved: Saved) -> Any:
    """The description is open with two more words in it."""
    shown = open_edited()
    shown.show(saved.serial)
    shown.editing.edit("description")
    text = screen.get(shown.panel, QPlainTextEdit, "description_edit")
    text.setPlainText("It burns. Mine too")
    return shown


def _text(shown: Any) -> QPlainTextEdit:
    return screen.get(shown.panel, QPlainTextEdit, "description_edit")


def _said(shown: Any) -> str:
    return screen.get(shown.panel, QLabel, "description_problem").text()


def _press(shown: Any, name: str) -> None:
    button = screen.get(shown.panel, QPushButton, name)
    shown.wait_for(lambda: button.isVisible() and button.isEnabled())
    screen.click(button)


def test_another_s_change_of_other_fields_is_merged_without_a_word(
    desk: OpenDesk, other: OpenDesk, typing: Any, saved: Saved
) -> None:
    editing.change(other, saved.serial, status=Status.PENDING)
    editing.change(other, saved.serial, priority=Priority.HIGH)
    screen.press(_text(typing), Qt.Key.Key_Return, _CTRL)
    typing.wait_for(lambda: typing.said == [f"#{saved.serial}: Description changed"])
    now = editing.detail(desk, saved.serial)
    assert (now.description, now.status, now.priority) == ("It burns. Mine too", 2, 2)


def test_a_clash_leaves_the_text_and_says_who_changed_what_and_when(
    desk: OpenDesk, other: OpenDesk, typing: Any, saved: Saved
) -> None:
    editing.change(other, saved.serial, description="Lan's words", priority=Priority.HIGH)
    screen.press(_text(typing), Qt.Key.Key_Return, _CTRL)
    mine = screen.get(typing.panel, QPushButton, "description_save_mine")
    typing.wait_for(mine.isVisible)
    assert _said(typing) == ("Lan Phạm changed this at 14:00: Description: It burns → Lan's words")
    assert _text(typing).toPlainText() == "It burns. Mine too"
    assert editing.detail(desk, saved.serial).description == "Lan's words"
    assert typing.said == []
    screen.click(mine)
    typing.wait_for(lambda: bool(typing.said))
    now = editing.detail(desk, saved.serial)
    assert (now.description, now.priority, now.version) == ("It burns. Mine too", 2, 3)


def test_mine_anyway_answers_only_what_was_shown(
    desk: OpenDesk, other: OpenDesk, typing: Any, saved: Saved
) -> None:
    editing.change(other, saved.serial, description="first")
    screen.press(_text(typing), Qt.Key.Key_Return, _CTRL)
    typing.wait_for(lambda: "→ first" in _said(typing))
    editing.change(other, saved.serial, description="second")
    _press(typing, "description_save_mine")
    typing.wait_for(lambda: "first → second" in _said(typing))
    assert editing.detail(desk, saved.serial).description == "second"


def test_theirs_is_taken_and_shown(other: OpenDesk, typing: Any, saved: Saved) -> None:
    editing.change(other, saved.serial, description="Lan's words")
    screen.press(_text(typing), Qt.Key.Key_Return, _CTRL)
    _press(typing, "description_take_theirs")
    typing.wait_for(lambda: typing.panel.detail.description == "Lan's words")
    typing.wait_closed("description")
    assert typing.said == []


def test_the_same_change_by_both_is_done(
    desk: OpenDesk, other: OpenDesk, typing: Any, saved: Saved
) -> None:
    editing.change(other, saved.serial, description="It burns. Mine too")
    screen.press(_text(typing), Qt.Key.Key_Return, _CTRL)
    typing.wait_closed("description")
    assert typing.said == []  # there is nothing of mine to undo
    assert editing.detail(desk, saved.serial).version == 2


def test_a_refresh_leaves_an_open_editor_alone_and_shows_the_rest(
    other: OpenDesk, typing: Any, saved: Saved
) -> None:
    editing.change(other, saved.serial, description="Lan's words", status=Status.PENDING)
    typing.panel.reload()
    typing.wait_for(lambda: typing.panel.detail.version == 2)
    assert _text(typing).toPlainText() == "It burns. Mine too"
    screen.press(_text(typing), Qt.Key.Key_Return, _CTRL)
    typing.wait_for(lambda: "Lan Phạm changed this" in _said(typing))


def test_a_pick_that_clashes_stays_open_with_both_ways_out(
    qtbot: QtBot, desk: OpenDesk, other: OpenDesk, open_edited: OpenEdited, saved: Saved
) -> None:
    shown = open_edited()
    shown.show(saved.serial)
    shown.editing.edit("status")
    opened = editing.popup(qtbot, PickPopup)
    editing.change(other, saved.serial, status=Status.PENDING)
    editing.pick(qtbot, "closed")
    qtbot.waitUntil(lambda: opened.foot.has_clash)
    assert opened.foot.sentence == "Lan Phạm changed this at 14:00: Status: New → Pending"
    assert opened.foot.mine.hasFocus()
    screen.click(opened.foot.mine)
    editing.no_popup(qtbot)
    assert editing.detail(desk, saved.serial).status is Status.CLOSED
    assert shown.said == [f"#{saved.serial}: Status Pending → Closed"]


def test_theirs_closes_the_list_and_shows_it(
    qtbot: QtBot, desk: OpenDesk, other: OpenDesk, open_edited: OpenEdited, saved: Saved
) -> None:
    shown = open_edited()
    shown.show(saved.serial)
    shown.editing.edit("status")
    opened = editing.popup(qtbot, PickPopup)
    editing.change(other, saved.serial, status=Status.PENDING)
    editing.pick(qtbot, "closed")
    qtbot.waitUntil(lambda: opened.foot.has_clash)
    screen.click(opened.foot.theirs)
    editing.no_popup(qtbot)
    shown.wait_for(lambda: shown.panel.detail.status is Status.PENDING)
    assert editing.detail(desk, saved.serial).version == 2


def test_a_ticket_that_others_change_without_end_is_not_tried_for_ever(
    desk: OpenDesk, other: OpenDesk, saved: Saved
) -> None:
    tries = 0

    def edit(wish: TicketEdit, _cancel: Cancellation | None = None) -> Saved:
        nonlocal tries
        tries += 1
        editing.change(other, saved.serial, priority=tries % 4, subject=f"Try {tries}")
        return desk.tickets.edit(wish)

    busy = window_desk.desk_with(desk, "tickets", edit=edit)
    base = editing.detail(desk, saved.serial)
    answer = save_merged(busy.tickets, Wish(base, (("description", "mine"),)))
    assert isinstance(answer, Clash)
    assert tries == 5
    assert editing.detail(desk, saved.serial).description == "It burns"


def test_a_save_whose_answer_was_lost_is_known_again(desk: OpenDesk, saved: Saved) -> None:
    def edit(wish: TicketEdit, _cancel: Cancellation | None = None) -> Saved:
        if wish.version == 1:
            desk.tickets.edit(wish)
            raise Conflict("conflict", 2, what="ticket")  # what a repeated send meets
        return desk.tickets.edit(wish)

    losing = window_desk.desk_with(desk, "tickets", edit=edit)
    base = editing.detail(desk, saved.serial)
    answer = save_merged(losing.tickets, Wish(base, (("description", "mine"),)))
    assert isinstance(answer, Saved)
    assert (answer.version, answer.batch) == (2, None)
