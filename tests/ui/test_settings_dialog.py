"""What is chosen counts at once, is written, and is shown wherever else it is shown."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from helpdesk_desktop.domain.preferences import Preferences
from helpdesk_desktop.services import policy as policies
from helpdesk_desktop.services.settings import config_path, load_settings
from helpdesk_desktop.ui.actions import Act
from helpdesk_desktop.ui.main_window import MainWindow
from helpdesk_desktop.ui.preference_keeper import PreferenceKeeper
from helpdesk_desktop.ui.settings.settings_dialog import SettingsDialog
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.theme import apply_theme, theme
from helpdesk_desktop.window_setup import StartWords, WindowSetup
from tests.screen import click, focus, get, nameless_controls, press, press_focused, type_text


@pytest.fixture
def window(qtbot: QtBot, runner: TaskRunner) -> Iterator[MainWindow]:
    made = MainWindow(runner)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.stop()


@pytest.fixture
def keeper(
    qtbot: QtBot, qapp: QApplication, runner: TaskRunner, window: MainWindow
) -> Iterator[PreferenceKeeper]:
    made = PreferenceKeeper(
        runner, window, lambda: WindowSetup(StartWords()), Preferences(theme="light")
    )
    made.load()
    qtbot.waitUntil(lambda: not runner.is_busy)
    yield made
    apply_theme(qapp, "light")


@pytest.fixture
def dialog(qtbot: QtBot, keeper: PreferenceKeeper, window: MainWindow) -> SettingsDialog:
    press(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    assert keeper is not None
    made = window.findChild(SettingsDialog)
    assert isinstance(made, SettingsDialog)
    qtbot.waitUntil(lambda: made.time_zone.count() > 100)
    return made


def _choose(dialog: SettingsDialog, name: str, text: str) -> None:
    combo = get(dialog, QComboBox, name)
    focus(combo)
    for _ in range(combo.count()):
        if combo.currentText() == text:
            return
        press(combo, Qt.Key.Key_Down)
    raise AssertionError(f"{text} is not offered")


def _stored(qtbot: QtBot, runner: TaskRunner) -> Preferences:
    qtbot.waitUntil(lambda: not runner.is_busy)
    return load_settings(config_path()).preferences


def test_theme_and_density_change_at_once_and_are_kept(
    qtbot: QtBot, runner: TaskRunner, window: MainWindow, dialog: SettingsDialog
) -> None:
    _choose(dialog, "settings_theme", "Dark")
    assert theme().choice == "dark"
    assert theme().tokens.is_dark
    _choose(dialog, "settings_density", "Compact rows")
    assert window.actions_[Act.COMPACT_ROWS].isChecked()
    stored = _stored(qtbot, runner)
    assert (stored.theme, stored.density) == ("dark", "compact")


def test_what_is_changed_by_menu_and_key_is_kept_and_shown(
    qtbot: QtBot, runner: TaskRunner, window: MainWindow, dialog: SettingsDialog
) -> None:
    looks = window.account_menu.findChildren(type(window.actions_[Act.QUIT]), "looks_contrast")
    looks[0].trigger()
    window.actions_[Act.COMPACT_ROWS].trigger()
    assert dialog.theme.currentData() == "contrast"
    assert dialog.density.currentData() == "compact"
    stored = _stored(qtbot, runner)
    assert (stored.theme, stored.density) == ("contrast", "compact")
    _choose(dialog, "settings_theme", "High contrast")
    assert looks[0].isChecked()


def test_language_and_zone_say_when_they_count(
    qtbot: QtBot, runner: TaskRunner, dialog: SettingsDialog
) -> None:
    assert "started next" in get(dialog, QLabel, "hint_language").text()
    assert "opened next" in get(dialog, QLabel, "hint_time_zone").text()
    _choose(dialog, "settings_language", "Tiếng Việt")
    zone = dialog.time_zone.lineEdit()
    assert zone is not None
    zone.selectAll()
    type_text(zone, "asia/ho_chi_minh")
    focus(dialog.language)
    stored = _stored(qtbot, runner)
    assert (stored.language, stored.time_zone) == ("vi", "Asia/Ho_Chi_Minh")


def test_a_zone_that_is_none_is_said_beside_it_and_nothing_is_lost(
    qtbot: QtBot, runner: TaskRunner, dialog: SettingsDialog
) -> None:
    zone = dialog.time_zone.lineEdit()
    assert zone is not None
    zone.selectAll()
    type_text(zone, "Mars/Olympus")
    focus(dialog.language)
    qtbot.waitUntil(lambda: "Mars/Olympus" in dialog.fields["time_zone"].fault)
    assert not config_path().exists()
    zone.selectAll()
    type_text(zone, "Europe/Berlin")
    focus(dialog.language)
    assert _stored(qtbot, runner).time_zone == "Europe/Berlin"
    assert dialog.fields["time_zone"].fault == ""


def test_every_control_has_a_name_and_esc_closes(
    qtbot: QtBot, window: MainWindow, dialog: SettingsDialog
) -> None:
    assert nameless_controls(dialog) == []
    press(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(SettingsDialog) is None)


def test_what_an_administrator_has_fixed_is_shown_and_locked(qtbot: QtBot) -> None:
    dialog = SettingsDialog(Preferences(theme="dark"), frozenset({"theme"}))
    qtbot.addWidget(dialog)
    assert not dialog.theme.isEnabled()
    assert dialog.theme.currentData() == "dark"
    assert "administrator" in get(dialog, QLabel, "hint_theme").text()
    assert dialog.density.isEnabled()


def test_damaged_settings_are_said_in_the_window(
    qtbot: QtBot, runner: TaskRunner, window: MainWindow
) -> None:
    config_path().parent.mkdir(parents=True)
    config_path().write_bytes(b"\xff\xfe not toml")
    keeper = PreferenceKeeper(runner, window, lambda: WindowSetup(StartWords()), Preferences())
    keeper.load()
    qtbot.waitUntil(lambda: window.banner.notice is not None)
    assert window.banner.notice is not None
    assert "settings.toml.damaged-1" in window.banner.notice.sentence
    assert keeper.preferences == Preferences()


def test_settings_that_cannot_be_written_are_said(
    qtbot: QtBot, runner: TaskRunner, window: MainWindow, keeper: PreferenceKeeper
) -> None:
    config_path().parent.parent.mkdir(parents=True, exist_ok=True)
    config_path().parent.write_text("a file where the folder should be")
    window.actions_[Act.COMPACT_ROWS].trigger()
    qtbot.waitUntil(lambda: "settings.toml" in window.toast.sentence)
    assert keeper.preferences.density == "comfortable"
    qtbot.waitUntil(lambda: not runner.is_busy)


def test_a_theme_of_the_command_line_is_worn_and_not_kept(
    qtbot: QtBot, qapp: QApplication, runner: TaskRunner, window: MainWindow
) -> None:
    apply_theme(qapp, "contrast")
    keeper = PreferenceKeeper(
        runner, window, lambda: WindowSetup(StartWords()), Preferences(theme="light")
    )
    window.actions_[Act.COMPACT_ROWS].trigger()
    assert _stored(qtbot, runner) == Preferences(density="compact")
    assert keeper.preferences.theme == "light"
    apply_theme(qapp, "light")


def test_regions_are_named(dialog: SettingsDialog) -> None:
    texts = [dialog.phone_region.itemText(row) for row in range(dialog.phone_region.count())]
    assert f"{QLocale.territoryToString(QLocale.Country.Germany)} (DE)" in texts


def test_tab_leads_through_all_as_it_is_read(dialog: SettingsDialog) -> None:
    focus(dialog.change_database)
    seen = []
    for _ in range(10):
        press_focused(Qt.Key.Key_Tab)
        focused: QWidget | None = QApplication.focusWidget()
        assert focused is not None
        seen.append(focused.objectName())
    assert seen == [
        "settings_theme",
        "settings_time_zone",
        "settings_density",
        "settings_phone_region",
        "settings_language",
        "settings_notifications",
        "settings_backup_folder",
        "browse_settings_backup_folder",
        "settings_backup_keep",
        "close_settings",
    ]


# What an administrator has set


@pytest.fixture
def policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "policy.toml"
    monkeypatch.setattr(policies, "MACHINE_FILE", path)
    return path


def _kept(
    qtbot: QtBot, runner: TaskRunner, window: MainWindow, **environment: str
) -> PreferenceKeeper:
    words = StartWords(environment=environment)
    made = PreferenceKeeper(runner, window, lambda: WindowSetup(words), Preferences())
    made.load()
    qtbot.waitUntil(lambda: not runner.is_busy)
    return made


def test_every_locked_row_has_a_lock_and_takes_no_input(
    qtbot: QtBot, runner: TaskRunner, window: MainWindow, policy: Path
) -> None:
    policy.write_text(
        '[locked]\ndatabase = "/srv/desk.db"\ntheme = "dark"\ndensity = "compact"\n'
        'language = "vi"\ntime_zone = "UTC"\nphone_region = "US"\nnotifications = false\n'
        'backup_folder = "/srv/b"\nbackup_keep = 30\n',
        encoding="utf-8",
    )
    keeper = _kept(qtbot, runner, window)
    keeper.open_dialog()
    dialog = window.findChild(SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    for name, field in dialog.fields.items():
        assert not field.target.isEnabled(), name
        assert dialog.hints[name].label.text() == "Set by your administrator."
        assert not get(dialog, QLabel, f"lock_{name}").isHidden()
        assert field.target.accessibleDescription() == "Set by your administrator."
    shown = dialog.preferences
    assert shown == Preferences("dark", "compact", "vi", "UTC", "US", False, "/srv/b", 30)
    assert dialog.backup_folder.folder == "/srv/b"
    assert dialog.backup_keep.value() == 30
    assert not dialog.notifications.isChecked()
    # What is locked is locked in the menus, too.
    assert not window.actions_[Act.COMPACT_ROWS].isEnabled()
    looks = window.account_menu.findChildren(QAction, "looks_dark")
    assert not looks[0].isEnabled()
    assert looks[0].toolTip() == "Set by your administrator."
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert not config_path().exists()


def test_a_default_and_a_variable_are_shown_and_not_taken_over(
    qtbot: QtBot, runner: TaskRunner, window: MainWindow, policy: Path
) -> None:
    policy.write_text("[defaults]\nbackup_keep = 30\n")
    keeper = _kept(qtbot, runner, window, HELPDESK_TIME_ZONE="Asia/Tokyo")
    keeper.open_dialog()
    dialog = window.findChild(SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    assert dialog.hints["time_zone"].label.text() == "HELPDESK_TIME_ZONE sets it at each start."
    assert get(dialog, QLabel, "lock_time_zone").isHidden()
    assert dialog.backup_keep.value() == 30
    focus(dialog.notifications)
    press(dialog.notifications, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not runner.is_busy)
    stored = load_settings(config_path())
    assert (stored.notifications, stored.backup_keep, stored.time_zone) == (False, None, None)


def test_backups_are_set_by_key_and_a_wrong_folder_is_said(
    qtbot: QtBot, runner: TaskRunner, dialog: SettingsDialog
) -> None:
    path = get(dialog, QLineEdit, "settings_backup_folder")
    type_text(path, "relative")
    focus(dialog.language)
    qtbot.waitUntil(lambda: "relative" in dialog.fields["backup_folder"].fault)
    path.selectAll()
    type_text(path, "/srv/đ")
    focus(dialog.backup_keep)
    dialog.backup_keep.selectAll()
    type_text(dialog.backup_keep, "12")
    focus(dialog.language)
    stored = _stored(qtbot, runner)
    assert (stored.backup_folder, stored.backup_keep) == ("/srv/đ", 12)
    assert dialog.fields["backup_folder"].fault == ""
    click(get(dialog, QPushButton, "browse_settings_backup_folder"))
    asked = get(dialog, QFileDialog, "folder_dialog")
    asked.fileSelected.emit("/srv/chosen")
    asked.reject()
    assert _stored(qtbot, runner).backup_folder == "/srv/chosen"
    path.clear()
    focus(path)
    focus(dialog.language)
    assert _stored(qtbot, runner).backup_folder is None


def test_another_database_is_chosen_in_its_own_dialog(
    qtbot: QtBot, window: MainWindow, dialog: SettingsDialog
) -> None:
    assert get(dialog, QLabel, "settings_database").text() == "None is open"
    assert dialog.change_database.accessibleName() == "Change the database"
    with qtbot.waitSignal(window.database_wanted):
        click(dialog.change_database)
    qtbot.waitUntil(lambda: window.findChild(SettingsDialog) is None)


def test_a_broken_policy_is_said_above_everything_else(
    qtbot: QtBot, runner: TaskRunner, window: MainWindow, policy: Path
) -> None:
    policy.write_text("[locked]\ntheme = dark\n")
    config_path().parent.mkdir(parents=True)
    config_path().write_text('theme = "contrast"\n')
    keeper = _kept(qtbot, runner, window, HELPDESK_LOG="loud")
    notice = window.banner.notice
    assert notice is not None
    assert notice.weight == "danger"
    assert f"{policy} cannot be read: line 2, column 9: invalid value." in notice.sentence
    assert keeper.preferences == Preferences("contrast")
    window.banner.take(notice.key)
    assert window.banner.notice is not None
    assert "HELPDESK_LOG is not used" in window.banner.notice.sentence
