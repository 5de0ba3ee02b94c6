"""A role that is changed while somebody works with it takes effect in their window at once."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.domain.filters import DEFAULT_SORT, SortKey
from helpdesk_desktop.domain.people import NewContact
from helpdesk_desktop.ui.actions import Act
from helpdesk_desktop.ui.list.ticket_columns import Names
from helpdesk_desktop.ui.main_window import MainWindow, Opened
from helpdesk_desktop.ui.tasks import TaskRunner
from tests.builders import add_agent, add_role, add_ticket, opened

WAIT_MS = 15_000


@pytest.fixture
def kims(desk: OpenDesk, database_url: str) -> Iterator[OpenDesk]:
    """The desk of Kim, whose role sees everything."""
    add_role(desk, "tried", tickets="all", contacts="all", phones="shown", rights="create")
    add_agent(desk, "kim", role="tried")
    contact = NewContact(name="Hoa", phones=("0908 123 331",))
    add_ticket(desk, "Roses", new_contact=contact)
    with opened(database_url, as_="kim") as made:
        yield made


def test_numbers_are_masked_and_no_order_tells_them_any_more(
    qtbot: QtBot, kims: OpenDesk, desk: OpenDesk, runner: TaskRunner, window: MainWindow
) -> None:
    directory = kims.directory()
    window.set_desk(Opened(kims, directory, Names(directory, kims.clock.now(), kims.clock.zone)))
    model = window.tickets.model
    window.question.set_sort((SortKey("phone"), SortKey("serial")))
    qtbot.waitUntil(lambda: model.has_all_serials and not runner.is_busy)

    def phone() -> str | None:
        row = model.row_at(0)
        return row.row.phone if row is not None and row.row is not None else None

    qtbot.waitUntil(lambda: phone() == "0908 123 331", timeout=WAIT_MS)
    assert window.actions_[Act.NEW_TICKET].isEnabled()
    desk.team.set_role("tried", {"phones": "masked", "rights": "", "name": "Narrow"})
    qtbot.waitUntil(lambda: phone() == "•••• 331", timeout=WAIT_MS)
    assert window.question.spec.sort == (SortKey("serial"),)
    assert not window.actions_[Act.NEW_TICKET].isEnabled()
    assert "Narrow" in window.account_menu.actions()[0].text()
    window.question.set_sort((SortKey("phone"),))
    window.question.drop_sort("phone")
    assert window.question.spec.sort == DEFAULT_SORT
    window.stop()
    qtbot.waitUntil(lambda: not runner.is_busy)
