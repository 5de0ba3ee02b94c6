"""The first start, and the dialogs, where the administrator's policy cannot be read."""

from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from helpdesk_desktop.app import Desktop
from helpdesk_desktop.options import Options
from helpdesk_desktop.services import policy as policies
from helpdesk_desktop.services.places import local_database_path
from helpdesk_desktop.ui.actions import Act
from helpdesk_desktop.ui.connection.connection_dialog import ConnectionDialog
from helpdesk_desktop.ui.settings.settings_dialog import SettingsDialog
from helpdesk_desktop.ui.start.start_page import StartPage
from tests.screen import click, get
from tests.ui.connection.conftest import Begin

_WHERE = "line 2, column 9"


@pytest.fixture(autouse=True)
def policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "policy.toml"
    path.write_text("[locked]\ntheme = dark\n")
    monkeypatch.setattr(policies, "MACHINE_FILE", path)
    return path


def _page(qtbot: QtBot, desktop: Desktop) -> StartPage:
    page = desktop.connecting.page
    qtbot.waitUntil(page.isVisible, timeout=20_000)
    qtbot.waitUntil(lambda: not desktop.runner.is_busy, timeout=20_000)
    return page


def test_the_first_page_offers_what_is_let_and_says_why_the_rest_is_not(
    qtbot: QtBot, begin: Begin, policy: Path
) -> None:
    page = _page(qtbot, begin(Options()))
    assert [way.objectName() for way in page.ways if way.isEnabled()] == ["start_new_file"]
    assert page.new_file.hasFocus()
    assert str(policy) in page.card.sentence
    assert _WHERE in page.card.sentence
    assert "your administrator" in page.card.sentence
    for way in (page.open_file, page.server, page.demo):
        said = get(way, QLabel, f"{way.objectName()}_sentence").text()
        assert "until the administrator's policy" in said
        assert way.accessibleDescription() == said


def test_the_way_that_is_let_leads_to_a_desk(qtbot: QtBot, begin: Begin) -> None:
    desktop = begin(Options())
    page = _page(qtbot, desktop)
    click(page.new_file)
    qtbot.waitUntil(lambda: desktop.opened is not None, timeout=20_000)
    assert desktop.opened is not None
    assert desktop.opened.desk.info.place == str(local_database_path())
    assert not page.isVisible()


def test_what_is_not_let_stays_so_after_a_refusal(qtbot: QtBot, begin: Begin) -> None:
    local_database_path().parent.parent.mkdir(parents=True, exist_ok=True)
    local_database_path().parent.write_text("a file where the folder should be")
    desktop = begin(Options())
    page = _page(qtbot, desktop)
    click(page.new_file)
    qtbot.waitUntil(lambda: page.card.mood == "danger", timeout=20_000)
    assert [way.objectName() for way in page.ways if way.isEnabled()] == ["start_new_file"]


def test_a_mended_policy_offers_all_at_the_next_start(
    qtbot: QtBot, begin: Begin, policy: Path
) -> None:
    policy.write_text("[locked]\ntheme = 'dark'\n")
    page = _page(qtbot, begin(Options()))
    assert all(way.isEnabled() for way in page.ways)
    assert page.card.sentence == ""


def test_the_dialogs_say_that_the_policy_cannot_be_read(
    qtbot: QtBot, begin: Begin, policy: Path
) -> None:
    desktop = begin(Options())
    click(_page(qtbot, desktop).new_file)
    qtbot.waitUntil(lambda: desktop.opened is not None, timeout=20_000)
    desktop.keeper.open_dialog()
    dialog = desktop.window.findChild(SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    for name in ("database", "backup_folder", "backup_keep"):
        said = dialog.hints[name].label.text()
        assert "cannot be read" in said
        assert str(policy) in said
        assert _WHERE in said
        assert "Set by your administrator" not in said
        assert dialog.fields[name].target.accessibleDescription() == said
    assert dialog.theme.isEnabled()
    dialog.reject()
    desktop.window.actions_[Act.SWITCH_DATABASE].trigger()
    qtbot.waitUntil(lambda: not desktop.runner.is_busy, timeout=20_000)
    asked = desktop.window.findChild(ConnectionDialog)
    assert isinstance(asked, ConnectionDialog)
    assert _WHERE in asked.card.sentence
    assert "cannot be read" in asked.card.sentence
    asked.reject()


def test_one_value_that_cannot_be_used_is_said_where_it_holds(
    qtbot: QtBot, begin: Begin, policy: Path
) -> None:
    policy.write_text("[locked]\nbackup_keep = 'many'\ntheme = 'neon'\nlanguage = 'en'\n")
    desktop = begin(Options())
    _page(qtbot, desktop)
    desktop.keeper.open_dialog()
    dialog = desktop.window.findChild(SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    assert "“many”" in dialog.hints["backup_keep"].label.text()
    assert "“neon”" in dialog.hints["theme"].label.text()
    assert dialog.hints["language"].label.text() == "Set by your administrator."
    looks = desktop.window.account_menu.findChildren(QAction, "looks_dark")
    assert "“neon”" in looks[0].toolTip()
    dialog.reject()
