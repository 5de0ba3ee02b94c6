"""The only place for where this profile's files lie; light enough to be asked before the window."""

from pathlib import Path

APP_NAME = "helpdesk-desktop"


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


def state_folder() -> Path:
    """What the program notes of its own runs, which nobody would miss."""
    from platformdirs import user_state_path  # noqa: PLC0415  # as above

    return user_state_path(APP_NAME, appauthor=False)
