"""The only place that finds presets by name, and recognises a file by its header.

What a person saved comes before what came with the program.
"""

import sys
from collections.abc import Collection
from functools import cache
from pathlib import Path

from helpdesk_desktop.domain.errors import BadUsage
from helpdesk_desktop.services.imports.import_map import ImportMap, parse_map
from helpdesk_desktop.services.imports.user_presets import saved_preset, saved_presets

_PACKAGE = Path(__file__).resolve().parents[2]


@cache
def presets() -> tuple[ImportMap, ...]:
    """The presets that come with the program, by name.

    Raises:
        FileNotFoundError: the program was installed without its resources.
    """
    return tuple(
        parse_map(path.read_text(encoding="utf-8"), place=str(path), name=path.stem)
        for path in sorted(_folder().glob("*.toml"))
    )


def _folder() -> Path:
    # An editable install leaves a stale copy of the resources behind: the checkout comes first.
    places = [_PACKAGE.parent / "resources" / "presets", _PACKAGE / "_resources" / "presets"]
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        places.insert(0, Path(frozen) / "resources" / "presets")
    for place in places:
        if place.is_dir():
            return place
    raise FileNotFoundError(f"no presets in any of {', '.join(map(str, places))}")


def preset_named(name: str) -> ImportMap:
    """The preset of this name.

    Raises:
        BadUsage: there is none, or the one that was saved cannot be read.
    """
    saved = saved_preset(name)
    if saved is not None:
        return saved
    for preset in presets():
        if preset.name == name:
            return preset
    expected = preset_names()
    raise BadUsage("unknown_preset", value=name, expected=expected)


def preset_names() -> str:
    """The names of all presets, for a sentence."""
    return ", ".join(one.name for one in (*saved_presets(), *presets()))


def preset_for(columns: Collection[str]) -> ImportMap | None:
    """The preset whose columns these are; the one that asks for most of them."""
    have = set(columns)
    for known in (saved_presets(), presets()):
        fitting = [one for one in known if one.recognise and have.issuperset(one.recognise)]
        if fitting:
            return max(fitting, key=lambda one: len(one.recognise))
    return None
