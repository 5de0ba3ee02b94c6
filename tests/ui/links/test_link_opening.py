"""A link shows what it names, waits for what stands in its way, and takes nothing from anybody."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.domain.desk_links import ticket_link
from helpdesk_desktop.domain.ticket import Source
from helpdesk_desktop.ui.create.create_ticket_dialog import CreateTicketDialog
from helpdesk_desktop.ui.links.link_opening import NOTICE, LinkOpening
from helpdesk_desktop.ui.list.ticket_columns import Names
from helpdesk_desktop.ui.live import NewNames
from helpdesk_desktop.ui.main_window import MainWindow, Opened
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.ticket_making import TicketMaking
from tests.builders import NOW, add_agent, add_role, add_ticket, opened, serials
from tests.screen import click, get, press, type_text

Settle = Callable[[], None]
Show = Callable[[OpenDesk], None]


@pytest.fixture
def window(qtbot: QtBot, runner: TaskRunner) -> Iterator[MainWindow]:
    made = MainWindow(runner)
    qtbot.addWidget(made)
    made.resize(1440, 860)
    made.show()
    yield made
    made.closing.emit()
    made.stop()
    qtbot.waitUntil(lambda: not runner.is_busy)


@pytest.fixture
def making(runner: TaskRunner, window: MainWindow) -> Iterator[TicketMaking]:
    made = TicketMaking(runner, window)
    yield made
    made.close_all()


@pytest.fixture
def links(window: MainWindow, making: TicketMaking) -> LinkOpening:
    return LinkOpening(window, making)


@pytest.fixture
def settle(qtbot: QtBot, runner: TaskRunner, window: MainWindow) -> Settle:
    def wait() -> None:
        qtbot.waitUntil(lambda: window.tickets.model.has_all_serials and not runner.is_busy)

    return wait


@pytest.fixture
def show(window: MainWindow, making: TicketMaking, links: LinkOpening, settle: Settle) -> Show:
    def put(desk: OpenDesk) -> None:
        directory = desk.directory()
        shown = Opened(desk, directory, Names(directory, NOW, desk.clock.zone))
        window.set_desk(shown)
        making.set_desk(shown)
        links.set_desk(shown)
        settle()

    return put


@pytest.fixture
def busy(desk: OpenDesk, window: MainWindow, show: Show) -> MainWindow:
    show(desk)
    return window


def _sentence(window: MainWindow) -> str:
    notice = window.banner.notice
    return "" if notice is None or notice.key != NOTICE else notice.sentence


def _dialogs(window: MainWindow) -> list[CreateTicketDialog]:
    return [one for one in window.findChildren(CreateTicketDialog) if one.isVisible()]


# A ticket


def test_a_link_to_a_ticket_selects_it_and_shows_it(
    busy: MainWindow, links: LinkOpening, settle: Settle
) -> None:
    busy.detail_place.set_open(is_open=False)
    links.open_link("helpdesk://Ticket/77/")
    settle()
    assert busy.tickets.view.current_serial == 77
    assert busy.detail.detail is not None
    assert busy.detail.detail.serial == 77
    assert busy.detail_place.is_open
    assert _sentence(busy) == ""


def test_a_ticket_that_the_list_lacks_is_shown_beside_it(
    busy: MainWindow, links: LinkOpening, desk: OpenDesk, settle: Settle
) -> None:
    closed = serials(desk, "status:closed")[0]
    busy.quick_filters.choose("unprocessed")
    settle()
    links.open_link(ticket_link(closed))
    settle()
    assert busy.detail.detail is not None
    assert busy.detail.detail.serial == closed
    assert busy.question.quick is not None


def test_a_ticket_that_is_hidden_and_one_that_never_was_are_told_alike(
    qtbot: QtBot,
    desk: OpenDesk,
    window: MainWindow,
    links: LinkOpening,
    show: Show,
) -> None:
    add_role(desk, "own", tickets="own")
    add_agent(desk, "mai", role="own")
    hidden = add_ticket(desk, "Not for Mai").serial
    with opened(desk.info.place, "mai") as hers:
        show(hers)
        said = []
        for serial in (hidden, 987_654):
            links.open_link(ticket_link(serial))
            qtbot.waitUntil(lambda serial=serial: f"#{serial}" in window.toast.sentence)  # type: ignore[misc]  # bound now
            said.append(window.toast.sentence.replace(str(serial), "N"))
        assert said == ["There is no ticket #N."] * 2
        assert window.detail.detail is None
        window.stop()
        qtbot.waitUntil(lambda: not window._runner.is_busy)


def test_what_is_typed_into_a_note_is_there_when_one_comes_back(
    busy: MainWindow, links: LinkOpening, settle: Settle
) -> None:
    links.open_link("helpdesk:ticket/20")
    settle()
    text = get(busy, QPlainTextEdit, "note_text")
    type_text(text, "half a sentence")
    links.open_link("helpdesk:ticket/21")
    settle()
    assert text.toPlainText() == ""
    links.open_link("helpdesk:ticket/20")
    settle()
    assert text.toPlainText() == "half a sentence"


# A filter


def test_a_query_stands_in_the_box_and_lists_what_it_finds_alone(
    busy: MainWindow, links: LinkOpening, desk: OpenDesk, settle: Settle
) -> None:
    busy.quick_filters.choose("unprocessed")
    settle()
    links.open_link("helpdesk:filter?q=status:closed%20priority:%3E=high")
    settle()
    assert get(busy, QLineEdit, "searchBox").text() == "status:closed priority:>=high"
    assert busy.question.quick is None
    assert busy.tickets.model.matching == len(serials(desk, "status:closed priority:>=high"))


def test_the_way_back_leads_to_what_was_listed(
    busy: MainWindow, links: LinkOpening, settle: Settle
) -> None:
    busy.quick_filters.choose("unprocessed")
    type_text(get(busy, QLineEdit, "searchBox"), "priority:high")
    busy.search_box.read_now()
    settle()
    before, spec = busy.tickets.model.matching, busy.question.spec
    links.open_link("helpdesk:filter?q=status:closed")
    settle()
    assert busy.question.spec != spec
    click(get(busy, QPushButton, "toast_button"))
    settle()
    assert busy.question.spec == spec
    assert busy.tickets.model.matching == before
    assert get(busy, QLineEdit, "searchBox").text() == "priority:high"


def test_a_query_that_cannot_be_read_says_why_and_changes_no_list(
    busy: MainWindow, links: LinkOpening, settle: Settle
) -> None:
    busy.quick_filters.choose("unprocessed")
    settle()
    spec = busy.question.spec
    links.open_link("helpdesk:filter?q=status:%22new")
    settle()
    assert busy.question.spec == spec
    assert "Character" in get(busy, QLabel, "searchFaultText").text()
    assert get(busy, QLineEdit, "searchBox").text() == 'status:"new'
    click(get(busy, QPushButton, "toast_button"))
    settle()
    assert (get(busy, QLineEdit, "searchBox").text(), busy.search_box.fault) == ("", "")
    assert busy.question.spec == spec


def test_the_same_link_again_offers_no_way_back_to_itself(
    busy: MainWindow, links: LinkOpening, settle: Settle
) -> None:
    links.open_link("helpdesk:filter?q=status:closed")
    settle()
    busy.toast.hide()
    links.open_link("helpdesk:filter?q=status:closed")
    settle()
    assert not busy.toast.isVisible()


# A call


@pytest.mark.parametrize(
    ("direction", "source"), [("in", Source.INBOUND_CALL), ("out", Source.OUTBOUND_CALL)]
)
def test_a_call_opens_a_ticket_with_its_number_and_stores_nothing(
    busy: MainWindow,
    links: LinkOpening,
    desk: OpenDesk,
    settle: Settle,
    *,
    direction: str,
    source: Source,
) -> None:
    before = len(serials(desk))
    links.open_link(f"helpdesk:call?direction={direction}&number=+84908123331")
    settle()
    (dialog,) = _dialogs(busy)
    assert get(dialog, QLineEdit, "contact_search").text() == "+84908123331"
    assert dialog.form.source.key() == int(source)
    assert dialog.form.contact.choice.phone == "+84908123331"
    dialog.reject()
    settle()
    assert desk.drafts.load_all() == ()
    assert len(serials(desk)) == before


def test_a_second_call_takes_the_dialog_in_which_nothing_was_typed(
    busy: MainWindow, links: LinkOpening, settle: Settle
) -> None:
    links.open_link("helpdesk:call?number=113")
    links.open_link("helpdesk:call?number=114")
    settle()
    (dialog,) = _dialogs(busy)
    assert get(dialog, QLineEdit, "contact_search").text() == "114"
    type_text(get(dialog, QLineEdit, "subject"), "Fire")
    links.open_link("helpdesk:call")
    settle()
    first, second = _dialogs(busy)
    assert get(first, QLineEdit, "subject").text() == "Fire"
    assert get(second, QLineEdit, "contact_search").text() == ""
    assert get(second, QComboBox, "source").currentText() == "Inbound call"


def test_who_may_make_no_ticket_is_told_so(
    qtbot: QtBot,
    desk: OpenDesk,
    window: MainWindow,
    links: LinkOpening,
    show: Show,
) -> None:
    add_role(desk, "readers", rights="")
    add_agent(desk, "mai", role="readers")
    with opened(desk.info.place, "mai") as hers:
        show(hers)
        links.open_link("helpdesk:call?number=113")
        assert "you may make none here" in _sentence(window)
        assert _dialogs(window) == []
        window.stop()
        qtbot.waitUntil(lambda: not window._runner.is_busy)


# What is no link


def test_a_bad_link_is_said_until_it_is_closed_and_changes_nothing(
    busy: MainWindow, links: LinkOpening, settle: Settle
) -> None:
    spec = busy.question.spec
    links.open_link('helpdesk:x" --database "evil.db')
    settle()
    assert "does not know this link; nothing was opened" in _sentence(busy)
    assert "evil" not in _sentence(busy)
    assert busy.question.spec == spec
    click(get(busy, QToolButton, "banner_close"))
    assert _sentence(busy) == ""
    links.open_link("helpdesk:ticket/1%00")
    assert "a line break" in _sentence(busy)
    links.open_link("helpdesk:")
    assert _sentence(busy) == ""


# What it waits for


def test_without_a_database_the_newest_link_waits(
    qtbot: QtBot,
    desk: OpenDesk,
    window: MainWindow,
    links: LinkOpening,
    show: Show,
) -> None:
    links.open_link("helpdesk:ticket/5")
    assert _sentence(window) == ""
    qtbot.waitUntil(lambda: "until a database is open" in _sentence(window))
    links.open_link("helpdesk:ticket/6")
    assert links.is_waiting
    show(desk)
    assert window.tickets.view.current_serial == 6
    assert (_sentence(window), links.is_waiting) == ("", False)


def test_a_link_at_the_start_counts_more_than_what_was_selected_last(
    desk: OpenDesk, window: MainWindow, links: LinkOpening, show: Show
) -> None:
    links.open_link("helpdesk:ticket/6")
    window.tickets.view.return_to(5, None)
    show(desk)
    assert window.tickets.view.current_serial == 6
    assert window.detail.detail is not None
    assert window.detail.detail.serial == 6


def test_a_link_waits_for_the_dialog_in_front_and_for_the_one_after_it(
    qtbot: QtBot, busy: MainWindow, links: LinkOpening, settle: Settle
) -> None:
    first, second = QDialog(busy), QDialog(busy)
    line = QLineEdit(first)
    first.finished.connect(second.open)
    first.open()
    type_text(line, "unsaved")
    links.open_link("helpdesk:ticket/5")
    links.open_link("helpdesk:ticket/6")
    settle()
    assert "A link waits" in _sentence(busy)
    assert (line.text(), first.isVisible()) == ("unsaved", True)
    first.accept()
    assert second.isVisible()
    qtbot.waitUntil(lambda: links._in_the_way is second)
    assert busy.tickets.view.current_serial != 6
    second.reject()
    qtbot.waitUntil(lambda: busy.tickets.view.current_serial == 6)
    settle()
    assert _sentence(busy) == ""


def test_a_dialog_that_is_deleted_lets_the_link_go_on(
    qtbot: QtBot, busy: MainWindow, links: LinkOpening, settle: Settle
) -> None:
    dialog = QDialog(busy)
    dialog.open()
    links.open_link("helpdesk:ticket/6")
    dialog.deleteLater()
    qtbot.waitUntil(lambda: busy.tickets.view.current_serial == 6)
    settle()


def test_a_link_waits_for_an_open_menu(
    qtbot: QtBot, busy: MainWindow, links: LinkOpening, settle: Settle
) -> None:
    menu = QMenu(busy)
    menu.addAction("One")
    menu.popup(busy.mapToGlobal(busy.rect().center()))
    assert QApplication.activePopupWidget() is menu
    links.open_link("helpdesk:ticket/6")
    assert "A link waits" in _sentence(busy)
    menu.close()
    qtbot.waitUntil(lambda: busy.tickets.view.current_serial == 6)
    settle()


def test_closing_the_notice_gives_the_link_up(
    qtbot: QtBot, busy: MainWindow, links: LinkOpening, settle: Settle
) -> None:
    dialog = QDialog(busy)
    dialog.open()
    links.open_link("helpdesk:ticket/6")
    busy.banner._close.click()
    assert not links.is_waiting
    dialog.accept()
    settle()
    assert busy.tickets.view.current_serial is None
    dialog.deleteLater()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


def test_a_field_that_came_meanwhile_can_be_asked_for(
    busy: MainWindow, links: LinkOpening, desk: OpenDesk, settle: Settle
) -> None:
    add_agent(desk, "newcomer")
    directory = desk.directory()
    busy.live.names_read.emit(NewNames(directory, Names(directory, NOW, desk.clock.zone)))
    links.open_link("helpdesk:filter?q=assignee:newcomer")
    settle()
    assert busy.tickets.model.matching == 0
    assert busy.search_box.fault == ""


def test_a_window_in_the_dock_comes_up(busy: MainWindow, links: LinkOpening) -> None:
    busy.showMinimized()
    links.open_link("helpdesk:", token="token")  # noqa: S106  # no password
    assert not busy.isMinimized()
    assert busy.isVisible()


def test_keys_go_on_in_the_list_after_a_query(
    qtbot: QtBot, busy: MainWindow, links: LinkOpening, settle: Settle
) -> None:
    qtbot.waitActive(busy)
    links.open_link("helpdesk:filter?q=status:closed")
    settle()
    press(busy.tickets.view, Qt.Key.Key_J)
    assert busy.tickets.view.hasFocus()
