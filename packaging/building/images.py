"""The AppImage of Linux and the disk image of macOS, where the tools for them are."""

from __future__ import annotations

import shutil
from pathlib import Path

from building import linux
from building.bundle import BUNDLE, FOLDER, ICONS, copy_tree
from building.identity import NAME, TITLE, build_moment, file_stem, machine, system
from steps import ROOT, TaskFailedError, run

_TREE = ROOT / "build" / "appimage" / f"{NAME}.AppDir"


def stage_appimage(python: Path) -> Path:
    """The folder that an AppImage is made of."""
    shutil.rmtree(_TREE, ignore_errors=True)
    copy_tree(BUNDLE, _TREE / "opt" / NAME)
    linux.write_share(_TREE / "usr" / "share", python, packed=False)
    shutil.copyfile(
        _TREE / "usr" / "share" / "applications" / f"{NAME}.desktop", _TREE / f"{NAME}.desktop"
    )
    shutil.copyfile(ICONS / f"{NAME}-256.png", _TREE / f"{NAME}.png")
    shutil.copyfile(linux.SOURCE / "appimage" / "AppRun", _TREE / "AppRun")
    (_TREE / "AppRun").chmod(0o755)
    return _TREE


def make_appimage(dist: Path, python: Path) -> Path:
    """One file for every Linux.

    Raises:
        TaskFailedError: there is no appimagetool.
    """
    tool = shutil.which("appimagetool")
    if tool is None:
        raise TaskFailedError("an AppImage needs appimagetool, which no package archive has")
    target = dist / f"{file_stem()}.AppImage"
    architecture = {"arm64": "aarch64"}.get(machine(), machine())
    words = {
        "ARCH": architecture,
        "SOURCE_DATE_EPOCH": str(int(build_moment().timestamp())),
    }
    run(tool, "--no-appstream", stage_appimage(python), target, environment=words)
    return target


def make_dmg(dist: Path) -> Path:
    """The disk image of the app.

    Raises:
        TaskFailedError: this is no macOS.
    """
    if system() != "macos":
        raise TaskFailedError("a disk image needs macOS")
    target = dist / f"{file_stem()}.dmg"
    run(ROOT / "packaging" / "macos" / "make_dmg.sh", FOLDER / f"{TITLE}.app", target)
    return target
