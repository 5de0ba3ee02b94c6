"""The version resource of a Windows program: what its properties and virus scanners show."""

from __future__ import annotations

import re
from pathlib import Path

_NUMBERS = 4


def version_numbers(version: str) -> tuple[int, int, int, int]:
    """Four numbers for Windows: `1.2.0rc1` is 1.2.0.0."""
    release = re.match(r"\d+(\.\d+)*", version)
    numbers = [int(part) for part in release.group().split(".")] if release else []
    first, second, third, fourth = [*numbers, *[0] * _NUMBERS][:_NUMBERS]
    return first, second, third, fourth


def resource_text(name: str, version: str) -> str:
    """The resource as PyInstaller reads it."""
    numbers = version_numbers(version)
    strings = {
        "CompanyName": "The Helpdesk Desktop authors",
        "FileDescription": "Helpdesk Desktop"
        if name == "helpdesk-desktop"
        else "Helpdesk Desktop command line",
        "FileVersion": version,
        "InternalName": name,
        "LegalCopyright": "MIT licence",
        "OriginalFilename": f"{name}.exe",
        "ProductName": "Helpdesk Desktop",
        "ProductVersion": version,
    }
    structs = ", ".join(f"StringStruct({key!r}, {value!r})" for key, value in strings.items())
    return (
        "VSVersionInfo(\n"
        f"  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0x0,\n"
        "    OS=0x40004, fileType=0x1, subtype=0x0, date=(0, 0)),\n"
        f"  kids=[StringFileInfo([StringTable('040904B0', [{structs}])]),\n"
        "    VarFileInfo([VarStruct('Translation', [1033, 1200])])])\n"
    )


def version_resource(folder: Path, name: str, version: str) -> str:
    """A file with the resource of one program; answers where it is."""
    path = folder / f"{name}.version.txt"
    path.write_text(resource_text(name, version), encoding="utf-8")
    return str(path)
