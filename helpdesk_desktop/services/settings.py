"""The only place for what a person or IT sets once: databases, who they are, how it looks.

A TOML file in the platform's own folder, typed and versioned. It is written whole or not at all,
for its owner alone, and programs that write at the same time take turns, so that none undoes
another's change. What this program does not know of a newer one's is kept. A file that cannot be
read is used by nobody: `Settings.warning` says so, and `SettingsFile` sets it aside.
"""

import os
import threading
import time
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Annotated, Final, Literal, Self

import tomli_w
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from helpdesk_desktop.domain.errors import Unavailable
from helpdesk_desktop.domain.preferences import (
    DensityName,
    LanguageName,
    Preferences,
    ThemeName,
)
from helpdesk_desktop.domain.setting_keys import MOST_BACKUPS
from helpdesk_desktop.services.file_lock import took_lock
from helpdesk_desktop.services.places import config_path, data_folder, local_database_path
from helpdesk_desktop.services.plain_file import read_plain

__all__ = [
    "Settings",
    "SettingsFile",
    "config_path",
    "data_folder",
    "load_settings",
    "local_database_path",
]

SETTINGS_VERSION: Final = 1
# What a person goes back to; the list in the dialog has no scroll bar.
_MOST_RECENT: Final = 8
# More files than this beside the settings mean that nobody looks: the oldest name is reused.
_MOST_DAMAGED: Final = 20
_LOCK_WAIT_S: Final = 5.0
_LOCK_STEP_S: Final = 0.01
# Settings are a page of text; what is larger was not written by us.
_MOST_BYTES: Final = 1_000_000


class Settings(BaseModel):
    """What the settings file says; None where it says nothing.

    `recent` are addresses without passwords, newest first. `logins` tells who worked at an
    address. `warning` says why the file could not be read; it is never written. One that is
    `is_out_of_reach` (a disk that fails, another program, a pipe) may be sound, and is left alone.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="allow", populate_by_name=True)

    version: int = SETTINGS_VERSION
    database: str | None = None
    login: str | None = Field(default=None, alias="as")
    phone_region: str | None = None
    time_zone: str | None = None
    theme: ThemeName | None = None
    density: DensityName | None = None
    language: LanguageName | None = None
    notifications: bool | None = None
    backup_folder: str | None = None
    backup_keep: Annotated[int, Field(ge=1, le=MOST_BACKUPS)] | None = None
    updates: Literal["off"] | None = None
    log_level: Literal["debug", "info", "warning", "error"] | None = None
    recent: Annotated[tuple[str, ...], Field(strict=False)] = ()
    logins: dict[str, str] = Field(default_factory=dict)
    warning: str | None = Field(default=None, exclude=True)
    is_out_of_reach: bool = Field(default=False, exclude=True)

    @property
    def preferences(self) -> Preferences:
        """How the program shall look and speak, where nobody but this person says it."""
        said = {one.name: getattr(self, one.name) for one in fields(Preferences)}
        return Preferences(**{name: value for name, value in said.items() if value is not None})

    def login_at(self, address: str) -> str | None:
        """Who works at this address, else who works everywhere."""
        return self.logins.get(address) or self.login

    def with_(self, **values: object) -> Self:
        """The same settings, but for these."""
        return self.model_copy(update=values)

    def with_preferences(
        self, preferences: Preferences, changed: frozenset[str] | None = None
    ) -> Self:
        """The same databases, and of these preferences those that were changed; None means all."""
        names = (one.name for one in fields(Preferences))
        return self.with_(
            **{
                name: getattr(preferences, name)
                for name in names
                if changed is None or name in changed
            }
        )

    def with_database(self, address: str, login: str | None) -> Self:
        """This database is the one to open next time, and the first of the recent ones."""
        others = [one for one in self.recent if one != address]
        logins = dict(self.logins)
        if login is not None:
            logins[address] = login
        return self.with_(database=address, recent=(address, *others)[:_MOST_RECENT], logins=logins)

    def without_recent(self, address: str) -> Self:
        """The address is forgotten, and who worked there."""
        return self.with_(
            database=None if self.database == address else self.database,
            recent=tuple(one for one in self.recent if one != address),
            logins={key: login for key, login in self.logins.items() if key != address},
        )

    def as_toml(self) -> bytes:
        """The file's content."""
        values = self.model_dump(by_alias=True, exclude_none=True, mode="json")
        return tomli_w.dumps(values).encode()


def load_settings(path: Path) -> Settings:
    """What the file says; a missing one says nothing. The file is left as it is."""
    try:
        content = read_plain(path, _MOST_BYTES + 1)
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        return Settings(warning=(error.strerror or str(error)).lower(), is_out_of_reach=True)
    try:
        return _read(content)
    except ValueError as error:  # TOML, UTF-8 and pydantic errors are ValueErrors
        return Settings(warning=_reason(error))
    except RecursionError:  # thousands of brackets
        return Settings(warning="it nests too deep")


def _read(content: bytes) -> Settings:
    if len(content) > _MOST_BYTES:
        raise ValueError(f"it is larger than {_MOST_BYTES:,} bytes")
    values = tomllib.loads(content.decode())
    for name in ("warning", "is_out_of_reach"):
        values.pop(name, None)
    settings = Settings(**values)
    settings.as_toml()  # what cannot be written again is none: a number of thousands of digits
    return settings


def _reason(error: ValueError) -> str:
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        return f"{where}: {first['msg'].lower()}"
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8"
    return str(error)


class SettingsFile:
    """The settings file as the window uses it; may be shared between threads and programs."""

    def __init__(self, path: Path) -> None:
        # Who keeps the file elsewhere and links to it finds the change there.
        self.path = Path(os.path.realpath(path))

    def load(self) -> tuple[Settings, Path | None]:
        """What the file says; one that cannot be read is set aside, and its new name told."""
        settings = load_settings(self.path)
        if settings.warning is None or settings.is_out_of_reach:
            return settings, None
        try:
            with self._alone():
                settings = load_settings(self.path)
                if settings.warning is None or settings.is_out_of_reach:
                    return settings, None  # another program has mended it
                return Settings(warning=settings.warning), self._set_aside()
        except (OSError, Unavailable):
            return settings, None

    def change(self, how: Callable[[Settings], Settings]) -> Settings:
        """Write what `how` makes of the stored settings; answers them.

        Raises:
            Unavailable: `settings_unwritable`: nothing was changed.
        """
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with self._alone():
                before = load_settings(self.path)
                if before.is_out_of_reach:
                    raise Unavailable(
                        "settings_unwritable", place=str(self.path), reason=before.warning
                    )
                if before.warning is not None:
                    self._set_aside()
                    before = Settings()
                after = how(before)
                if after != before or not self.path.exists():
                    self._write(after.as_toml())
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise Unavailable("settings_unwritable", place=str(self.path), reason=reason) from error
        return after

    def _write(self, content: bytes) -> None:
        growing = self.path.with_name(f"{self.path.name}.{os.getpid()}.new")
        handle = os.open(growing, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            growing.replace(self.path)
        finally:
            growing.unlink(missing_ok=True)

    def _set_aside(self) -> Path:
        names = [
            self.path.with_name(f"{self.path.name}.damaged-{number}")
            for number in range(1, _MOST_DAMAGED + 1)
        ]
        free = [name for name in names if not os.path.lexists(name)]
        aside = free[0] if free else min(names, key=lambda name: name.lstat().st_mtime)
        self.path.replace(aside)
        return aside

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One writer at a time, whichever program: the lock dies with its holder."""
        lock = self.path.with_name(f"{self.path.name}.lock")
        handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            until = time.monotonic() + _LOCK_WAIT_S
            while not took_lock(handle):
                if time.monotonic() > until:
                    raise Unavailable(
                        "settings_unwritable",
                        place=str(self.path),
                        reason="another program holds it",
                    )
                threading.Event().wait(_LOCK_STEP_S)
            yield
        finally:
            os.close(handle)  # and the lock with it
