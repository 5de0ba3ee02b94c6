"""The only place that reads how the window shall look before there is a window.

Far lighter than the typed settings, which cost a tenth of a second to load: it takes over what
fits and lets the rest be; `services.settings` judges the file later, on a worker.
"""

import tomllib
from pathlib import Path
from typing import Any, cast

from helpdesk_desktop.domain.preferences import (
    DENSITIES,
    LANGUAGES,
    THEMES,
    DensityName,
    LanguageName,
    Preferences,
    ThemeName,
)

_MOST_BYTES = 1_000_000


def read_looks(path: Path) -> Preferences:
    """Theme, density and language as the file has them, each its default where it does not fit."""
    try:
        with path.open("rb") as file:
            values: dict[str, Any] = tomllib.loads(file.read(_MOST_BYTES).decode())
    except (OSError, ValueError, RecursionError):
        return Preferences()
    theme, density, language = (values.get(key) for key in ("theme", "density", "language"))
    return Preferences(
        cast("ThemeName", theme) if theme in THEMES else "system",
        cast("DensityName", density) if density in DENSITIES else "comfortable",
        cast("LanguageName", language) if language in LANGUAGES else "system",
    )
