"""The only place that says what `settings` does, and what every command says of the policy.

No database is opened. A setting is shown with who says it and whether the administrator has locked
it; one that is locked is refused with exit code 4.
"""

import argparse
import os
from typing import Any, Final

from helpdesk_desktop.cli import answers
from helpdesk_desktop.cli.output import Output
from helpdesk_desktop.domain.errors import HelpdeskError, Unavailable
from helpdesk_desktop.domain.setting_keys import (
    SETTINGS,
    SettingKey,
    Value,
    read_value,
    setting_named,
    value_text,
)
from helpdesk_desktop.services.setting_layers import SettingLayers, check_value, read_layers
from helpdesk_desktop.services.settings import Settings, SettingsFile, config_path, load_settings

_COLUMNS: Final = ("key", "value", "source", "locked")
# What the command line itself says: option's name in the words to the setting.
_GIVEN: Final = {
    "database": "database",
    "as": "as_login",
    "time_zone": "tz",
    "phone_region": "region",
    "log_level": "log_level",
}


def run_settings(asked: argparse.Namespace, out: Output) -> int:
    """List, show, set or take back settings, and answer the exit code.

    Raises:
        BadUsage: there is no such setting, or it does not take this value.
        NotAllowed: the administrator has locked it.
        Unavailable: the settings cannot be written.
    """
    say_notices(is_about_variables=True)
    if asked.verb == "list":
        _list(asked, out)
        return answers.EXIT_DONE
    spec = setting_named(asked.key)
    if asked.verb != "get":
        _change(spec, asked.value if asked.verb == "set" else None)
    record = _record(spec, asked, _layers())
    if answers.is_json(asked):
        answers.write_json(record, out)
    else:
        answers.write_members(_for_people(record), out)
    return answers.EXIT_DONE


def say_notices(*, is_about_variables: bool = False) -> None:
    """Say on standard error what is wrong with the policy and the settings file.

    A variable that cannot be used is refused by the command that needs it, and told only where
    variables are asked about.
    """
    layers = _layers()
    if layers.settings.warning is not None:
        place = str(config_path())
        fault = Unavailable("settings_unreadable", place=place, reason=layers.settings.warning)
        answers.say(fault.message)
    for notice in layers.notices:
        if is_about_variables or notice.key != "variable_value":
            answers.say(notice.message)


def _layers() -> SettingLayers:
    return read_layers(os.environ, load_settings(config_path()))


def _list(asked: argparse.Namespace, out: Output) -> None:
    layers = _layers()
    records = [_record(spec, asked, layers) for spec in SETTINGS.values()]
    if not answers.is_json(asked):
        answers.write_table(_COLUMNS, map(_for_people, records), out)
        return
    notices = [notice.message for notice in layers.notices]
    policy = layers.policy.place or None
    answers.write_json({"settings": records, "policy": policy, "notices": notices}, out)


def _record(spec: SettingKey, asked: argparse.Namespace, layers: SettingLayers) -> dict[str, Any]:
    word = getattr(asked, _GIVEN.get(spec.key, ""), None)
    given = None if word is None else check_value(spec, read_value(spec, word))
    setting = layers.chosen(spec.key, given) if given else layers.tolerant(spec.key)
    return {
        "key": spec.key,
        "value": _shown(spec, setting.value),
        "source": setting.source.value,
        "locked": setting.is_locked,
    }


def _for_people(record: dict[str, Any]) -> dict[str, Any]:
    return {**record, "value": value_text(record["value"]) or None}


def _shown(spec: SettingKey, value: Value | None) -> Value | None:
    # A variable may have a password for this computer in it.
    try:
        return None if value is None else check_value(spec, value)
    except HelpdeskError:
        return None if spec.key == "database" else value_text(value)


def _change(spec: SettingKey, word: str | None) -> None:
    layers = _layers()
    layers.require_free(spec.key)
    value = None if word is None else check_value(spec, read_value(spec, word))
    file = SettingsFile(config_path())
    settings, aside = file.load()
    if aside is not None:
        fault = Unavailable("settings_set_aside", place=str(aside), reason=settings.warning)
        answers.say(fault.message)
    if value is None and getattr(settings, spec.field) is None:
        return  # there is nothing to take back, and no file is made for it

    def put(before: Settings) -> Settings:
        if spec.key == "database" and value is not None:
            return before.with_database(str(value), None)
        return before.with_(**{spec.field: value})

    file.change(put)
