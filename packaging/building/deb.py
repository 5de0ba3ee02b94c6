"""The .deb: /opt for the program, the usual places for what the desktop wants to know of it."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from pathlib import Path

from building import linux
from building.bundle import BUNDLE, copy_tree, programs_and_libraries, size_of
from building.identity import (
    COMMAND_LINE,
    NAME,
    build_moment,
    debian_version,
    machine,
    maintainer,
    version,
)
from steps import ROOT, TaskFailedError, run, say

_SOURCE = ROOT / "packaging" / "linux" / "deb"
_TREE = ROOT / "build" / "deb"
_ARCHITECTURES = {"x86_64": "amd64", "arm64": "arm64"}
_ENTRY = re.compile(r"(?ms)^## \[[^\]]+\].*?$(?P<body>.*?)(?=^## \[|\Z)")
_LIBC = re.compile(rb"\0GLIBC_(\d+)\.(\d+)")
_ITEM = re.compile(r"(?ms)^- (.*?)(?=^- |^#|^$)")


def make(dist: Path, python: Path, of_version: str | None = None) -> Path:
    """Build the package; another version than the program's is for trying an upgrade.

    Raises:
        TaskFailedError: there is no dpkg-deb, or no such architecture.
    """
    builder = shutil.which("dpkg-deb")
    architecture = _ARCHITECTURES.get(machine())
    if builder is None or architecture is None:
        raise TaskFailedError("a .deb needs dpkg-deb, and an x86_64 or arm64 machine")
    told = debian_version(of_version or version())
    shutil.rmtree(_TREE, ignore_errors=True)
    copy_tree(BUNDLE, _TREE / "opt" / NAME)
    linux.write_share(_TREE / "usr" / "share", python, packed=True)
    for name in (NAME, COMMAND_LINE):
        head = f"#!/bin/sh\nfolder=/opt/{NAME}\nprogram={name}\n"
        _write(_TREE / "usr" / "bin" / name, head + linux.start_lines(BUNDLE), mode=0o755)
    policy = ROOT / "packaging" / "policy" / "policy.example.toml"
    _write(_TREE / "etc" / NAME / "policy.toml", policy.read_text(encoding="utf-8"))
    documents = _TREE / "usr" / "share" / "doc" / NAME
    _write(documents / "copyright", (_SOURCE / "copyright").read_text(encoding="utf-8"))
    _write(documents / "changelog", changelog(told))
    linux.pack(documents / "changelog")
    overrides = (_SOURCE / "lintian-overrides").read_text(encoding="utf-8")
    _write(_TREE / "usr" / "share" / "lintian" / "overrides" / NAME, overrides)
    _write_control(told, architecture)
    _set_times(_TREE)
    target = dist / f"{NAME}_{told}_{architecture}.deb"
    moment = {"SOURCE_DATE_EPOCH": str(int(build_moment().timestamp()))}
    # xz makes the smallest; what is only tried need not be small.
    packing = ("-Zxz", "-z6") if of_version is None else ("-Zgzip", "-z1")
    run(
        builder,
        "--root-owner-group",
        *packing,
        "--build",
        _TREE,
        target,
        environment=moment,
    )
    if of_version is None:
        _lint(target)
    return target


def changelog(told: str) -> str:
    """Debian's form of the newest entry of CHANGELOG.md."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = _ENTRY.search(text)
    items = _ITEM.findall(newest["body"] if newest else "")
    lines = [_wrapped(" ".join(item.split())) for item in items] or ["  * See CHANGELOG.md."]
    at = f"{build_moment():%a, %d %b %Y %H:%M:%S} +0000"
    body = "\n".join(lines)
    return f"{NAME} ({told}) unstable; urgency=medium\n\n{body}\n\n -- {maintainer()}  {at}\n"


def _wrapped(item: str, width: int = 76) -> str:
    lines, line = [], "  *"
    for word in item.split(" "):
        if len(line) + 1 + len(word) > width and line.strip("* "):
            lines.append(line)
            line = "   "
        line += f" {word}"
    return "\n".join([*lines, line])


def oldest_libc(folder: Path) -> str:
    """The oldest C library that every program and library below the folder runs with."""
    wanted = {
        (int(found[1]), int(found[2]))
        for path in programs_and_libraries(folder)
        for found in _LIBC.finditer(path.read_bytes())
    }
    return ".".join(map(str, max(wanted, default=(2, 34))))


def control(told: str, architecture: str, size_kib: int, libc: str) -> str:
    """The package's description for dpkg."""
    text = (_SOURCE / "control.in").read_text(encoding="utf-8")
    for mark, value in {
        "@VERSION@": told,
        "@ARCHITECTURE@": architecture,
        "@SIZE@": str(size_kib),
        "@LIBC@": libc,
        "@MAINTAINER@": maintainer(),
    }.items():
        text = text.replace(mark, value)
    return text


def _write_control(told: str, architecture: str) -> None:
    size_kib = -(-size_of(_TREE) // 1024)
    folder = _TREE / "DEBIAN"
    _write(folder / "control", control(told, architecture, size_kib, oldest_libc(BUNDLE)))
    _write(folder / "conffiles", f"/etc/{NAME}/policy.toml\n")
    sums = [
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  "
        f"{path.relative_to(_TREE)}\n"
        for path in sorted(_TREE.rglob("*"))
        if path.is_file()
        and not path.is_symlink()
        and folder not in path.parents
        and path.relative_to(_TREE).parts[0] != "etc"
    ]
    _write(folder / "md5sums", "".join(sums))


def _set_times(tree: Path) -> None:
    moment = build_moment().timestamp()
    for path in (tree, *tree.rglob("*")):
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o755)
        os.utime(path, (moment, moment), follow_symlinks=False)


def _lint(target: Path) -> None:
    if shutil.which("lintian") is None:
        say("There is no lintian here: the package was not looked at by it.")
        return
    run("lintian", "--allow-root", "--fail-on", "error", "--tag-display-limit", "5", target)


def _write(path: Path, text: str, mode: int = 0o644) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
