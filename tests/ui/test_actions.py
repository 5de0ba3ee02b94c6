from collections import Counter

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from helpdesk_desktop.ui.actions import CATALOGUE, QUICK_KEYS, Act, Actions, Reach, keys_text
from helpdesk_desktop.ui.main_window import MainWindow
from helpdesk_desktop.ui.shortcut_list import ShortcutList
from helpdesk_desktop.ui.tasks import TaskRunner

_LISTENERS = {Reach.NATIVE: Reach.LIST}


def test_no_key_means_two_things_where_it_is_heard() -> None:
    heard = Counter(
        (key, _LISTENERS.get(spec.reach, spec.reach))
        for spec in CATALOGUE
        for key in spec.keys
        if spec.key != "quick_filter"
    )
    heard.update((f"Ctrl+{place}", Reach.WINDOW) for place in range(1, QUICK_KEYS + 1))
    assert [key for key, count in heard.items() if count > 1] == []
    # What the window hears is heard everywhere.
    window = {key for key, reach in heard if reach is Reach.WINDOW}
    assert [key for key, reach in heard if reach is not Reach.WINDOW and key in window] == []


def test_no_action_uses_alt() -> None:
    assert [spec.key for spec in CATALOGUE for key in spec.keys if "Alt" in key] == []


def test_every_key_is_one_that_qt_knows() -> None:
    assert [
        spec.key for spec in CATALOGUE for key in spec.keys if QKeySequence(key).isEmpty()
    ] == []


def test_every_action_has_words_and_an_object_name(qapp: QApplication) -> None:
    owner = QObject(qapp)
    actions = Actions(owner)
    named = {action.objectName() for action in actions}
    assert all(name.startswith("act_") for name in named)
    assert {f"act_{act}" for act in Act} - named == {
        f"act_{spec.key}" for spec in CATALOGUE if spec.reach in {Reach.NATIVE, Reach.DIALOG}
    } - {f"act_{spec.key}" for spec in CATALOGUE if spec.key not in set(Act)}
    assert all(spec.text() for spec in CATALOGUE)
    owner.deleteLater()


def test_the_list_of_shortcuts_shows_every_key(qtbot: QtBot, runner: TaskRunner) -> None:
    window = MainWindow(runner)
    qtbot.addWidget(window)
    shown = ShortcutList(window)
    texts = {label.text() for label in shown.findChildren(QLabel)}
    assert {spec.text() for spec in CATALOGUE} <= texts
    assert {keys_text(spec) for spec in CATALOGUE} <= texts
    assert shown.height() <= shown.screen().availableGeometry().height()
