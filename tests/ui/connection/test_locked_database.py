"""Where the administrator has set the database or the agent, nothing else can be opened."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from helpdesk_desktop.app import Desktop
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import NotAllowed
from helpdesk_desktop.options import Options
from helpdesk_desktop.services import policy as policies
from helpdesk_desktop.services.contracts import DatabaseWish
from helpdesk_desktop.services.settings import SettingsFile, config_path, data_folder, load_settings
from helpdesk_desktop.storage.database_url import parse_database_url
from helpdesk_desktop.storage.engine import create_database
from helpdesk_desktop.ui.actions import Act
from helpdesk_desktop.ui.connection.connection_dialog import ConnectionDialog
from helpdesk_desktop.window_setup import StartWords, WindowSetup
from tests.builders import add_agent, ensure_administrator, opened
from tests.screen import get, nameless_controls, press
from tests.ui.connection.conftest import Begin


@pytest.fixture
def others(tmp_path: Path) -> Path:
    """A database that is nobody's here."""
    path = tmp_path / "others.db"
    create_database(parse_database_url(str(path)))
    ensure_administrator(str(path))
    return path


@pytest.fixture
def locked(tmp_path: Path, desk_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The 600 tickets, set by a policy with the agent `lan`."""
    with opened(str(desk_path)) as desk:
        add_agent(desk, "lan", role="administrator")
    policy = tmp_path / "policy.toml"
    policy.write_text(f'[locked]\ndatabase = "{desk_path.as_posix()}"\nas = "lan"\n')
    monkeypatch.setattr(policies, "MACHINE_FILE", policy)
    return desk_path


def _settled(qtbot: QtBot, desktop: Desktop) -> None:
    qtbot.waitUntil(lambda: not desktop.runner.is_busy, timeout=20_000)


def test_the_window_opens_it_whatever_the_settings_say_and_offers_no_other(
    qtbot: QtBot, begin: Begin, locked: Path, others: Path
) -> None:
    SettingsFile(config_path()).change(lambda one: one.with_database(str(others), "boss"))
    desktop = begin(Options())
    qtbot.waitUntil(lambda: desktop.opened is not None, timeout=20_000)
    assert desktop.opened is not None
    assert desktop.opened.desk.info.place == str(locked)
    assert desktop.opened.desk.viewer.login == "lan"
    _settled(qtbot, desktop)
    assert not desktop.window.actions_[Act.CHANGE_AGENT].isEnabled()
    desktop.connecting.choose_database()
    dialog = get(desktop.window, ConnectionDialog, "connection_dialog")
    qtbot.waitUntil(lambda: "administrator" in dialog.card.sentence)
    assert not dialog.tabs.isEnabled()
    assert not dialog.connect_button.isEnabled()
    assert not dialog.test.isEnabled()
    assert nameless_controls(dialog) == []
    wanted: list[object] = []
    dialog.open_wanted.connect(wanted.append)
    dialog.files.path.setText(str(others))
    dialog.submit()
    assert wanted == []
    assert dialog.recent.count() == 0
    press(dialog, Qt.Key.Key_Escape)
    _settled(qtbot, desktop)


def test_another_database_on_the_command_line_is_refused_in_the_window(
    qtbot: QtBot, begin: Begin, locked: Path, others: Path
) -> None:
    assert locked.exists()
    desktop = begin(Options(database=str(others)))
    empty = desktop.window.tickets.empty
    qtbot.waitUntil(lambda: "set by your administrator" in empty.sentence, timeout=20_000)
    assert desktop.opened is None
    _settled(qtbot, desktop)


def test_no_door_of_the_setup_opens_another(locked: Path, others: Path) -> None:
    setup = WindowSetup(StartWords(demo_folder=Path("demo")))
    wish = DatabaseWish(str(others))
    doors: list[Callable[[], object]] = [
        lambda: setup.open(wish, Cancellation()),
        lambda: setup.check(wish, Cancellation()),
        lambda: setup.make_tables(wish),
        lambda: setup.agents(wish),
        lambda: setup.keep_password(wish, "geheim"),
        lambda: setup.open_demo(None),
        lambda: setup.start(None, "boss"),
        lambda: setup.open(DatabaseWish(str(locked), login="boss"), Cancellation()),
        lambda: WindowSetup(StartWords(database=str(others))).start(None, None),
        lambda: WindowSetup(StartWords(as_login="boss")).start(None, None),
        lambda: WindowSetup(StartWords(demo_folder=Path("demo"), is_demo=True)).start(None, None),
    ]
    for door in doors:
        with pytest.raises(NotAllowed) as caught:
            door()
        assert "set by your administrator" in caught.value.message
    assert not (data_folder() / "demo.db").exists()
    assert load_settings(config_path()).recent == ()


def test_the_locked_one_is_opened_by_every_way(locked: Path) -> None:
    variables = {"HELPDESK_DATABASE_URL": "/tmp/none.db", "HELPDESK_AS": "boss"}  # noqa: S108  # not made
    setup = WindowSetup(StartWords(environment=variables))
    for desk in (
        setup.start(None, None),
        setup.open(DatabaseWish(str(locked), login="LAN"), Cancellation()),
    ):
        assert desk is not None
        assert (desk.info.place, desk.viewer.login) == (str(locked), "lan")
        desk.close()
    report = setup.check(DatabaseWish(str(locked)), Cancellation())
    assert report.viewer is not None
    assert report.viewer.login == "lan"


def test_a_locked_agent_that_the_database_does_not_know_is_said_and_nobody_else_is_offered(
    qtbot: QtBot, begin: Begin, locked: Path, tmp_path: Path
) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text(f'[locked]\ndatabase = "{locked.as_posix()}"\nas = "nobody-here"\n')
    desktop = begin(Options())
    empty = desktop.window.tickets.empty
    qtbot.waitUntil(lambda: "nobody-here" in empty.sentence, timeout=20_000)
    assert desktop.window.findChild(ConnectionDialog) is None
    _settled(qtbot, desktop)


def test_a_broken_policy_opens_what_was_opened_before_and_nothing_new(
    qtbot: QtBot, begin: Begin, locked: Path, others: Path, tmp_path: Path
) -> None:
    url = parse_database_url(str(locked)).url
    SettingsFile(config_path()).change(lambda one: one.with_database(url, "boss"))
    (tmp_path / "policy.toml").write_text("[locked\n")
    desktop = begin(Options())
    qtbot.waitUntil(lambda: desktop.opened is not None, timeout=20_000)
    assert desktop.opened is not None
    assert desktop.opened.desk.info.place == str(locked)
    notice = desktop.window.banner.notice
    assert notice is not None
    assert "line 1, column 8" in notice.sentence
    _settled(qtbot, desktop)
    with pytest.raises(NotAllowed):
        WindowSetup(StartWords()).open(DatabaseWish(str(others)), Cancellation())
