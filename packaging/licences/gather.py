#!/usr/bin/env python3
"""The licence texts of everything in a bundle, and a list of what is under which.

`gather.py BUNDLE WORK` runs in the environment that the bundle was built in and reads what the
spec wrote down in WORK: where each file came from. Whatever is shipped and has no licence text
ends the build.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

HERE = Path(__file__).resolve().parent
# Shipped without being imported from a package of its own.
_ALWAYS = {"pyinstaller"}
# What these wheels are under; their own files name it and do not have it.
_TEXTS = {
    "pyside6_essentials": ("LGPL-3.0.txt", "GPL-3.0.txt"),
    "shiboken6": ("LGPL-3.0.txt", "GPL-3.0.txt"),
    "psycopg": ("LGPL-3.0.txt", "GPL-3.0.txt"),
    "psycopg_binary": ("LGPL-3.0.txt", "GPL-3.0.txt"),
}
_TEXT_NAME = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)
_HEAD = """\
Helpdesk Desktop is under the MIT licence (LICENSE.txt). It comes with the software below, each
under its own licence; the texts are in the folder of its name beside this file.

Qt and PySide6 are under the GNU Lesser General Public License, version 3 (LGPL-3.0.txt, which adds
to GPL-3.0.txt). They are shipped unchanged, as libraries of their own in lib/PySide6: you may put
a changed version of the same interface in their place. So is psycopg, in lib/psycopg_binary,
lib/psycopg_binary.libs and, as Python code, lib/psycopg. Then also take away lib/parts.txt, by
which the programs see at their start whether a file of theirs was lost or cut short. The source is
published by their makers under the versions below, with the means to build them.
"""


class NoLicenceError(Exception):
    """Something is shipped whose licence nobody has found."""


def normal(name: str) -> str:
    """The one spelling of a distribution's name."""
    return re.sub(r"[-_.]+", "_", name).lower()


def shipped(files: set[str], places: set[str]) -> list[metadata.Distribution]:
    """The distributions of this environment that any of these belongs to.

    Files are known by where they came from, compiled modules by where they are in the bundle.
    """
    found = []
    for one in metadata.distributions():
        # One look at the folder, not one at each of its thousands of files.
        place = os.path.realpath(str(one.locate_file("")))
        own = {os.path.normpath(f"{place}/{file}") for file in one.files or ()}
        compiled = {
            file.with_suffix(".pyc").as_posix() for file in one.files or () if file.suffix == ".py"
        }
        if own & files or compiled & places or normal(one.metadata["Name"]) in _ALWAYS:
            found.append(one)
    return sorted(found, key=lambda one: normal(one.metadata["Name"]))


def texts_of(one: metadata.Distribution) -> Iterator[Path]:
    """The licence files that a distribution brings."""
    for file in one.files or ():
        parts = file.parts
        is_info = parts and parts[0].endswith(".dist-info")
        if is_info and ("licenses" in parts[1:-1] or _TEXT_NAME.match(parts[-1])):
            path = Path(str(one.locate_file(file)))
            if path.is_file():
                yield path


def _header(one: metadata.Distribution, name: str) -> str:
    told: list[str] = one.metadata.get_all(name) or [""]
    return told[0]


def licence_of(one: metadata.Distribution) -> str:
    """What a distribution says it is under, in one line."""
    told = _header(one, "License-Expression")
    classified = [
        line.rsplit(" :: ", 1)[-1]
        for line in one.metadata.get_all("Classifier") or ()
        if line.startswith("License ::") and line.count(" :: ") > 1
    ]
    older = _header(one, "License").strip().splitlines()
    return told or ", ".join(classified) or (older[0] if older else "see its text")


def system_libraries(sources: dict[str, str]) -> dict[str, list[str]]:
    """Libraries taken from the build machine's distribution: by package, where that is known."""
    borrowed = {
        place: source
        for place, source in sources.items()
        if source.startswith(("/lib/", "/usr/lib/")) and ".so" in Path(source).name
    }
    by_package: dict[str, list[str]] = {}
    for place, source in sorted(borrowed.items()):
        by_package.setdefault(_debian_package(source), []).append(place)
    return by_package


def _debian_package(source: str) -> str:
    dpkg = shutil.which("dpkg")
    for path in (source, str(Path(source).resolve()), source.removeprefix("/usr")):
        asked = dpkg and subprocess.run(
            [dpkg, "-S", path], capture_output=True, text=True, check=False
        )
        if asked and asked.returncode == 0:
            return asked.stdout.split(":")[0].split(",")[0]
    raise NoLicenceError(f"no package is known for {Path(source).name}")


def _python_licence() -> Path:
    standard = Path(sysconfig.get_path("stdlib"))
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    places = (
        standard / "LICENSE.txt",
        Path(sys.base_prefix) / "LICENSE.txt",
        Path("/usr/share/doc") / version / "copyright",
        Path("/usr/share/doc") / f"lib{version}-minimal" / "copyright",
    )
    for place in places:
        if place.exists():
            return place
    raise NoLicenceError("the text of Python's licence was not found")


def gather(bundle: Path, sources: dict[str, str]) -> list[str]:
    """Write the texts into the bundle; answers the lines of the list.

    Raises:
        NoLicenceError: something shipped has none.
    """
    folder = bundle / "licences"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name in ("LGPL-3.0.txt", "GPL-3.0.txt"):
        shutil.copyfile(HERE / name, folder / name)
    lines = [f"Python {sys.version.split()[0]}: Python Software Foundation License"]
    (folder / "Python").mkdir()
    shutil.copyfile(_python_licence(), folder / "Python" / "LICENSE.txt")
    files = {os.path.realpath(path) for path in sources.values()}
    for one in shipped(files, set(sources)):
        name = one.metadata["Name"]
        texts = list(texts_of(one))
        if not texts and not _TEXTS.get(normal(name)):
            raise NoLicenceError(f"{name} is shipped and brings no licence text")
        own = folder / name
        own.mkdir()
        for path in texts:
            shutil.copyfile(path, own / path.name)
        by_hand = HERE / normal(name)
        if by_hand.is_dir():
            shutil.copytree(by_hand, own, dirs_exist_ok=True)
        also = f" ({', '.join(_TEXTS[normal(name)])})" if normal(name) in _TEXTS else ""
        lines.append(f"{name} {one.version}: {licence_of(one)}{also}")
    for package, places in system_libraries(sources).items():
        copyright_file = Path("/usr/share/doc") / package / "copyright"
        if not copyright_file.exists():
            raise NoLicenceError(f"{package} is shipped and has no copyright file")
        own = folder / "system-libraries" / package
        own.mkdir(parents=True)
        shutil.copyfile(copyright_file, own / "copyright.txt")
        names = ", ".join(sorted({Path(place).name for place in places}))
        lines.append(f"{package} ({names}): see system-libraries/{package}/copyright.txt")
    lines += ["Lucide icons: ISC and MIT, see lib/resources/icons/LICENSE"]
    lines += ["Sample data and names: see lib/resources/demo"]
    (folder / "THIRD-PARTY.txt").write_text(
        _HEAD + "\n" + "\n".join(lines) + "\n", encoding="utf-8"
    )
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return lines


def main() -> int:
    """Gather for one bundle; the exit code is 0 or 1."""
    bundle, work = Path(sys.argv[1]), Path(sys.argv[2])
    sources = json.loads((work / "sources.json").read_text(encoding="utf-8"))
    try:
        lines = gather(bundle, sources)
    except NoLicenceError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{len(lines)} licences gathered")
    return 0


if __name__ == "__main__":
    sys.exit(main())
