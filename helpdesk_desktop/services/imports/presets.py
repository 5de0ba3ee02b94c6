"""The only place that finds the maps that come with the program, and recognises a file by them."""

import sys
from collections.abc import Collection
from functools import cache
from pathlib import Path

from helpdesk_desktop.domain.errors import BadUsage
from helpdesk_desktop.services.imports.import_map import ImportMap, parse_map

_PACKAGE = Path(__file__).resolve().parents[2]


@cache
def presets() -> tuple[ImportMap, ...]:
    """All presets, by name.

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
        BadUsage: there is none.
    """
    for preset in presets():
        if preset.name == name:
            return preset
    expected = ", ".join(preset.name for preset in presets())
    raise BadUsage("unknown_preset", value=name, expected=expected)


def preset_for(columns: Collection[str]) -> ImportMap | None:
    """The preset whose columns these are; the one that asks for most of them."""
    have = set(columns)
    fitting = [one for one in presets() if one.recognise and have.issuperset(one.recognise)]
    return max(fitting, key=lambda one: len(one.recognise), default=None)
