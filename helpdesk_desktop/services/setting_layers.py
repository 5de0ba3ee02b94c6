"""The only place that says which value of a setting counts, where it comes from, and its lock.

The order: the administrator's lock, the command line, the environment, the person's own settings,
the administrator's default, what is built in. A word on the command line that a lock contradicts is
refused instead of passed over: a script that names one database must not write to another.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from helpdesk_desktop.domain.errors import BadUsage, HelpdeskError, NotAllowed
from helpdesk_desktop.domain.phone import is_region
from helpdesk_desktop.domain.preferences import Preferences
from helpdesk_desktop.domain.setting_keys import (
    SETTINGS,
    Kind,
    SettingKey,
    Value,
    bad_value,
    read_value,
    value_text,
)
from helpdesk_desktop.services.clock import zone_named
from helpdesk_desktop.services.known_folders import KNOWS_OTHERS, from_home, home_of_system
from helpdesk_desktop.services.policy import Policy, hold, read_policy
from helpdesk_desktop.services.settings import (
    Settings,
    config_path,
    load_settings,
    local_database_path,
)
from helpdesk_desktop.storage.database_url import FileAddress, ServerAddress, parse_database_url

_PLACES: Final = frozenset({Kind.ADDRESS, Kind.FOLDER})
_FOLDED: Final = frozenset({Kind.LOGIN, Kind.REGION})


class Source(StrEnum):
    """Who says a value; the strongest first."""

    POLICY = "policy"
    COMMAND_LINE = "command line"
    ENVIRONMENT = "environment"
    SETTINGS = "settings"
    MACHINE = "machine default"
    BUILT_IN = "built-in"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting as it counts; `place` names the variable or the file that says it."""

    key: str
    value: Value | None
    source: Source
    is_locked: bool = False
    place: str = ""


class SettingLayers:
    """All settings of one start; frozen values, read once."""

    def __init__(
        self,
        settings: Settings | None = None,
        policy: Policy | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.settings = Settings() if settings is None else settings
        self.policy = _judged(Policy() if policy is None else policy)
        self.environment = {} if environment is None else environment

    def at(self, address: str) -> "SettingLayers":
        """The same layers, where the agent is the one who worked at this address."""
        made = SettingLayers(environment=self.environment)
        made.settings = self.settings.with_(login=self.settings.login_at(address))
        made.policy = self.policy
        return made

    def chosen(self, key: str, given: Value | None = None) -> Setting:
        """What counts; `given` stands on the command line.

        Raises:
            NotAllowed: the command line contradicts the administrator.
            BadUsage: the environment has what the setting does not take.
        """
        spec = SETTINGS[key]
        if key in self.policy.locked:
            value = self.policy.locked[key]
            if given is not None and not is_same(spec, given, value):
                raise NotAllowed("setting_locked", name=key, place=self.policy.place)
            return Setting(key, value, Source.POLICY, is_locked=True, place=self.policy.place)
        if key in self.policy.held:
            low = self._low(spec)
            if given is not None and not is_same(spec, given, _in_words(spec, low)):
                raise NotAllowed("setting_held", name=key, place=self.policy.place)
            return Setting(key, low.value, low.source, is_locked=True, place=self.policy.place)
        if given is not None:
            return Setting(key, given, Source.COMMAND_LINE)
        said = self.environment.get(spec.variable)
        if said:
            value = read_value(spec, said)
            if spec.kind is not Kind.ADDRESS:  # which is judged where it is opened
                value = check_value(spec, value)
            return Setting(key, value, Source.ENVIRONMENT, place=spec.variable)
        return self._low(spec)

    def text(self, key: str, given: str | None = None) -> str | None:
        """What counts of a setting that is a text; None leaves it to the system.

        Raises:
            As `chosen`.
        """
        value = self.chosen(key, given or None).value
        return None if value is None else value_text(value)

    def is_locked(self, key: str) -> bool:
        """Whether nobody but the administrator may change it."""
        return key in self.policy.locked or key in self.policy.held

    def require_free(self, key: str) -> None:
        """Whether a person may change the setting.

        Raises:
            NotAllowed: the administrator has set it, or may have.
        """
        if self.is_locked(key):
            why = "setting_locked" if key in self.policy.locked else "setting_held"
            raise NotAllowed(why, name=key, place=self.policy.place)

    @property
    def locked(self) -> frozenset[str]:
        """The settings that only the administrator may change."""
        return frozenset(key for key in SETTINGS if self.is_locked(key))

    @property
    def held(self) -> Mapping[str, HelpdeskError]:
        """For each setting that is locked without a value of the administrator's: why."""
        faults = self.policy.faults
        by_name = {one.values.get("name"): one for one in faults}
        return {key: by_name.get(key, faults[0]) for key in sorted(self.policy.held)}

    @property
    def preferences(self) -> Preferences:
        """How the program shall look and speak; a variable that cannot be used is passed over."""
        found: dict[str, Any] = {}
        for one in fields(Preferences):
            value = self.tolerant(one.name).value
            if value is not None:
                found[one.name] = value
        return Preferences(**found)

    def tolerant(self, key: str) -> Setting:
        """As `chosen`, but passes over a variable that cannot be used."""
        try:
            return self.chosen(key)
        except BadUsage:
            return self._low(SETTINGS[key])

    @property
    def notices(self) -> tuple[HelpdeskError, ...]:
        """What an administrator should hear of: a broken policy, variables that do not count."""
        found = list(self.policy.faults)
        for key, spec in SETTINGS.items():
            said = self.environment.get(spec.variable)
            if not said:
                continue
            try:
                value = read_value(spec, said)
                value = value if spec.kind is Kind.ADDRESS else check_value(spec, value)
            except BadUsage as error:
                found.append(
                    BadUsage("variable_value", variable=spec.variable, reason=error.message)
                )
                continue
            if not self.is_locked(key):
                continue
            kept = self.tolerant(key).value
            if kept is None or not is_same(spec, value, kept):
                place = self.policy.place
                found.append(
                    NotAllowed("variable_unused", variable=spec.variable, name=key, place=place)
                )
        return tuple(found)

    def _low(self, spec: SettingKey) -> Setting:
        own = getattr(self.settings, spec.field)
        if own is not None and own != "":
            return Setting(spec.key, own, Source.SETTINGS)
        if spec.key in self.policy.defaults:
            value = self.policy.defaults[spec.key]
            return Setting(spec.key, value, Source.MACHINE, place=self.policy.place)
        return Setting(spec.key, spec.usual, Source.BUILT_IN)


def read_layers(
    environment: Mapping[str, str] = os.environ, settings: Settings | None = None
) -> SettingLayers:
    """The layers as they are now; the person's own come from their file unless they are given.

    The policy is that of the program's real environment, whatever a request leaves out of its own.
    """
    own = load_settings(config_path()) if settings is None else settings
    return SettingLayers(own, read_policy(), environment)


def is_same(spec: SettingKey, one: Value, other: Value) -> bool:
    """Whether two spellings mean the same value."""
    if spec.kind is Kind.ADDRESS:
        return _address(str(one)) == _address(str(other))
    if spec.kind in _FOLDED:
        return str(one).casefold() == str(other).casefold()
    return one == other


def _in_words(spec: SettingKey, setting: Setting) -> Value:
    # What is left to the system is said, too, by who names what the system takes.
    if setting.value is None:
        return str(local_database_path()) if spec.key == "database" else ""
    return setting.value


def check_value(spec: SettingKey, value: Value) -> Value:
    """The value as a file keeps it, once it means something here.

    Raises:
        BadUsage: there is no such zone, region or address, or a password stands in it.
    """
    text = str(value)
    match spec.kind:
        case Kind.ADDRESS:
            return _address_without_password(spec, text)
        case Kind.REGION:
            if not is_region(text):
                raise BadUsage("unknown_region", value=text[:60])
            return text.upper()
        case Kind.ZONE:
            zone_named(text)
        case Kind.FOLDER:
            if not Path(text).expanduser().is_absolute():
                raise bad_value(spec, text)
            return str(Path(text).expanduser())
        case _:
            pass
    return value


def _address_without_password(spec: SettingKey, text: str) -> str:
    try:
        address = parse_database_url(text)
    except BadUsage as error:
        if error.key != "password_in_url":
            raise
        raise BadUsage("password_in_setting", name=spec.key) from None
    if isinstance(address, FileAddress):
        return FileAddress(address.path.absolute()).url
    if address.password is not None:
        raise BadUsage("password_in_setting", name=spec.key)
    return address.url


def _address(text: str) -> str:
    try:
        address = parse_database_url(text)
    except BadUsage:
        return text
    if isinstance(address, ServerAddress):
        return address.url
    return FileAddress(address.path.absolute()).url


def _judged(policy: Policy) -> Policy:
    # What a file may say and this computer cannot use: a lock stays one, a default is left out.
    judged = policy
    good: tuple[dict[str, Value], dict[str, Value]] = ({}, {})
    for values, part in zip(good, (policy.locked, policy.defaults), strict=True):
        for key, value in part.items():
            try:
                values[key] = _checked_for_all(SETTINGS[key], value)
            except BadUsage as error:
                judged = hold(judged, key, error)
    return replace(judged, locked=good[0], defaults=good[1])


def _checked_for_all(spec: SettingKey, value: Value) -> Value:
    # Who starts the program in which folder says nothing of where everybody's database is, nor does
    # a variable that anybody can set.
    if spec.kind in _PLACES:
        value = from_home(str(value), home_of_system(), knows_others=KNOWS_OTHERS)
    if spec.kind is Kind.ADDRESS:
        address = parse_database_url(str(value))
        if isinstance(address, FileAddress) and not address.path.is_absolute():
            raise bad_value(spec, value)
    return check_value(spec, value)
