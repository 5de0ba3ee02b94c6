"""The only place where the doctor looks at this computer: programs, libraries, places, time."""

import locale
import os
import platform
import shutil
import sqlite3
import stat
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from helpdesk_desktop import __version__, qt_libraries
from helpdesk_desktop.domain.errors import BadUsage, NotAllowed
from helpdesk_desktop.services.clock import zone_named
from helpdesk_desktop.services.connection import DeskRequest
from helpdesk_desktop.services.doctor.findings import Finding, fault, warning, well
from helpdesk_desktop.services.key_store import KeyStore
from helpdesk_desktop.services.log_file import log_path
from helpdesk_desktop.services.places import config_path, data_folder
from helpdesk_desktop.services.setting_layers import SettingLayers, Source

_PACKAGES = ("SQLAlchemy", "alembic", "psycopg", "PyMySQL", "lark", "keyring")
_QT = "PySide6-Essentials"
_OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH
_OTHERS_MAY_READ = stat.S_IRGRP | stat.S_IROTH
_LITTLE_BYTES = 1_000_000_000  # a database and some backups of it
_NO_BYTES = 50_000_000


def look_around(request: DeskRequest, layers: SettingLayers) -> Iterator[Finding]:
    """Everything that needs no database."""
    yield well("program", f"Helpdesk Desktop {__version__}")
    system = f"{platform.system()} {platform.release()}, {platform.machine()}"
    yield well("python", f"Python {platform.python_version()} on {system}")
    yield _qt()
    yield _libraries()
    yield from map(_package, _PACKAGES)
    yield well("sqlite", f"SQLite {sqlite3.sqlite_version}")
    yield from _settings(request, layers)
    yield _place("config folder", config_path().parent)
    yield _place("data folder", data_folder())
    yield _place("log folder", log_path().parent)
    yield _zone(request, layers)
    yield _locale()
    yield _key_store()


def _qt() -> Finding:
    # By what is installed: to load Qt would take a second, and may end the program.
    version = _version(_QT)
    if version is None:
        return warning(
            "qt",
            "Qt is not installed, so there is no window; the command line needs none.",
            f"pip install {_QT}",
        )
    if version == "6.12.0" and sys.version_info < (3, 12):
        return fault(
            "qt",
            "PySide6 6.12.0 ends by itself on this Python after a few minutes.",
            'pip install "PySide6-Essentials<6.12", or use Python 3.12 or newer',
        )
    return well("qt", f"PySide6 {version}")


def _libraries() -> Finding:
    if not sys.platform.startswith("linux"):
        return well("qt libraries", "This system brings them.")
    missing = qt_libraries.missing((*qt_libraries.LIBRARIES, *qt_libraries.WINDOW_LIBRARIES))
    if not missing:
        return well("qt libraries", "All libraries that a window needs are there.")
    way_out = f"Debian, Ubuntu: {qt_libraries.DEBIAN}; Fedora: {qt_libraries.FEDORA}"
    return warning("qt libraries", f"A window lacks: {'; '.join(missing)}", way_out)


def _package(name: str) -> Finding:
    version = _version(name)
    if version is None:
        return fault(name.lower(), f"{name} is not installed.", "Install the program anew.")
    return well(name.lower(), f"{name} {version}")


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _settings(request: DeskRequest, layers: SettingLayers) -> Iterator[Finding]:
    path = config_path()
    if layers.settings.warning is not None:
        yield warning(
            "settings",
            f"{path} cannot be used ({layers.settings.warning}); the defaults are.",
            "Mend the file, or remove it: the window makes a new one.",
        )
    else:
        is_there = os.path.lexists(path)
        yield well("settings", str(path) if is_there else f"None at {path}: the defaults")
    policy = layers.policy
    if not policy.faults:
        yield well("policy", policy.place or "No administrator's policy on this computer")
    for notice in layers.notices:
        if notice.key == "policy_unreadable":
            yield fault("policy", notice.message, "An administrator mends it there.")
        else:
            yield warning("policy", notice.message)
    try:
        named = layers.chosen("database", request.database)
    except (BadUsage, NotAllowed) as error:
        yield fault("named by", error.message)
        return
    source = named.source.value + (f" ({named.place})" if named.place else "")
    if named.source is Source.BUILT_IN:
        source = "nobody: the local file is used"
    yield well("named by", f"The database is named by {source}.")


def may_be_made(folder: Path) -> bool:
    """Whether this account may write into the folder, or make it."""
    nearest = next(one for one in (folder, *folder.parents) if os.path.lexists(one))
    return nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK)


def _place(check: str, folder: Path) -> Finding:
    # What may not be looked into is none of ours, whatever is in it.
    nearest = next(one for one in (folder, *folder.parents) if os.path.exists(one))  # noqa: PTH110  # as said
    if not os.access(nearest, os.W_OK | os.X_OK):
        return fault(
            check,
            f"{folder} cannot be written.",
            f"Give this account the right to write into {nearest}.",
        )
    if nearest == folder and os.name == "posix":
        mode = stat.S_IMODE(folder.stat().st_mode)
        if mode & _OTHERS_MAY_WRITE:
            return warning(check, f"Others may write into {folder}.", f"chmod 700 '{folder}'")
        if check == "data folder" and mode & _OTHERS_MAY_READ:
            return warning(check, f"Others may look into {folder}.", f"chmod 700 '{folder}'")
    return room(check, folder, nearest, "" if nearest == folder else ", made when it is needed")


def room(check: str, place: Path, folder: Path, more: str = "") -> Finding:
    """How much room the disk of a folder has."""
    free = shutil.disk_usage(folder).free
    said = f"{place}{more}, {free / 1e9:,.1f} GB free"
    if free < _NO_BYTES:
        return fault(check, f"The disk is full: {said}.", "Free some space.")
    if free < _LITTLE_BYTES:
        return warning(check, f"The disk is nearly full: {said}.", "Free some space.")
    return well(check, said)


def _zone(request: DeskRequest, layers: SettingLayers) -> Finding:
    try:
        name = layers.text("time_zone", request.time_zone)
        zone = zone_named(name)
    except (BadUsage, NotAllowed) as error:
        return fault("time zone", error.message, "Choose another one in the settings.")
    except (KeyError, OSError, ValueError):
        return warning("time zone", "The system's time zone is not known.", "Use --tz.")
    return well("time zone", f"{zone.key}{'' if name else ' (the system’s)'}")


def _locale() -> Finding:
    encoding = locale.getpreferredencoding(do_setlocale=False)
    name = ".".join(filter(None, locale.getlocale())) or "C"
    if sys.getfilesystemencoding().lower() != "utf-8":
        return warning(
            "locale",
            f"{name}: names of files are not UTF-8.",
            "Set LANG to a locale that ends in .UTF-8.",
        )
    return well("locale", f"{name}, {encoding}")


def _key_store() -> Finding:
    if not KeyStore().is_there:
        return warning(
            "key store",
            "The system has no key store, so the window asks for a server's password each time.",
            "On Linux: gnome-keyring or KWallet. Scripts use --password-file.",
        )
    return well("key store", "The system's key store can keep passwords.")
