"""The installers of Windows: an .exe for people (NSIS), an .msi for administrators (WiX or wixl).

Both are made from a bundle that was frozen on Windows; their makers run on Linux too, so that what
they make of a stand-in can be tested here.
"""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import quoteattr

from building.bundle import BUNDLE, ICONS
from building.identity import NAME, TAKES_LINKS, UPGRADE_CODE, file_stem, version
from steps import ROOT, TaskFailedError, run

SOURCE = ROOT / "packaging" / "windows"
_WORK = ROOT / "build" / "windows"
# Components keep their identity from version to version: it is made of their place.
_SPACE = uuid.UUID(UPGRADE_CODE)
_LINKS = """\
            <RegistryValue Root="HKLM" Key="Software\\Classes\\helpdesk" Type="string"
                           Value="URL:Helpdesk Desktop"/>
            <RegistryValue Root="HKLM" Key="Software\\Classes\\helpdesk" Name="URL Protocol"
                           Type="string" Value=""/>
            <RegistryValue Root="HKLM" Key="Software\\Classes\\helpdesk\\DefaultIcon"
                           Type="string" Value="[INSTALLFOLDER]helpdesk-desktop.exe,0"/>
            <RegistryValue Root="HKLM" Key="Software\\Classes\\helpdesk\\shell\\open\\command"
                           Type="string"
                           Value="&quot;[INSTALLFOLDER]helpdesk-desktop.exe&quot; &quot;%1&quot;"/>\
"""


def numbers(of: str) -> str:
    """A version as Windows compares them; the fourth number is never looked at."""
    parts = [digits for part in of.split(".") if (digits := _leading_digits(part))]
    return ".".join([*[*parts, "0", "0", "0"][:3], "0"])


def _leading_digits(part: str) -> str:
    kept = ""
    for sign in part:
        if not sign.isdigit():
            break
        kept += sign
    return kept


def make_nsis(dist: Path, bundle: Path = BUNDLE) -> Path:
    """The installer for people.

    Raises:
        TaskFailedError: there is no NSIS, or the bundle is not one of Windows.
    """
    maker = shutil.which("makensis")
    if maker is None:
        raise TaskFailedError("the installer needs NSIS (makensis)")
    _expect_windows(bundle)
    target = dist / f"{file_stem()}-setup.exe"
    words = {
        "VERSION": version(),
        "NUMBERS": numbers(version()),
        "SOURCE": str(bundle),
        "ICON": str(ICONS / f"{NAME}.ico"),
        "OUTPUT": str(target),
        **({"TAKES_LINKS": "1"} if TAKES_LINKS else {}),
    }
    defines = [f"-D{name}={value}" for name, value in words.items()]
    run(maker, "-V2", *defines, SOURCE / f"{NAME}.nsi")
    return target


def make_msi(dist: Path, bundle: Path = BUNDLE) -> Path:
    """The installer for administrators.

    Raises:
        TaskFailedError: there is neither wixl nor WiX 3, or the bundle is not one of Windows.
    """
    _expect_windows(bundle)
    _WORK.mkdir(parents=True, exist_ok=True)
    source = _WORK / f"{NAME}.wxs"
    source.write_text(msi_source(bundle), encoding="utf-8")
    target = dist / f"{file_stem()}.msi"
    if wixl := shutil.which("wixl"):
        run(wixl, "-a", "x64", "-o", target, source)
    elif (candle := shutil.which("candle")) and (light := shutil.which("light")):
        compiled = _WORK / f"{NAME}.wixobj"
        run(candle, "-nologo", "-arch", "x64", "-o", compiled, source)
        # Rules of the kind "per-user folders" do not fit an installer for everybody.
        run(light, "-nologo", "-sice:ICE57", "-sice:ICE61", "-o", target, compiled)
    else:
        raise TaskFailedError("the .msi needs wixl, or WiX 3 (candle, light)")
    return target


def msi_source(bundle: Path) -> str:
    """The source of the .msi with a component for each file."""
    names: list[str] = []
    tree = "\n".join(_components(bundle, bundle, names, "          "))
    text = (SOURCE / f"{NAME}.wxs.in").read_text(encoding="utf-8")
    for mark, value in {
        "@NUMBERS@": numbers(version()),
        "@VERSION@": version(),
        "@UPGRADE_CODE@": UPGRADE_CODE,
        "@ICON@": _source(ICONS / f"{NAME}.ico"),
        "@TREE@": tree,
        "@REFERENCES@": "\n".join(f'      <ComponentRef Id="{name}"/>' for name in names),
        "@LINKS@": _LINKS if TAKES_LINKS else "",
        "@REGISTRY_GUID@": _guid("registry"),
        "@SHORTCUT_GUID@": _guid("shortcut"),
    }.items():
        text = text.replace(mark, value)
    return text


def _components(folder: Path, top: Path, names: list[str], indent: str) -> Iterator[str]:
    for path in sorted(folder.iterdir()):
        place = path.relative_to(top).as_posix()
        identity = uuid.uuid5(_SPACE, place).hex
        if path.is_dir():
            yield f'{indent}<Directory Id="D{identity}" Name={quoteattr(path.name)}>'
            yield from _components(path, top, names, indent + "  ")
            yield f"{indent}</Directory>"
            continue
        names.append(f"C{identity}")
        yield f'{indent}<Component Id="C{identity}" Guid="{_guid(place)}" Win64="yes">'
        yield (
            f'{indent}  <File Id="F{identity}" Name={quoteattr(path.name)} '
            f'Source={quoteattr(_source(path))} KeyPath="yes"/>'
        )
        yield f"{indent}</Component>"


def _source(path: Path) -> str:
    # From the folder of the source: wixl finds nothing by a path from the root.
    return os.path.relpath(path, _WORK)


def _guid(place: str) -> str:
    return str(uuid.uuid5(_SPACE, place)).upper()


def _expect_windows(bundle: Path) -> None:
    if not (bundle / f"{NAME}.exe").is_file():
        raise TaskFailedError("an installer of Windows needs a bundle frozen on Windows")
