"""The only place where preferences are chosen; what is chosen counts at once, without an OK."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from helpdesk_desktop.domain.errors import HelpdeskError, Invalid
from helpdesk_desktop.domain.preferences import Preferences
from helpdesk_desktop.domain.setting_keys import MOST_BACKUPS
from helpdesk_desktop.ui.create.form_field import FormField
from helpdesk_desktop.ui.messages import error_sentence, problem_sentence
from helpdesk_desktop.ui.plain_text import ElidedLabel, make_label
from helpdesk_desktop.ui.settings.folder_line import FolderLine
from helpdesk_desktop.ui.settings.lock_words import lock_sentence
from helpdesk_desktop.ui.settings.setting_choices import setting_choices
from helpdesk_desktop.ui.settings.setting_hint import SettingHint
from helpdesk_desktop.ui.theme import inset
from helpdesk_desktop.ui.tokens import SPACE

# Row, column, and how many columns.
_PLACES = {
    "database": (0, 0, 2),
    "theme": (1, 0, 1),
    "time_zone": (1, 1, 1),
    "density": (2, 0, 1),
    "phone_region": (2, 1, 1),
    "language": (3, 0, 1),
    "notifications": (3, 1, 1),
    "backup_folder": (4, 0, 1),
    "backup_keep": (4, 1, 1),
}


class SettingsDialog(QDialog):
    """Database, looks, language, time zone, region, notifications, backups.

    `preferences_changed` carries all preferences, `database_wanted` asks for another database.
    What an administrator has fixed (`locked`, by name) is shown and cannot be changed; `held` says
    where that is for a fault in his policy. `variables` says which environment variable sets one at
    each start.
    """

    preferences_changed = Signal(object)
    database_wanted = Signal()

    def __init__(
        self,
        preferences: Preferences,
        locked: frozenset[str] = frozenset(),
        parent: QWidget | None = None,
        *,
        variables: Mapping[str, str] | None = None,
        held: Mapping[str, HelpdeskError] | None = None,
        database: str = "",
    ) -> None:
        super().__init__(parent)
        self.setObjectName("settings_dialog")
        self.setWindowTitle(self.tr("Settings"))
        self._preferences = preferences
        self._locked = locked
        self._variables = {} if variables is None else variables
        self._held = {} if held is None else held
        self.theme = _combo("settings_theme")
        self.density = _combo("settings_density")
        self.language = _combo("settings_language")
        self.time_zone = _combo("settings_time_zone")
        self.phone_region = _combo("settings_phone_region")
        self._combos: dict[str, QComboBox] = {
            "theme": self.theme,
            "density": self.density,
            "language": self.language,
            "time_zone": self.time_zone,
            "phone_region": self.phone_region,
        }
        self.change_database = QPushButton(self.tr("Change…"))
        self.database = ElidedLabel(database or self.tr("None is open"), name="settings_database")
        self.notifications = QCheckBox(self.tr("Tell me of new work in the background"))
        self.backup_folder = FolderLine(
            "settings_backup_folder",
            self.tr("Beside the database"),
            self.tr("Choose the folder for backups"),
        )
        self.backup_keep = QSpinBox()
        self.hints = {name: SettingHint(name) for name in _PLACES}
        self._fill()
        self.fields = self._build_fields()
        self.change_database.setAccessibleName(self.tr("Change the database"))
        self.trouble = make_label(name="settings_trouble", tone="danger", is_wrapped=True)
        self.trouble.hide()
        self._build()
        self._show_locks()
        self._show()
        self._wire()

    def _fill(self) -> None:
        choices = setting_choices()
        for name, combo in self._combos.items():
            for text, value in choices[name]:
                combo.addItem(text, value)
            # The longest country must not make the dialog wide.
            combo.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            combo.setMinimumContentsLength(18)
        self.time_zone.setEditable(True)
        self.time_zone.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.change_database.setObjectName("change_database")
        self.change_database.setAutoDefault(False)
        self.notifications.setObjectName("settings_notifications")
        self.backup_keep.setObjectName("settings_backup_keep")
        self.backup_keep.setRange(1, MOST_BACKUPS)
        inset(self.backup_keep)

    def _build_fields(self) -> dict[str, FormField]:
        database = QWidget()
        row = QHBoxLayout(database)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * SPACE)
        row.addWidget(self.database, 1)
        row.addWidget(self.change_database)
        fields: dict[str, tuple[str, QWidget, QWidget | None]] = {
            "database": (self.tr("Database"), database, self.change_database),
            "theme": (self.tr("Appearance"), self.theme, None),
            "density": (self.tr("Density of the list"), self.density, None),
            "language": (self.tr("Language"), self.language, None),
            "time_zone": (self.tr("Time zone"), self.time_zone, None),
            "phone_region": (
                self.tr("Phone numbers without a country code are from"),
                self.phone_region,
                None,
            ),
            "notifications": (self.tr("Notifications"), self.notifications, None),
            "backup_folder": (
                self.tr("Folder for backups"),
                self.backup_folder,
                self.backup_folder.path,
            ),
            "backup_keep": (self.tr("How many daily backups are kept"), self.backup_keep, None),
        }
        return {
            name: FormField(f"settings_{name}", says, editor, target=target)
            for name, (says, editor, target) in fields.items()
        }

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(6 * SPACE)
        grid.setVerticalSpacing(3 * SPACE)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for name, (row, column, columns) in _PLACES.items():
            both = QVBoxLayout()
            both.setSpacing(SPACE)
            both.addWidget(self.fields[name])
            both.addWidget(self.hints[name])
            both.addStretch(1)
            grid.addLayout(both, row, column, 1, columns)
        close = QPushButton(self.tr("Close"))
        close.setObjectName("close_settings")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(self.trouble, 1)
        foot.addStretch(0)
        foot.addWidget(close, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(6 * SPACE, 5 * SPACE, 6 * SPACE, 4 * SPACE)
        column_.setSpacing(4 * SPACE)
        column_.addLayout(grid)
        column_.addStretch(1)
        column_.addLayout(foot)
        self.setMinimumWidth(660)
        # As it is read: row by row.
        ordered = [self.fields[name].target for name in _PLACES]
        ordered.insert(ordered.index(self.backup_folder.path) + 1, self.backup_folder.browse)
        for before, after in pairwise((*ordered, close)):
            QWidget.setTabOrder(before, after)

    def _show_locks(self) -> None:
        when = {
            "language": self.tr("Takes effect when the program is started next."),
            "time_zone": self.tr("Takes effect when a database is opened next."),
            "phone_region": self.tr("Takes effect when a database is opened next."),
            "notifications": self.tr(
                "The window's button flashes when a ticket becomes yours while you work elsewhere."
            ),
        }
        for name, hint in self.hints.items():
            is_locked = name in self._locked
            sentence = when.get(name, "")
            if name in self._variables:
                by_variable = self.tr("{variable} sets it at each start.")
                sentence = by_variable.format(variable=self._variables[name])
            if is_locked:
                sentence = lock_sentence(self._held.get(name))
            hint.say(sentence, is_locked=is_locked)
            field = self.fields[name]
            field.editor.setEnabled(not is_locked or name == "database")
            if sentence:
                field.target.setAccessibleDescription(sentence)
        self.change_database.setEnabled("database" not in self._locked)

    def _wire(self) -> None:
        for name, combo in self._combos.items():
            combo.activated.connect(lambda _row, name=name: self._on_chosen(name))
        line = self.time_zone.lineEdit()
        if line is not None:
            line.setObjectName("settings_time_zone_line")
            line.setAccessibleName(self.time_zone.accessibleName())
            line.editingFinished.connect(self._on_zone_typed)
        self.change_database.clicked.connect(self.database_wanted)
        self.notifications.toggled.connect(lambda is_on: self._put("notifications", is_on))
        self.backup_folder.chosen.connect(
            lambda: self._put("backup_folder", self.backup_folder.folder)
        )
        self.backup_keep.editingFinished.connect(
            lambda: self._put("backup_keep", self.backup_keep.value())
        )

    @property
    def preferences(self) -> Preferences:
        """What is chosen."""
        return self._preferences

    def show_zones(self, zones: tuple[str, ...]) -> None:
        """Offer these time zones."""
        for zone in zones:
            self.time_zone.addItem(zone, zone)
        completer = QCompleter(zones, self.time_zone)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.time_zone.setCompleter(completer)
        self._show()

    def show_preferences(self, preferences: Preferences) -> None:
        """Show what was changed elsewhere."""
        self._preferences = preferences
        self._show()

    def say_refused(self, error: HelpdeskError) -> None:
        """Say that a choice could not be kept."""
        problems = error.problems if isinstance(error, Invalid) else ()
        for problem in problems:
            if problem.field in self.fields:
                self.fields[problem.field].say_fault(problem_sentence(problem))
        if not problems:
            self.trouble.setText(error_sentence(error))
            self.trouble.show()

    def _show(self) -> None:
        for name, combo in self._combos.items():
            value = getattr(self._preferences, name)
            row = combo.findData(value)
            if row < 0:
                # Kept by hand in the file: shown as it is, so that it can be changed.
                combo.addItem(str(value), value)
                row = combo.count() - 1
            combo.setCurrentIndex(row)
        self.notifications.setChecked(self._preferences.notifications)
        self.backup_folder.show_folder(self._preferences.backup_folder)
        self.backup_keep.setValue(self._preferences.backup_keep)

    def _on_chosen(self, name: str) -> None:
        self._put(name, self._combos[name].currentData())

    def _on_zone_typed(self) -> None:
        typed = self.time_zone.currentText().strip()
        row = self.time_zone.findText(typed, Qt.MatchFlag.MatchFixedString)
        self._put("time_zone", self.time_zone.itemData(row) if row >= 0 else typed or None)

    def _put(self, name: str, value: Any) -> None:
        changed = replace(self._preferences, **{name: value})
        self.fields[name].say_fault("")
        self.trouble.hide()
        if changed != self._preferences:
            self._preferences = changed
            self.preferences_changed.emit(changed)


def _combo(name: str) -> QComboBox:
    made = QComboBox()
    made.setObjectName(name)
    return made
