"""The only place where preferences are chosen; what is chosen counts at once, without an OK."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from helpdesk_desktop.domain.errors import HelpdeskError, Invalid
from helpdesk_desktop.domain.preferences import Preferences
from helpdesk_desktop.ui.create.form_field import FormField
from helpdesk_desktop.ui.messages import error_sentence, problem_sentence
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.tokens import SPACE

_CODE_LETTERS = 2


class SettingsDialog(QDialog):
    """Theme, density, language, time zone, region; `preferences_changed` carries all of them.

    What an administrator has fixed (`locked`, by name) is shown and cannot be changed.
    """

    preferences_changed = Signal(object)

    def __init__(
        self,
        preferences: Preferences,
        locked: frozenset[str] = frozenset(),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("settings_dialog")
        self.setWindowTitle(self.tr("Settings"))
        self._preferences = preferences
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
        self._fill()
        self.fields = self._build_fields()
        self.trouble = make_label(name="settings_trouble", tone="danger", is_wrapped=True)
        self.trouble.hide()
        self._build(locked)
        self._show()
        for name, combo in self._combos.items():
            combo.activated.connect(lambda _row, name=name: self._on_chosen(name))
        line = self.time_zone.lineEdit()
        if line is not None:
            line.setObjectName("settings_time_zone_line")
            line.setAccessibleName(self.time_zone.accessibleName())
            line.editingFinished.connect(self._on_zone_typed)

    def _fill(self) -> None:
        system = self.tr("Like the system")
        choices: dict[str, tuple[tuple[str, Any], ...]] = {
            "theme": (
                (system, "system"),
                (self.tr("Light"), "light"),
                (self.tr("Dark"), "dark"),
                (self.tr("High contrast"), "contrast"),
            ),
            "density": (
                (self.tr("Comfortable rows"), "comfortable"),
                (self.tr("Compact rows"), "compact"),
            ),
            # Each language in its own words: who cannot read the others finds theirs.
            "language": ((system, "system"), ("English", "en"), ("Tiếng Việt", "vi")),
            "time_zone": ((system, None),),
            "phone_region": (
                (self.tr("Usual: Vietnam"), None),
                *_regions(),
            ),
        }
        for name, combo in self._combos.items():
            for text, value in choices[name]:
                combo.addItem(text, value)
        self.time_zone.setEditable(True)
        self.time_zone.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)

    def _build_fields(self) -> dict[str, FormField]:
        says = {
            "theme": self.tr("Appearance"),
            "density": self.tr("Density of the list"),
            "language": self.tr("Language"),
            "time_zone": self.tr("Time zone"),
            "phone_region": self.tr("Phone numbers without a country code are from"),
        }
        return {
            name: FormField(f"settings_{name}", says[name], combo)
            for name, combo in self._combos.items()
        }

    def _build(self, locked: frozenset[str]) -> None:
        when = {
            "language": self.tr("Takes effect when the program is started next."),
            "time_zone": self.tr("Takes effect when a database is opened next."),
            "phone_region": self.tr("Takes effect when a database is opened next."),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * SPACE, 5 * SPACE, 6 * SPACE, 4 * SPACE)
        column.setSpacing(3 * SPACE)
        for name, field in self.fields.items():
            both = QVBoxLayout()
            both.setSpacing(SPACE)
            both.addWidget(field)
            hint = when.get(name, "")
            if name in locked:
                hint = self.tr("Set by your administrator.")
                self._combos[name].setEnabled(False)
            if hint:
                both.addWidget(make_label(hint, name=f"hint_{name}", tone="muted"))
                self._combos[name].setAccessibleDescription(hint)
            column.addLayout(both)
        column.addWidget(self.trouble)
        column.addStretch(1)
        close = QPushButton(self.tr("Close"))
        close.setObjectName("close_settings")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column.addLayout(foot)
        self.setMinimumWidth(440)

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


def _regions() -> tuple[tuple[str, str], ...]:
    """Every country by name, with its code of two letters."""
    found = {
        code: QLocale.territoryToString(territory)
        for territory in QLocale.Country
        if len(code := QLocale.territoryToCode(territory)) == _CODE_LETTERS and code.isalpha()
    }
    ordered = sorted(found.items(), key=lambda pair: pair[1])
    return tuple((f"{name} ({code})", code) for code, name in ordered)
