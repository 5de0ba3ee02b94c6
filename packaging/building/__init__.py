"""Everything that `dev.py build` makes, in the order that it is made in.

A wheel; or a bundle, which is frozen in an environment of its own, run, measured, and packed in the
formats of this system. What is in `dist/` is listed with its sums in SHA256SUMS.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from building import (
    archive,
    bundle,
    damage,
    deb,
    driven,
    environment,
    images,
    smoke,
    start_time,
    windows,
)
from building.identity import NAME, build_moment
from steps import ROOT, TaskFailedError, run, say

DIST = ROOT / "dist"
# What each system makes unasked; an AppImage and the rest need tools that not every machine has.
UNASKED = {
    "linux": ("wheel", "dir", "tar", "deb"),
    "win32": ("wheel", "dir", "zip"),
    "darwin": ("wheel", "dir", "dmg"),
}
FORMATS = ("wheel", "dir", "deb", "tar", "appimage", "zip", "nsis", "msi", "dmg")

Packer = Callable[[Path, Path], Path]
_PACKERS: dict[str, Packer] = {
    "tar": archive.make_tar,
    "deb": deb.make,
    "appimage": images.make_appimage,
    "zip": lambda dist, _python: archive.make_zip(dist),
    "nsis": lambda dist, _python: windows.make_nsis(dist),
    "msi": lambda dist, _python: windows.make_msi(dist),
    "dmg": lambda dist, _python: images.make_dmg(dist),
}


def build(
    words: Sequence[str],
    make_wheel: Callable[[Path], object],
    install: Callable[[str, str], object] = lambda _packages, _reason: None,
) -> None:
    """Make what the words ask for; `make_wheel` is the part that needs no bundle.

    `install` gets packages of the system and the reason, where a trial needs more than is there.

    Raises:
        TaskFailedError: something could not be made, or did not run.
    """
    asked = _read(words)
    wanted = tuple(asked.format or UNASKED.get(sys.platform, UNASKED["linux"]))
    DIST.mkdir(exist_ok=True)
    if "wheel" in wanted:
        make_wheel(DIST)
    packed = [name for name in FORMATS if name in wanted and name in _PACKERS]
    if packed or "dir" in wanted:
        python = environment.ensure(asked.python)
        if not (asked.again and bundle.BUNDLE.is_dir()):
            bundle.make(python)
        _try(python, is_quick=asked.again)
        if asked.try_it and sys.platform.startswith("linux"):
            _try_long(python, install)
        for name in packed:
            made = _PACKERS[name](DIST, python)
            say(f"{made.name}: {made.stat().st_size / 1e6:.1f} MB")
        if asked.try_it and "deb" in packed:
            _try_deb(python)
    write_sums(DIST)


def _read(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py build", description=__doc__)
    parser.add_argument(
        "--format", action="append", choices=FORMATS, help="what to make; may stand several times"
    )
    parser.add_argument("--python", metavar="PROGRAM", help="the Python that goes into the bundle")
    parser.add_argument(
        "--again", action="store_true", help="pack the bundle that is there, as it is"
    )
    parser.add_argument(
        "--try",
        dest="try_it",
        action="store_true",
        help="drive the window on a screen, break files by lot, and where a .deb is made install "
        "it in clean Debian roots (root, Debian)",
    )
    return parser.parse_args(words)


def _try(python: Path, *, is_quick: bool) -> None:
    """Run the bundle, and say how large and how quick it is."""
    bundle.report_size(bundle.BUNDLE)
    smoke.try_bundle(bundle.BUNDLE)
    if is_quick:
        return
    smoke.on_servers(bundle.BUNDLE, python)
    if sys.platform.startswith("linux"):
        times = start_time.measure(bundle.BUNDLE, python)
        say(
            f"First paint after {times.frozen:.2f} s, from source {times.source:.2f} s: "
            f"{times.ratio:.2f} times (at most {start_time.MOST}), "
            f"{times.work_ratio:.2f} times the processor's time"
        )


def _try_long(python: Path, install: Callable[[str, str], object]) -> None:
    """What takes minutes: the window driven by keys, and files lost by lot."""
    if missing := driven.lacking():
        install(driven.PACKAGES, f"Driving the window needs {', '.join(missing)}.")
    driven.try_window(bundle.BUNDLE, python)
    damage.try_damage(bundle.BUNDLE)


def _try_deb(python: Path) -> None:
    """Install, upgrade, run and purge the package in clean roots."""
    older = deb.make(ROOT / "build", python, "0.0.1")
    newest = max(DIST.glob(f"{NAME}_*.deb"), key=lambda path: path.stat().st_mtime)
    for release in ("bookworm", "trixie"):
        run(ROOT / "packaging" / "linux" / "try_deb.sh", release, older, newest)


def write_sums(dist: Path) -> Path:
    """The sums of everything that is in the folder, in the form of sha256sum."""
    names = sorted(path for path in dist.iterdir() if path.is_file() and path.name != "SHA256SUMS")
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in names]
    target = dist / "SHA256SUMS"
    target.write_text("".join(lines), encoding="utf-8")
    say(f"SHA256SUMS: {len(lines)} files, of {build_moment():%Y-%m-%d}")
    return target


__all__ = ["FORMATS", "UNASKED", "TaskFailedError", "build", "write_sums"]
