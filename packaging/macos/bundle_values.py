"""What macOS reads of the program in its Info.plist."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from building.identity import FILE_ENDING, LINK_SCHEME, MAC_ID, NAME, TAKES_LINKS, TITLE

_FILE_TYPE = f"{MAC_ID}.database"


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
        # A database file opens in the program: a type of our own, and its ending.
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": _FILE_TYPE,
                "UTTypeDescription": f"{TITLE} database",
                "UTTypeConformsTo": ["public.database", "public.data"],
                "UTTypeTagSpecification": {
                    "public.filename-extension": [FILE_ENDING.removeprefix(".")]
                },
            }
        ],
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": f"{TITLE} database",
                "CFBundleTypeRole": "Editor",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [_FILE_TYPE],
            }
        ],
    }
    if TAKES_LINKS:
        values["CFBundleURLTypes"] = [
            {
                "CFBundleURLName": MAC_ID,
                "CFBundleTypeRole": "Viewer",
                "CFBundleURLSchemes": [LINK_SCHEME],
            }
        ]
    return values
