"""The only place that keeps preferences: reads them, puts them on the window, writes changes.

The looks may be changed in three places (the settings, the menu, a key); each change is written,
one after the other, and shown in the others.
"""

import zoneinfo
from collections.abc import Mapping
from dataclasses import fields, replace

from PySide6.QtCore import QObject, Qt, Signal

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.domain.preferences import DensityName, Preferences
from helpdesk_desktop.services.contracts import SettingsReading
from helpdesk_desktop.ui.actions import Act
from helpdesk_desktop.ui.banner import Notice, Weight
from helpdesk_desktop.ui.connection.wishes import SetupDoor
from helpdesk_desktop.ui.main_window import MainWindow
from helpdesk_desktop.ui.messages import error_sentence
from helpdesk_desktop.ui.settings.lock_words import lock_sentence
from helpdesk_desktop.ui.settings.settings_dialog import SettingsDialog
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.theme import theme

# Writes of the settings come one after the other, and the last is waited for at the end.
ORDER = "settings"
_NOTICE = "settings"


class PreferenceKeeper(QObject):
    """Joins the stored preferences to the window; `put` carries them whenever they change.

    `locks_known` carries the `SettingsReading` that says what the administrator has locked.

    `shown` are the looks that the window was made with; the command line may have its own theme,
    which is worn and not written.
    """

    put = Signal(object)
    locks_known = Signal(object)

    def __init__(
        self, runner: TaskRunner, window: MainWindow, setup: SetupDoor, shown: Preferences
    ) -> None:
        super().__init__(window)
        self._runner = runner
        self._window = window
        self._setup = setup
        self._preferences = shown
        self._stored = shown
        self._locked: frozenset[str] = frozenset()
        self._held: Mapping[str, HelpdeskError] = {}
        self._variables: Mapping[str, str] = {}
        self._worn = theme().choice
        self._dialog: SettingsDialog | None = None
        compact = window.actions_[Act.COMPACT_ROWS]
        compact.setChecked(shown.density == "compact")
        compact.toggled.connect(self._on_compact_toggled)
        window.actions_[Act.SETTINGS].triggered.connect(self.open_dialog)
        theme().changed.connect(self._on_theme_changed)

    @property
    def preferences(self) -> Preferences:
        """What is stored, or on its way there."""
        return self._preferences

    def load(self) -> None:
        """Read the stored settings; what cannot be read is said in the window."""
        self._runner.run(lambda _: self._setup().settings(), self._on_loaded, owner=self)

    def open_dialog(self) -> None:
        """Show the settings."""
        if self._dialog is not None:
            self._dialog.raise_()
            return
        opened = self._window.open_desk
        info = None if opened is None else opened.desk.info
        dialog = SettingsDialog(
            self._preferences,
            self._locked,
            self._window,
            variables=self._variables,
            held=self._held,
            database="" if info is None else f"{info.engine}  ·  {info.place}",
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.preferences_changed.connect(self._on_preferences_changed)
        dialog.database_wanted.connect(self._on_database_wanted)
        dialog.finished.connect(self._on_dialog_finished)
        self._dialog = dialog
        self._runner.run(_zones, dialog.show_zones, owner=dialog)
        dialog.open()

    def _on_loaded(self, reading: SettingsReading) -> None:
        self._locked = reading.locked
        self._held = reading.held
        self._variables = reading.variables
        if reading.fault is not None:
            sentence = error_sentence(reading.fault)
            self._window.banner.put(Notice(_NOTICE, "warning", sentence))
        for place, notice in enumerate(reading.notices):
            weight: Weight = "danger" if notice.key == "policy_unreadable" else "warning"
            self._window.banner.put(Notice(f"policy-{place}", weight, error_sentence(notice)))
        self._preferences = self._stored = reading.preferences
        if "density" in reading.locked:
            self._window.actions_[Act.COMPACT_ROWS].setEnabled(False)
        is_locked = "theme" in reading.locked
        why = lock_sentence(reading.held.get("theme")) if is_locked else ""
        self._window.account_menu.lock_looks(why)
        self.locks_known.emit(reading)
        self.put.emit(reading.preferences)

    def _on_database_wanted(self) -> None:
        if self._dialog is not None:
            self._dialog.accept()
        self._window.database_wanted.emit()

    def _on_preferences_changed(self, preferences: Preferences) -> None:
        self._put(preferences)

    def _on_theme_changed(self) -> None:
        choice = theme().choice
        if choice != self._worn:
            self._worn = choice
            self._put(replace(self._preferences, theme=choice))

    def _on_compact_toggled(self, is_compact: bool) -> None:  # noqa: FBT001 - Qt's own signal
        density: DensityName = "compact" if is_compact else "comfortable"
        self._put(replace(self._preferences, density=density))

    def _put(self, preferences: Preferences) -> None:
        if preferences == self._preferences:
            return
        before, self._preferences = self._preferences, preferences
        if preferences.theme != before.theme and preferences.theme != theme().choice:
            self._worn = preferences.theme
            theme().apply(preferences.theme)
        compact = self._window.actions_[Act.COMPACT_ROWS]
        compact.setChecked(preferences.density == "compact")
        if self._dialog is not None:
            self._dialog.show_preferences(preferences)

        changed = frozenset(
            one.name
            for one in fields(Preferences)
            if getattr(before, one.name) != getattr(preferences, one.name)
        )

        def work(_cancel: Cancellation) -> Preferences:
            self._setup().save_preferences(preferences, changed)
            return preferences

        self._runner.run(work, self._on_saved, failed=self._on_not_saved, owner=self, order=ORDER)
        self.put.emit(preferences)

    def _on_saved(self, preferences: Preferences) -> None:
        self._stored = preferences

    def _on_not_saved(self, error: HelpdeskError) -> None:
        # What cannot be kept must not keep later choices from being kept.
        self._preferences = self._stored
        if self._dialog is not None:
            self._dialog.say_refused(error)
        else:
            self._window.toast.say(error_sentence(error))

    def _on_dialog_finished(self) -> None:
        self._dialog = None


def _zones(_cancel: Cancellation) -> tuple[str, ...]:
    return tuple(sorted(zoneinfo.available_timezones()))
