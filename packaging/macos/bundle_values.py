"""What macOS reads of the program in its Info.plist."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from building.identity import LINK_SCHEME, MAC_ID, NAME, TAKES_LINKS, TITLE


def info_plist(version: str) -> dict[str, Any]:
    """The values; the scheme of links is taken as soon as the program takes links."""
    release = re.match(r"\d+(\.\d+)*", version)
    values: dict[str, Any] = {
        "CFBundleIdentifier": MAC_ID,
        "CFBundleName": TITLE,
        "CFBundleDisplayName": TITLE,
        "CFBundleExecutable": NAME,
        "CFBundleShortVersionString": version,
        "CFBundleVersion": release.group() if release else "0",
        "CFBundleDevelopmentRegion": "en",
        "CFBundleLocalizations": ["en", "vi"],
        "LSApplicationCategoryType": "public.app-category.business",
        "LSMinimumSystemVersion": "14.0",
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": "MIT licence",
        "NSPrincipalClass": "NSApplication",
        # The system's dark mode reaches the window.
        "NSRequiresAquaSystemAppearance": False,
    }
    if TAKES_LINKS:
        values["CFBundleURLTypes"] = [
            {"CFBundleURLName": MAC_ID, "CFBundleURLSchemes": [LINK_SCHEME]}
        ]
    return values
