"""The only place that knows where the program's own files lie: icons, styles, demo data.

An editable install leaves a stale copy of the packaged resources behind, so the checkout is asked
first; a frozen program unpacks them beside itself.
"""

import sys
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


@cache
def resource_folder() -> Path:
    """The folder that holds `icons`, `styles` and `demo`.

    Raises:
        FileNotFoundError: the program was installed without its resources.
    """
    places = [_PACKAGE.parent / "resources", _PACKAGE / "_resources"]
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        places.insert(0, Path(frozen) / "resources")
    for place in places:
        if (place / "icons").is_dir():
            return place
    raise FileNotFoundError(f"no resources in any of {', '.join(map(str, places))}")


def resource_path(*parts: str) -> Path:
    """Where one resource lies, for example `resource_path("icons", "plus.svg")`."""
    return resource_folder().joinpath(*parts)


@cache
def resource_text(*parts: str) -> str:
    """The content of one text resource."""
    return resource_path(*parts).read_text(encoding="utf-8")
