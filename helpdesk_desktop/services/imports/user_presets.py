"""The only place that keeps mappings as presets of a person, and finds them again.

One TOML file a preset in the platform's own folder of settings: `--preset NAME` and `--map FILE`
of the command line read the same files. What cannot be read is left as it is and not offered.
"""

import os
import re
from contextlib import suppress
from pathlib import Path
from typing import Any

import tomli_w

from helpdesk_desktop.domain.errors import (
    BadUsage,
    HelpdeskError,
    Invalid,
    Problem,
    ProblemCode,
    Unavailable,
)
from helpdesk_desktop.services.imports.import_map import ImportMap, load_map
from helpdesk_desktop.services.settings import config_path

_NAME = re.compile(r"\w(?:[\w .-]{0,58}\w)?")
# Names that Windows gives to devices, whatever follows a dot.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


def presets_folder() -> Path:
    """Where a person's presets are; it may not be there yet."""
    return config_path().parent / "presets"


def is_preset_name(name: str) -> bool:
    """Whether a preset can be saved under this name on every platform."""
    return bool(_NAME.fullmatch(name)) and not _DEVICES.fullmatch(name)


def saved_presets() -> tuple[ImportMap, ...]:
    """Every preset that was saved and can be read, by name."""
    found = []
    for path in sorted(presets_folder().glob("*.toml")):
        # One that somebody broke by hand must not keep the others away.
        with suppress(HelpdeskError):
            found.append(load_map(path))
    return tuple(found)


def saved_preset(name: str) -> ImportMap | None:
    """The preset that was saved under this name, None when none was.

    Raises:
        BadUsage, Unavailable: there is one and it cannot be read.
    """
    path = presets_folder() / f"{name}.toml"
    return load_map(path) if is_preset_name(name) and path.is_file() else None


def save_preset(import_map: ImportMap, *, is_replacing: bool) -> Path:
    """Keep the map under its name, whole or not at all.

    Raises:
        Invalid: the name cannot be used (`bad_preset_name`), or is taken (`preset_taken`).
        Unavailable: the folder cannot be written.
    """
    name = import_map.name
    if not is_preset_name(name):
        raise _refused(ProblemCode.PATTERN, "bad_preset_name", name)
    path = presets_folder() / f"{name}.toml"
    if path.exists() and not is_replacing:
        raise _refused(ProblemCode.DUPLICATE, "preset_taken", name)
    write_whole(path, tomli_w.dumps(_as_toml(import_map)).encode())
    return path


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is never seen half-written.

    Raises:
        Unavailable: the folder or the file cannot be written.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            part.write_bytes(content)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise Unavailable("unwritable", place=str(path), reason=reason) from error
    except ValueError as error:  # a NUL in the name
        raise BadUsage("unwritable", place=str(path), reason=str(error)) from error


def _refused(code: ProblemCode, key: str, name: str) -> Invalid:
    return Invalid((Problem(code, key, {"value": name[:80]}, "preset"),))


def _as_toml(import_map: ImportMap) -> dict[str, Any]:
    # What says nothing is left out; the name is the file's.
    said = import_map.model_dump(exclude={"name"}, exclude_defaults=True, exclude_none=True)
    return {key: value for key, value in said.items() if value not in ({}, [], ())}
