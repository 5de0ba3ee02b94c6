"""The only place for the names of the settings: what each takes, and which variable says it.

A setting has the same name in the settings file, in a policy and on the command line. A guarded
one decides where data go or come from: while a policy cannot be read nobody may change it, because
it may be one that was locked.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

from helpdesk_desktop.domain.errors import BadUsage
from helpdesk_desktop.domain.preferences import DENSITIES, LANGUAGES, THEMES, Preferences
from helpdesk_desktop.domain.text_rules import storable_problem

Value: TypeAlias = str | int | bool

LOG_LEVELS: Final = ("debug", "info", "warning", "error")
# There is no feed of releases to ask, so nothing may ask one.
UPDATE_WORDS: Final = ("off",)
MOST_BACKUPS: Final = 1_000
# Longer ones are no path and no address that any system takes.
_LONGEST: Final = 4_096
_SHOWN: Final = 60

_ON: Final = frozenset({"on", "yes", "true", "1"})
_OFF: Final = frozenset({"off", "no", "false", "0"})


class Kind(StrEnum):
    """What a setting takes."""

    ADDRESS = "a database: sqlite, postgresql or mariadb, without a password"
    LOGIN = "an agent's login"
    CHOICE = "one of its words"
    REGION = "a country of two letters, e.g. VN"
    ZONE = "a time zone, e.g. Asia/Ho_Chi_Minh"
    SWITCH = "on or off"
    FOLDER = "a whole path of a folder"
    NUMBER = f"a number from 1 to {MOST_BACKUPS}"


@dataclass(frozen=True, slots=True)
class SettingKey:
    """One setting. `usual` counts where nobody says anything; None leaves it to the system."""

    key: str
    variable: str
    kind: Kind
    choices: tuple[str, ...] = ()
    usual: Value | None = None
    is_guarded: bool = False

    @property
    def field(self) -> str:
        """Its name in Python, where `as` is a word of the language."""
        return "login" if self.key == "as" else self.key

    @property
    def expected(self) -> str:
        """What it takes, for a sentence."""
        return ", ".join(self.choices) or self.kind.value


_USUAL: Final = Preferences()
_ALL: Final = (
    SettingKey("database", "HELPDESK_DATABASE_URL", Kind.ADDRESS, is_guarded=True),
    SettingKey("as", "HELPDESK_AS", Kind.LOGIN, is_guarded=True),
    SettingKey("theme", "HELPDESK_THEME", Kind.CHOICE, THEMES, _USUAL.theme),
    SettingKey("density", "HELPDESK_DENSITY", Kind.CHOICE, DENSITIES, _USUAL.density),
    SettingKey("language", "HELPDESK_LANGUAGE", Kind.CHOICE, LANGUAGES, _USUAL.language),
    SettingKey("phone_region", "HELPDESK_PHONE_REGION", Kind.REGION),
    SettingKey("time_zone", "HELPDESK_TIME_ZONE", Kind.ZONE),
    SettingKey("notifications", "HELPDESK_NOTIFICATIONS", Kind.SWITCH, (), _USUAL.notifications),
    SettingKey("backup_folder", "HELPDESK_BACKUP_FOLDER", Kind.FOLDER, is_guarded=True),
    SettingKey(
        "backup_keep",
        "HELPDESK_BACKUP_KEEP",
        Kind.NUMBER,
        (),
        _USUAL.backup_keep,
        is_guarded=True,
    ),
    SettingKey("updates", "HELPDESK_UPDATES", Kind.CHOICE, UPDATE_WORDS, "off", is_guarded=True),
    SettingKey("log_level", "HELPDESK_LOG", Kind.CHOICE, LOG_LEVELS, "warning"),
)
SETTINGS: Final[Mapping[str, SettingKey]] = {spec.key: spec for spec in _ALL}


def setting_named(key: str) -> SettingKey:
    """The setting of this name.

    Raises:
        BadUsage: there is none.
    """
    spec = SETTINGS.get(key)
    if spec is None:
        raise BadUsage("no_such_setting", value=key[:_SHOWN], expected=", ".join(SETTINGS))
    return spec


def read_value(spec: SettingKey, raw: object) -> Value:
    """What a file, a registry or a variable has, as the setting takes it.

    Whether there is such a zone or region, and whether an address is allowed, is not looked at.

    Raises:
        BadUsage: it takes something else.
    """
    found: Value | None = None
    match spec.kind:
        case Kind.SWITCH:
            word = str(raw).lower() if isinstance(raw, str) or raw in (0, 1) else ""
            found = True if word in _ON else False if word in _OFF else None
        case Kind.NUMBER:
            found = _number(raw)
        case Kind.CHOICE:
            found = raw if isinstance(raw, str) and raw in spec.choices else None
        case _:
            found = _text(raw)
    if found is None:
        raise bad_value(spec, raw)
    return found


def bad_value(spec: SettingKey, raw: object) -> BadUsage:
    """The refusal of a value. An address is not repeated: it may have a password in it."""
    shown = "…" if spec.kind is Kind.ADDRESS else _printable(raw)
    return BadUsage("bad_setting", value=shown, name=spec.key, expected=spec.expected)


def value_text(value: Value | None) -> str:
    """The value as a person writes it."""
    if isinstance(value, bool):
        return "on" if value else "off"
    return "" if value is None else str(value)


def _number(raw: object) -> int | None:
    if isinstance(raw, bool):
        return None
    if isinstance(raw, str) and raw.isascii() and raw.isdigit() and len(raw) < _SHOWN:
        raw = int(raw)
    return raw if isinstance(raw, int) and 0 < raw <= MOST_BACKUPS else None


def _text(raw: object) -> str | None:
    if not isinstance(raw, str) or not raw.strip() or len(raw) > _LONGEST:
        return None
    if any(unicodedata.category(char) == "Cc" for char in raw):
        return None  # a line's end in a login or a path is a slip of who pasted it
    return raw if storable_problem(raw, "", "") is None else None


def _printable(raw: object) -> str:
    try:
        shown = raw if isinstance(raw, str) else repr(raw)
    except ValueError:  # Python writes no number of thousands of digits
        shown = "…"
    return "".join(char if char.isprintable() else "�" for char in shown[:_SHOWN])
