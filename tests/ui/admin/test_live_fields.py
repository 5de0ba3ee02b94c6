"""A field that an administrator changes is followed by windows that others have open."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.domain.custom_field import CustomFieldKind
from helpdesk_desktop.domain.field_wishes import FieldEdit
from helpdesk_desktop.domain.option_lines import option_lines
from helpdesk_desktop.ui.detail.value_labels import ValueLabel
from helpdesk_desktop.ui.list.ticket_columns import Names
from helpdesk_desktop.ui.main_window import MainWindow, Opened
from helpdesk_desktop.ui.tasks import TaskRunner
from tests.builders import add_field, add_ticket, opened
from tests.screen import get
from tests.ui.admin.admin_screen import AdminScreen

WAIT_MS = 15_000


@pytest.fixture
def lans(desk: OpenDesk, database_url: str) -> Iterator[OpenDesk]:
    """Lan's desk."""
    assert desk.info.engine
    with opened(database_url, as_="lan") as made:
        yield made


def test_a_renamed_option_and_a_new_field_come_into_an_open_panel(
    qtbot: QtBot, lans: OpenDesk, desk: OpenDesk, runner: TaskRunner, window: MainWindow
) -> None:
    field = add_field(desk, "channel", CustomFieldKind.DROP_DOWN, options="Web\nShop")
    saved = add_ticket(desk, custom=(("channel", field.options[1].id),))
    directory = lans.directory()
    window.set_desk(Opened(lans, directory, Names(directory, lans.clock.now(), lans.clock.zone)))
    model = window.tickets.model
    qtbot.waitUntil(lambda: model.has_all_serials and not runner.is_busy)
    window.tickets.view.select_serial(saved.serial)
    qtbot.waitUntil(lambda: window.detail.detail is not None)

    def channel() -> str:
        return get(window, ValueLabel, "custom_ticket_channel").value

    assert channel() == "Shop"
    web, shop = option_lines(field)
    lines = (web, replace(shop, label="Cửa hàng"))
    desk.fields.change(FieldEdit(field.id, field.version, (), lines))
    qtbot.waitUntil(lambda: channel() == "Cửa hàng", timeout=WAIT_MS)
    add_field(desk, "imei")
    qtbot.waitUntil(
        lambda: bool(window.findChildren(ValueLabel, "custom_ticket_imei")), timeout=WAIT_MS
    )
    window.stop()
    qtbot.waitUntil(lambda: not runner.is_busy)


def test_a_field_saved_here_comes_into_the_panel_of_this_window(
    qtbot: QtBot, screen: AdminScreen, desk: OpenDesk, window: MainWindow, runner: TaskRunner
) -> None:
    saved = add_ticket(desk)
    qtbot.waitUntil(lambda: window.tickets.view.select_serial(saved.serial), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: window.detail.detail is not None)
    screen.page("fields")
    screen.press_button("fields_add")
    screen.retype("fields_name", "IMEI")
    screen.save_by_keys()
    qtbot.waitUntil(
        lambda: bool(window.findChildren(ValueLabel, "custom_ticket_imei")), timeout=WAIT_MS
    )
    qtbot.waitUntil(lambda: not runner.is_busy)
