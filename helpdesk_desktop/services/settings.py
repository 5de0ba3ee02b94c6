"""The only place for what a person or IT sets once: where the database is, who they are.

A TOML file in the platform's own folder. What cannot be read is left as it is: the defaults are
used, and `warning` says so.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

APP_NAME = "helpdesk-desktop"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the settings file says; None where it says nothing."""

    database: str | None = None
    login: str | None = None
    phone_region: str | None = None
    time_zone: str | None = None
    warning: str | None = None


def config_path() -> Path:
    """The settings file."""
    from platformdirs import user_config_path  # noqa: PLC0415  # 8 ms, not needed by every start

    return user_config_path(APP_NAME, appauthor=False) / "settings.toml"


def data_folder() -> Path:
    """The folder of this profile's data: the local database and the journals."""
    from platformdirs import user_data_path  # noqa: PLC0415  # as above

    return user_data_path(APP_NAME, appauthor=False)


def local_database_path() -> Path:
    """The database of somebody who names none."""
    return data_folder() / "helpdesk.db"


def load_settings(path: Path) -> Settings:
    """What the file says; a missing one says nothing."""
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:  # TOML and UTF-8 errors are ValueErrors
        return Settings(warning=str(error))
    wrong = [key for key in _KEYS if not isinstance(values.get(key, ""), str)]
    if wrong:
        return Settings(warning=f"{wrong[0]} is no text")
    return Settings(**_known(values))


_KEYS = {
    "database": "database",
    "as": "login",
    "phone_region": "phone_region",
    "time_zone": "time_zone",
}


def _known(values: Mapping[str, Any]) -> dict[str, str]:
    return {name: values[key] for key, name in _KEYS.items() if values.get(key)}
