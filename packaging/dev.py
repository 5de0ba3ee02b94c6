#!/usr/bin/env python3
"""The one entry for every task of a developer: demo, test, check, translations, bench, build.

Standard library only: it runs on a machine that has nothing but Python and makes the rest. Each
task sets up what it needs (a suitable Python, `.venv`, the packages, Qt's system libraries, and
for `check` the database servers) and does nothing twice.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

from steps import ROOT, TaskFailedError, run, say

VENV = ROOT / ".venv"
STAMP = VENV / "helpdesk-setup.txt"
OLDEST = (3, 11)
NEWEST = (3, 14)
# Newest well-tried first; the running Python is taken before any of them if it fits.
CANDIDATES = ("python3.13", "python3.12", "python3.14", "python3.11", "python3", "python")
SERVERS = {"postgres": "PostgreSQL", "mariadb": "MariaDB"}

# What PySide6 needs and no pip package brings; names as Debian 12 and 13 and Ubuntu accept them.
QT_PACKAGES = {
    "apt-get": (
        "libgl1 libegl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libxkbcommon0 fonts-dejavu-core "
        "libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0"
    ),
    "dnf": (
        "mesa-libGL mesa-libEGL glib2 dbus-libs fontconfig libxkbcommon libxkbcommon-x11 "
        "xcb-util-cursor xcb-util-wm xcb-util-keysyms dejavu-sans-fonts"
    ),
    "zypper": (
        "libglvnd libglib-2_0-0 libdbus-1-3 fontconfig libxkbcommon0 libxkbcommon-x11-0 "
        "libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 dejavu-fonts"
    ),
    "pacman": "libglvnd glib2 dbus fontconfig libxkbcommon libxkbcommon-x11 xcb-util-cursor "
    "xcb-util-wm xcb-util-keysyms ttf-dejavu",
}
INSTALL_VERB = {
    "apt-get": "apt-get install -y",
    "dnf": "dnf install -y",
    "zypper": "zypper install -y",
    "pacman": "pacman -S --needed",
}
SERVER_PACKAGES = {"postgres": "postgresql postgresql-contrib", "mariadb": "mariadb-server"}


# --- The environment ----------------------------------------------------------------------------


def venv_program(name: str) -> Path:
    """Where the environment keeps a program."""
    folder = VENV / ("Scripts" if os.name == "nt" else "bin")
    return folder / (f"{name}.exe" if os.name == "nt" else name)


def _version_of(program: str) -> tuple[int, int] | None:
    asked = subprocess.run(
        [program, "-c", "import sys; print(*sys.version_info[:2])"],
        capture_output=True,
        text=True,
        check=False,
    )
    if asked.returncode != 0:
        return None
    major, minor = asked.stdout.split()
    return int(major), int(minor)


def suitable_python() -> str:
    """The Python to build the environment with: this one if it fits, else the best on PATH.

    Raises:
        TaskFailedError: there is none.
    """
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return sys.executable
    for name in CANDIDATES:
        found = shutil.which(name)
        version = _version_of(found) if found else None
        if found and version and OLDEST <= version <= NEWEST:
            return found
    raise TaskFailedError(
        f"Python {OLDEST[0]}.{OLDEST[1]} to {NEWEST[0]}.{NEWEST[1]} is needed; "
        f"this is {platform.python_version()} and no other was found on PATH."
    )


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _package_tool() -> str | None:
    return next((tool for tool in INSTALL_VERB if shutil.which(tool)), None)


def install_system_packages(packages: str, reason: str) -> None:
    """Install system packages where that may be done unasked: as root on Debian and Ubuntu.

    Raises:
        TaskFailedError: elsewhere; the text has the line to run.
    """
    tool = _package_tool()
    line = f"{INSTALL_VERB[tool]} {packages}" if tool else f"install: {packages}"
    if tool != "apt-get" or not _is_root():
        sudo = "" if _is_root() or not tool else "sudo "
        raise TaskFailedError(f"{reason} Run this, then try again:\n\n    {sudo}{line}\n")
    say(f"{reason} Installing: {packages}")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    run("apt-get", "update", "-q", environment=quiet)
    run("apt-get", "install", "-y", "-q", *packages.split(), environment=quiet)


def _make_venv(python: str) -> None:
    say(f"Making .venv with {python}")
    shutil.rmtree(VENV, ignore_errors=True)
    made = subprocess.run([python, "-m", "venv", str(VENV)], cwd=ROOT, check=False)
    if made.returncode == 0:
        return
    # Debian ships venv without ensurepip until this package is there.
    version = _version_of(python) or OLDEST
    install_system_packages(f"python{version[0]}.{version[1]}-venv", "Python's venv is incomplete.")
    shutil.rmtree(VENV, ignore_errors=True)
    run(python, "-m", "venv", VENV)


def ensure_environment(*extras: str) -> None:
    """Have `.venv` with the program and the named extras, made anew when pyproject changed."""
    fingerprint = hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()
    wanted = set(extras)
    had: set[str] = set()
    if STAMP.exists() and venv_program("python").exists():
        # The place is part of the stamp: a moved checkout has programs with dead first lines.
        place, known, *installed = STAMP.read_text(encoding="utf-8").splitlines()
        if place == str(VENV) and known == fingerprint:
            had = set(installed)
            if wanted <= had:
                compile_translations()
                return
    if not venv_program("python").exists() or not STAMP.exists():
        _make_venv(suitable_python())
    wanted |= had
    names = ",".join(sorted(wanted))
    target = f".[{names}]" if names else "."
    python = venv_program("python")
    # The hook would fetch PySide6 a second time, only to make the translations: see below.
    quick = {"HATCH_BUILD_NO_HOOKS": "true"}
    words = ("-m", "pip", "install", "-q", "--disable-pip-version-check", "-e", target)
    run(python, *words, environment=quick)
    compile_translations()
    STAMP.write_text("\n".join([str(VENV), fingerprint, *sorted(wanted)]), encoding="utf-8")


def compile_translations() -> None:
    """Make the .qm files that are missing or older than their .ts."""
    sources = (ROOT / "resources" / "translations").glob("*.ts")
    pairs = [(source, source.with_suffix(".qm")) for source in sources]
    if any(
        not made.exists() or made.stat().st_mtime < source.stat().st_mtime for source, made in pairs
    ):
        ensure_qt_libraries()  # Qt's tools need them too
        run(venv_program("python"), ROOT / "packaging" / "translations.py", "compile")


# A window on X11 needs what Qt's plug-in links to, and Qt itself aborts without naming it.
_LOADS_QT = """
import ctypes, os, sys
import PySide6.QtWidgets, PySide6.QtSvg
if sys.platform.startswith("linux") and os.environ.get("DISPLAY"):
    folder = os.path.dirname(PySide6.__file__)
    ctypes.CDLL(os.path.join(folder, "Qt", "plugins", "platforms", "libqxcb.so"))
"""


def ensure_qt_libraries() -> None:
    """See that Qt loads; install or name the system libraries that it misses."""

    def missing() -> str:
        asked = subprocess.run(
            [str(venv_program("python")), "-c", _LOADS_QT],
            capture_output=True,
            text=True,
            check=False,
        )
        return "" if asked.returncode == 0 else (asked.stderr.strip().splitlines() or ["?"])[-1]

    fault = missing()
    if not fault:
        return
    packages = QT_PACKAGES.get(_package_tool() or "", QT_PACKAGES["apt-get"])
    install_system_packages(packages, f"Qt misses system libraries ({fault}).")
    fault = missing()
    if fault:
        raise TaskFailedError(f"Qt still does not load: {fault}")


# --- Database servers ---------------------------------------------------------------------------


def found_servers() -> list[str]:
    """Which database servers' programs this machine has, as names for `--engines`."""
    postgres_folders = [str(path) for path in Path("/usr/lib/postgresql").glob("*/bin")]
    paths = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", *postgres_folders])
    wanted = {
        "postgres": ("initdb", "postgres"),
        "mariadb": ("mariadbd", "mariadb-install-db"),
    }
    return [
        engine
        for engine, programs in wanted.items()
        if all(shutil.which(program, path=paths) for program in programs)
    ]


def ensure_servers() -> None:
    """Have both servers' programs.

    Raises:
        TaskFailedError: one is missing and cannot be installed unasked.
    """
    for engine, label in SERVERS.items():
        if engine not in found_servers():
            install_system_packages(SERVER_PACKAGES[engine], f"{label} is missing.")
    missing = [SERVERS[engine] for engine in SERVERS if engine not in found_servers()]
    if missing:
        raise TaskFailedError(f"check needs these servers: {', '.join(missing)}")


# --- Tests --------------------------------------------------------------------------------------


def _pytest(report: str, *words: str) -> Counter[str]:
    folder = ROOT / "build" / "reports"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{report}.xml"
    run(
        venv_program("python"),
        "-m",
        "pytest",
        "-q",
        "-n",
        "2",
        "--dist",
        "loadgroup",
        f"--junitxml={path}",
        *words,
        environment={"QT_QPA_PLATFORM": "offscreen"},
    )
    counted: Counter[str] = Counter()
    for case in ET.parse(path).iter("testcase"):  # noqa: S314  # our own file, written just now
        if case.find("skipped") is not None:
            continue
        # A test that ran on an engine says so among its parameters: test_x[postgres-2].
        parts = re.split(r"[\[\]-]", case.get("name") or "")
        counted[next((engine for engine in SERVERS if engine in parts), "sqlite")] += 1
    return counted


def _say_counts(counted: Counter[str]) -> None:
    say("")
    for engine, label in {"sqlite": "SQLite and all that needs no server", **SERVERS}.items():
        say(f"{counted[engine]:>6} tests passed: {label}")


def task_test(words: list[str]) -> None:
    """Everything on SQLite, and a smoke test of each database server found."""
    ensure_environment("test")
    ensure_qt_libraries()
    counted = _pytest("sqlite", "--engines=sqlite", *words)
    servers = found_servers()
    if servers and not words:
        # Only where the mark stands: to read all other tests takes longer than these few.
        files = [
            str(path)
            for path in sorted((ROOT / "tests").rglob("test_*.py"))
            if "mark.smoke" in path.read_text(encoding="utf-8")
        ]
        counted += _pytest("smoke", f"--engines={','.join(servers)}", "-m", "smoke", *files)
    _say_counts(counted)
    for engine, label in SERVERS.items():
        if engine not in servers:
            say(f"Skipped {label}: its programs are not on this machine.")


def task_check(words: list[str]) -> None:
    """Format, lint, types, contracts, and every test on all three engines."""
    after_test = "--after-test" in words
    ensure_environment("test", "lint")
    ensure_qt_libraries()
    ensure_servers()
    run(venv_program("ruff"), "format", "--check", ".")
    run(venv_program("ruff"), "check", ".")
    run(venv_program("mypy"))
    run(venv_program("lint-imports"))
    # Right after `test` on the same tree, its SQLite part need not run again.
    counted = Counter[str]()
    if not after_test:
        counted += _pytest("sqlite", "--engines=sqlite")
    counted += _pytest("servers", "--engines=postgres,mariadb", "-m", "postgres or mariadb")
    _say_counts(counted)


def task_demo(words: list[str]) -> None:
    """The program on its own demo data: a window with a screen, a report without one."""
    ensure_environment()
    ensure_qt_libraries()
    run(venv_program("python"), "-m", "helpdesk_desktop", "--demo", *words)


def task_translations(_words: list[str]) -> None:
    """The texts of the source into resources/translations, and how many stay English."""
    ensure_environment()
    ensure_qt_libraries()
    run(venv_program("python"), ROOT / "packaging" / "translations.py", "gather")


def task_bench(words: list[str]) -> None:
    """The measured figures of the speed targets."""
    ensure_environment("test")
    ensure_qt_libraries()
    run(
        venv_program("python"),
        ROOT / "tests" / "benchmarks" / "run.py",
        *words,
        environment={"PYTHONPATH": str(ROOT)},
    )


def task_build(words: list[str]) -> None:
    """Packages in dist/, each tried: a wheel and what is installed on this system."""
    from building import build  # noqa: PLC0415  # what no other task needs

    build(words, _make_wheel, install_system_packages)


def _make_wheel(target: Path) -> None:
    """A wheel, installed into an environment of its own and started there."""
    ensure_environment()
    python = venv_program("python")
    run(python, "-m", "pip", "wheel", "-q", "--no-deps", "--wheel-dir", target, ".")
    wheel = max(target.glob("helpdesk_desktop-*.whl"), key=lambda path: path.stat().st_mtime)
    trial = ROOT / "build" / "wheel-trial"
    shutil.rmtree(trial, ignore_errors=True)
    run(python, "-m", "venv", trial)
    inside = trial / ("Scripts" if os.name == "nt" else "bin")
    run(inside / "python", "-m", "pip", "install", "-q", wheel)
    run(inside / "helpdesk-desktop-cli", "--version")
    run(
        inside / "helpdesk-desktop",
        "--demo",
        "--output",
        ROOT / "build" / "wheel-demo",
        environment={"QT_QPA_PLATFORM": "offscreen"},
    )
    # As a tester's project has it: pip brings all of it, and nothing of this checkout is seen.
    run(inside / "python", "-m", "pip", "install", "-q", f"{wheel}[qa]")
    run(inside / "python", ROOT / "packaging" / "qa_trial.py")
    say(f"Built and tried: {wheel.relative_to(ROOT)}")


TASKS = {
    "demo": task_demo,
    "test": task_test,
    "check": task_check,
    "translations": task_translations,
    "bench": task_bench,
    "build": task_build,
}


def main() -> int:
    """Run one task; its exit code is 0 or 1."""
    parser = argparse.ArgumentParser(
        description=__doc__.splitlines()[0],
        epilog="\n".join(f"{name:14}{task.__doc__}" for name, task in TASKS.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("task", choices=TASKS)
    known, words = parser.parse_known_args()
    started = time.monotonic()
    try:
        TASKS[known.task](words)
    except TaskFailedError as failure:
        say(f"\n{known.task} failed: {failure}")
        return 1
    say(f"\n{known.task} done in {time.monotonic() - started:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
