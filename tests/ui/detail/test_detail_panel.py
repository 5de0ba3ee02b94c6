from collections.abc import Callable, Iterator
from datetime import timedelta
from threading import Event
from uuid import uuid4

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QScrollArea, QTabBar, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import Unavailable
from helpdesk_desktop.domain.people import NewContact
from helpdesk_desktop.domain.ticket import NewNote, Priority, Serial, TicketDetail, TicketEdit
from helpdesk_desktop.ui.detail.detail_panel import DetailPanel
from helpdesk_desktop.ui.detail.value_labels import Badge, LinkButton, ValueLabel
from helpdesk_desktop.ui.detail.wrapped_text import WrappedText
from helpdesk_desktop.ui.tasks import TaskRunner
from tests import builders, screen, window_desk

OpenPanel = Callable[..., DetailPanel]
_MINH = NewContact(
    name="Trần Văn Minh",
    phones=("0908123331",),
    emails=("minh.tran@example.vn",),
    company="Vận tải Gia Lâm",
    rating=4,
)


class _Opened(QObject):
    # Stands in for the system's dialler and mail program.

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        for scheme in ("tel", "mailto"):
            # PySide6 takes text and refuses the bytes its stub names.
            QDesktopServices.setUrlHandler(scheme, self, "take")  # type: ignore[arg-type]  # Qt wants bytes in the stubs alone

    @Slot(QUrl)
    def take(self, address: QUrl) -> None:
        self.addresses.append(address.toString())


@pytest.fixture
def opened() -> Iterator[_Opened]:
    taker = _Opened()
    yield taker
    for scheme in ("tel", "mailto"):
        QDesktopServices.unsetUrlHandler(scheme)


def _show(qtbot: QtBot, panel: DetailPanel, serial: int) -> None:
    panel.show_ticket(serial)
    qtbot.waitUntil(lambda: panel.detail is not None and panel.detail.serial == serial)


def _value(panel: DetailPanel, name: str) -> str:
    return screen.get(panel, ValueLabel, name).value


def _timeline(panel: DetailPanel) -> str:
    return screen.get(panel, WrappedText, "timeline").toPlainText()


def test_nothing_selected_is_said(open_panel: OpenPanel) -> None:
    panel = open_panel()
    assert screen.get(panel, QLabel, "no_ticket_sentence").isVisible()
    assert screen.get(panel, QLabel, "no_ticket_sentence").text() == "No ticket selected"


def test_every_field_of_a_ticket_is_shown(
    qtbot: QtBot, desk: OpenDesk, open_panel: OpenPanel
) -> None:
    agents = desk.directory().agent_by_login
    saved = builders.add_ticket(
        desk,
        "Đơn hàng 77120 giao thiếu một kiện",
        description="Chỉ nhận được một trong hai kiện",
        new_contact=_MINH,
        priority=Priority.URGENT,
        type_id=builders.type_id(desk, "problem"),
        assignee_id=agents["lan"].id,
        group_id=desk.directory().group_by_key["delivery"].id,
        cc_ids=(agents["mai"].id, agents["duy"].id),
        due_at=window_desk.NOW + timedelta(hours=3),
        external_source="sf311",
        external_id="101",
    )
    panel = open_panel()
    _show(qtbot, panel, saved.serial)
    assert screen.get(panel, QLabel, "serial").text() == f"#{saved.serial}"
    shown = screen.get(panel, WrappedText, "subject").toPlainText()
    assert shown == "Đơn hàng 77120 giao thiếu một kiện"
    assert [screen.get(panel, Badge, name).word for name in ("status", "priority")] == [
        "New",
        "Urgent",
    ]
    assert screen.get(panel, Badge, "type").isVisible()
    assert _value(panel, "contact") == "Trần Văn Minh"
    assert _value(panel, "company") == "Vận tải Gia Lâm"
    assert _value(panel, "rating") == "★★★★☆"
    assert _value(panel, "assignee") == "Lan Phạm"
    assert _value(panel, "group") == "Giao hàng"
    assert _value(panel, "ccs") == "Duy Lê, Mai Trần"
    assert _value(panel, "due") == "today 17:00 · in 3\u00a0h"
    assert _value(panel, "source") == "Manual"
    assert _value(panel, "created") == "today 14:00 · by Boss"
    assert _value(panel, "updated") == "today 14:00"
    assert _value(panel, "closed") == "-"
    assert _value(panel, "first_response") == "-"
    assert _value(panel, "external_id") == "101"
    assert screen.get(panel, QLabel, "no_call").isVisible()
    assert "Ticket created, by Boss" in _timeline(panel)


def test_a_ticket_without_a_contact_shows_dashes(
    qtbot: QtBot, desk: OpenDesk, open_panel: OpenPanel
) -> None:
    saved = builders.add_ticket(desk)
    panel = open_panel()
    _show(qtbot, panel, saved.serial)
    shown = [_value(panel, name) for name in ("contact", "phone", "email", "company", "assignee")]
    assert shown == ["-"] * 5
    assert not screen.get(panel, QPushButton, "phone_link").isVisible()
    assert not screen.get(panel, QPushButton, "other_tickets").isVisible()


def test_phone_and_e_mail_are_links(
    qtbot: QtBot, desk: OpenDesk, open_panel: OpenPanel, opened: _Opened
) -> None:
    saved = builders.add_ticket(desk, new_contact=_MINH)
    panel = open_panel()
    _show(qtbot, panel, saved.serial)
    screen.click(screen.get(panel, QPushButton, "phone_link"))
    screen.click(screen.get(panel, QPushButton, "email_link"))
    assert opened.addresses[0].startswith("tel:")
    assert opened.addresses[1] == "mailto:minh.tran@example.vn"


def test_a_masked_number_is_text_and_no_link(
    qtbot: QtBot, desk: OpenDesk, runner: TaskRunner, database_url: str
) -> None:
    builders.add_role(desk, "outside", tickets="all", contacts="all", phones="masked")
    builders.add_agent(desk, "out", role="outside")
    saved = builders.add_ticket(desk, new_contact=_MINH)
    with builders.opened(database_url, "out", now=window_desk.NOW) as outside:
        panel = DetailPanel(runner)
        qtbot.addWidget(panel)
        panel.set_desk(outside, outside.directory())
        panel.show()
        _show(qtbot, panel, saved.serial)
        assert not screen.get(panel, QPushButton, "phone_link").isVisible()
        assert _value(panel, "phone") == "•••• 331"
        panel.show_ticket(None)
        qtbot.waitUntil(lambda: not runner.is_busy)


def test_an_overdue_ticket_says_so_in_words(
    qtbot: QtBot, desk: OpenDesk, open_panel: OpenPanel
) -> None:
    saved = builders.add_ticket(desk, due_at=window_desk.NOW - timedelta(hours=3))
    panel = open_panel()
    _show(qtbot, panel, saved.serial)
    assert _value(panel, "due").endswith("overdue by 3\u00a0h")
    assert screen.get(panel, ValueLabel, "due").property("tone") == "danger"


def test_the_contacts_other_tickets_are_a_list_away(
    qtbot: QtBot, desk: OpenDesk, open_panel: OpenPanel
) -> None:
    first = builders.add_ticket(desk, "Đổi địa chỉ & giờ giao", new_contact=_MINH)
    contact_id = desk.tickets.detail(first.serial, Cancellation()).contact_id
    second = builders.add_ticket(desk, "Second", contact_id=contact_id)
    panel = open_panel()
    _show(qtbot, panel, second.serial)
    link = screen.get(panel, LinkButton, "other_tickets")
    assert link.whole_text == "1 other ticket"
    screen.click(link)
    qtbot.waitUntil(lambda: bool(panel.findChildren(QMenu, "other_tickets_menu")))
    (menu,) = panel.findChildren(QMenu, "other_tickets_menu")
    with qtbot.waitSignal(panel.ticket_requested) as requested:
        screen.press(menu, Qt.Key.Key_Down)
        screen.press(menu, Qt.Key.Key_Return)
    assert requested.args == [first.serial]


def test_serial_and_link_are_copied(qtbot: QtBot, desk: OpenDesk, open_panel: OpenPanel) -> None:
    saved = builders.add_ticket(desk)
    panel = open_panel()
    _show(qtbot, panel, saved.serial)
    screen.click(screen.get(panel, QToolButton, "copy_serial"))
    serial = QGuiApplication.clipboard().text()
    screen.click(screen.get(panel, QToolButton, "copy_link"))
    link = QGuiApplication.clipboard().text()
    assert (serial, link) == (f"#{saved.serial}", f"helpdesk:ticket/{saved.serial}")
    button = screen.get(panel, QToolButton, "copy_link")
    qtbot.waitUntil(lambda: not button.accessibleDescription())


def test_markup_in_data_is_shown_to_the_letter(
    qtbot: QtBot, desk: OpenDesk, open_panel: OpenPanel
) -> None:
    bad = "<b>bold</b> <img src='file:///etc/passwd'> &amp;"
    saved = builders.add_ticket(desk, bad, description=bad, first_note=bad)
    panel = open_panel()
    _show(qtbot, panel, saved.serial)
    assert screen.get(panel, WrappedText, "subject").toPlainText() == bad
    assert screen.get(panel, WrappedText, "description").toPlainText() == bad
    assert bad in _timeline(panel)


def test_a_serial_that_is_not_there_is_said(qtbot: QtBot, open_panel: OpenPanel) -> None:
    panel = open_panel()
    panel.show_ticket(404)
    sentence = screen.get(panel, QLabel, "missing_ticket_sentence")
    qtbot.waitUntil(sentence.isVisible)
    assert sentence.text() == "There is no ticket #404."


def test_a_failed_read_offers_to_try_again(
    qtbot: QtBot, desk: OpenDesk, open_panel: OpenPanel
) -> None:
    saved = builders.add_ticket(desk)
    fails = iter([True, False])

    def detail(serial: Serial, cancel: Cancellation) -> TicketDetail:
        if next(fails):
            raise Unavailable("timed_out")
        return desk.tickets.detail(serial, cancel)

    panel = open_panel(window_desk.desk_with(desk, "tickets", detail=detail))
    panel.show_ticket(saved.serial)
    again = screen.get(panel, QPushButton, "failed_ticket_button")
    qtbot.waitUntil(again.isVisible)
    screen.click(again)
    qtbot.waitUntil(lambda: panel.detail is not None)
    assert screen.get(panel, QLabel, "serial").isVisible()


def test_only_the_last_of_many_quick_choices_is_shown(
    qtbot: QtBot, desk: OpenDesk, runner: TaskRunner, open_panel: OpenPanel
) -> None:
    saved = [builders.add_ticket(desk, f"Ticket {number}") for number in range(6)]
    panel = open_panel()
    shown: list[str] = []
    subject = screen.get(panel, WrappedText, "subject")
    subject.textChanged.connect(lambda: shown.append(subject.toPlainText()))
    for one in saved:
        panel.show_ticket(one.serial)
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert set(shown) == {"Ticket 5"}


def test_a_late_answer_does_not_replace_a_newer_one(
    qtbot: QtBot, desk: OpenDesk, runner: TaskRunner, open_panel: OpenPanel
) -> None:
    slow, quick = (builders.add_ticket(desk, subject) for subject in ("Slow", "Quick"))
    gate = Event()

    def detail(serial: Serial, _cancel: Cancellation) -> TicketDetail:
        if serial == slow.serial:
            assert gate.wait(10)
        return desk.tickets.detail(serial, Cancellation())

    panel = open_panel(window_desk.desk_with(desk, "tickets", detail=detail))
    panel.show_ticket(slow.serial)
    _show(qtbot, panel, quick.serial)
    gate.set()
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert screen.get(panel, WrappedText, "subject").toPlainText() == "Quick"


def test_what_is_shown_stays_until_the_next_ticket_is_there(
    qtbot: QtBot, desk: OpenDesk, open_panel: OpenPanel
) -> None:
    first, second = (builders.add_ticket(desk, subject) for subject in ("First", "Second"))
    gate = Event()

    def detail(serial: Serial, cancel: Cancellation) -> TicketDetail:
        if serial == second.serial:
            assert gate.wait(10)
        return desk.tickets.detail(serial, cancel)

    panel = open_panel(window_desk.desk_with(desk, "tickets", detail=detail))
    _show(qtbot, panel, first.serial)
    panel.show_ticket(second.serial)
    subject = screen.get(panel, WrappedText, "subject")
    assert (subject.isVisible(), subject.toPlainText()) == (True, "First")
    loading = screen.get(panel, QLabel, "loading_ticket_sentence")
    qtbot.waitUntil(loading.isVisible)
    gate.set()
    qtbot.waitUntil(lambda: subject.isVisible() and subject.toPlainText() == "Second")


def test_a_refresh_keeps_the_scroll_position(
    qtbot: QtBot, desk: OpenDesk, runner: TaskRunner, open_panel: OpenPanel
) -> None:
    saved = builders.add_ticket(desk, first_note="line\n" * 100)
    panel = open_panel()
    _show(qtbot, panel, saved.serial)
    bar = screen.get(panel, QScrollArea, "detail_scroll").verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 300)
    bar.setValue(250)
    desk.tickets.edit(TicketEdit(saved.serial, None, (("subject", "Renamed"),)))
    panel.reload()
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert screen.get(panel, WrappedText, "subject").toPlainText() == "Renamed"
    qtbot.wait(20)  # the layout settles in the next turn of the loop
    assert bar.value() == 250
    assert "Subject: " in _timeline(panel)


def test_a_ticket_shown_for_a_second_is_read(
    qtbot: QtBot, desk: OpenDesk, database_url: str, open_panel: OpenPanel
) -> None:
    saved = builders.add_ticket(desk)
    with builders.opened(database_url, "lan", now=window_desk.NOW + timedelta(minutes=1)) as other:
        other.tickets.add_note(NewNote(uuid4(), saved.serial, "by Lan"))
    panel = open_panel()
    with qtbot.waitSignal(panel.was_read) as read:
        panel.show_ticket(saved.serial)
    assert read.args == [saved.serial]
    assert not desk.tickets.detail(saved.serial, Cancellation()).is_unread


def test_a_ticket_that_flew_by_stays_unread(
    qtbot: QtBot, desk: OpenDesk, database_url: str, open_panel: OpenPanel
) -> None:
    saved = builders.add_ticket(desk)
    with builders.opened(database_url, "lan", now=window_desk.NOW + timedelta(minutes=1)) as other:
        other.tickets.add_note(NewNote(uuid4(), saved.serial, "by Lan"))
    panel = open_panel()
    _show(qtbot, panel, saved.serial)
    panel.show_ticket(None)
    with qtbot.assertNotEmitted(panel.was_read, wait=1_100):
        pass
    assert desk.tickets.detail(saved.serial, Cancellation()).is_unread


def test_older_entries_come_when_asked_for(
    qtbot: QtBot, desk: OpenDesk, open_panel: OpenPanel
) -> None:
    saved = builders.add_ticket(desk)
    for number in range(8):
        body = f"note {number} " + "word " * 790
        desk.tickets.add_note(NewNote(uuid4(), saved.serial, body))
    panel = open_panel()
    _show(qtbot, panel, saved.serial)
    older = screen.get(panel, LinkButton, "show_older")
    before = len(_timeline(panel))
    assert older.whole_text.startswith("Show older (")
    older.click()
    assert len(_timeline(panel)) > before
    while older.isVisible():
        older.click()
    assert "Ticket created" in _timeline(panel)


def test_a_long_text_opens_whole_in_a_window_of_its_own(
    qtbot: QtBot, desk: OpenDesk, open_panel: OpenPanel
) -> None:
    text = "x" * 20_000
    saved = builders.add_ticket(desk, description=text)
    panel = open_panel()
    _show(qtbot, panel, saved.serial)
    assert len(screen.get(panel, WrappedText, "description").toPlainText()) < 1_000
    screen.click(screen.get(panel, QPushButton, "unfold_description"))
    window = screen.get(panel, QWidget, "whole_text_window")
    whole = screen.get(window, QWidget, "whole_text")
    assert whole.property("plainText").replace("\n", "") == text
    window.close()


def test_a_folded_description_unfolds_in_place(
    qtbot: QtBot, desk: OpenDesk, open_panel: OpenPanel
) -> None:
    text = "one two three four\n" * 60
    saved = builders.add_ticket(desk, description=text)
    panel = open_panel()
    _show(qtbot, panel, saved.serial)
    description = screen.get(panel, WrappedText, "description")
    folded = len(description.toPlainText())
    screen.click(screen.get(panel, QPushButton, "unfold_description"))
    assert folded < len(description.toPlainText()) == len(text)


def test_tabs_show_calls_and_attachments(
    qtbot: QtBot, desk: OpenDesk, open_panel: OpenPanel
) -> None:
    saved = builders.add_ticket(desk)
    panel = open_panel()
    _show(qtbot, panel, saved.serial)
    tabs = screen.get(panel, QTabBar, "detail_tabs")
    assert [tabs.tabText(index) for index in range(3)] == ["Timeline", "Calls 0", "Attachments 0"]
    screen.focus(tabs)
    screen.press(tabs, Qt.Key.Key_Right)
    assert screen.get(panel, QLabel, "no_calls").isVisible()
    screen.press(tabs, Qt.Key.Key_Right)
    assert screen.get(panel, QLabel, "no_attachments").isVisible()


def test_every_control_has_a_name(qtbot: QtBot, desk: OpenDesk, open_panel: OpenPanel) -> None:
    saved = builders.add_ticket(desk, new_contact=_MINH, description="x\n" * 50)
    panel = open_panel()
    _show(qtbot, panel, saved.serial)
    assert screen.nameless_controls(panel) == []


def test_a_name_with_other_tickets_keeps_its_line(
    qtbot: QtBot, desk: OpenDesk, open_panel: OpenPanel
) -> None:
    builders.add_ticket(desk, new_contact=_MINH)
    contact_id = desk.people.find_callers("Minh", Cancellation())[0].contact.id
    saved = builders.add_ticket(desk, contact_id=contact_id)
    panel = open_panel()
    panel.resize(300, 700)
    _show(qtbot, panel, saved.serial)
    name = screen.get(panel, LinkButton, "contact_link")
    link = screen.get(panel, LinkButton, "other_tickets")
    qtbot.waitUntil(lambda: link.y() > name.y())
    assert name.height() < 2 * name.fontMetrics().height()
    panel.resize(700, 700)
    qtbot.waitUntil(lambda: link.x() > name.x())
