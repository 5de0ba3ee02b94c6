"""The only place that reads how the window shall look before there is a window.

Far lighter than the typed settings, which cost a tenth of a second to load: it takes over what
fits and lets the rest be; `services.settings` judges the file later, on a worker. The order is
that of `services.setting_layers`.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from helpdesk_desktop.domain.errors import BadUsage
from helpdesk_desktop.domain.preferences import Preferences, ThemeName
from helpdesk_desktop.domain.setting_keys import SETTINGS, SettingKey, Value, read_value
from helpdesk_desktop.services.plain_file import read_plain
from helpdesk_desktop.services.policy import Policy

LOOKS: Final = ("theme", "density", "language")
_MOST_BYTES = 1_000_000


def read_looks(path: Path) -> Preferences:
    """Theme, density and language as the file has them, each its default where it does not fit."""
    return starting_looks(path, {}, Policy())


def starting_looks(
    path: Path, environment: Mapping[str, str], policy: Policy, theme: ThemeName | None = None
) -> Preferences:
    """Theme, density and language as they count at the start; `theme` is the command line's."""
    stored = _stored(path)
    given: dict[str, str | None] = {"theme": theme}
    found: dict[str, Any] = {
        key: _chosen(SETTINGS[key], policy, given.get(key), environment, stored) for key in LOOKS
    }
    return Preferences(**found)


def starting_log_level(
    path: Path, environment: Mapping[str, str], policy: Policy, given: str | None
) -> str:
    """How much the log tells; `given` is the command line's."""
    return str(_chosen(SETTINGS["log_level"], policy, given, environment, _stored(path)))


def _chosen(
    spec: SettingKey,
    policy: Policy,
    given: str | None,
    environment: Mapping[str, str],
    stored: Mapping[str, object],
) -> Value | None:
    if spec.key in policy.locked:
        return policy.locked[spec.key]
    said = () if spec.key in policy.held else (given, environment.get(spec.variable))
    for raw in (*said, stored.get(spec.key)):
        if raw:
            try:
                return read_value(spec, raw)
            except BadUsage:
                continue  # said later, where there is somebody to hear it
    return policy.defaults.get(spec.key, spec.usual)


def _stored(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(read_plain(path, _MOST_BYTES).decode())
    except (OSError, ValueError, RecursionError):
        return {}
