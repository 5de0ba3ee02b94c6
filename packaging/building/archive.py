"""The .tar.xz and the .zip: the bundle and a way to install it; the same tree, the same bytes."""

from __future__ import annotations

import os
import shutil
import tarfile
import zipfile
from pathlib import Path

from building import linux
from building.bundle import BUNDLE, copy_tree
from building.identity import NAME, build_moment, file_stem
from steps import ROOT

_STAGE = ROOT / "build" / "archive"


def make_tar(dist: Path, python: Path) -> Path:
    """The archive for every Linux, with install.sh and uninstall.sh."""
    stem = file_stem()
    top = _STAGE / stem
    shutil.rmtree(_STAGE, ignore_errors=True)
    copy_tree(BUNDLE, top / NAME)
    linux.write_share(top / "share", python, packed=False)
    for name in ("install.sh", "uninstall.sh", "install-qt-libs.sh"):
        shutil.copyfile(linux.SOURCE / name, top / name)
        (top / name).chmod(0o755)
    (top / "start.sh.in").write_text(linux.start_lines(BUNDLE), encoding="utf-8")
    policy = ROOT / "packaging" / "policy" / "policy.example.toml"
    shutil.copyfile(policy, top / policy.name)
    shutil.copyfile(ROOT / "LICENSE", top / "LICENSE.txt")
    target = dist / f"{stem}.tar.xz"
    moment = int(build_moment().timestamp())

    def plain(info: tarfile.TarInfo) -> tarfile.TarInfo:
        info.uid = info.gid = 0
        info.uname = info.gname = "root"
        info.mtime = moment
        info.mode = 0o755 if info.isdir() or info.mode & 0o100 else 0o644
        return info

    with tarfile.open(target, "w:xz", preset=6) as tar:
        for path in (top, *sorted(top.rglob("*"))):
            tar.add(path, str(path.relative_to(_STAGE)), recursive=False, filter=plain)
    return target


def make_zip(dist: Path) -> Path:
    """The bundle as it is, for Windows without an installer."""
    target = dist / f"{file_stem()}.zip"
    at = build_moment()
    when = (at.year, at.month, at.day, at.hour, at.minute, at.second)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(BUNDLE.rglob("*")):
            if path.is_dir():
                continue
            info = zipfile.ZipInfo(f"{NAME}/{path.relative_to(BUNDLE).as_posix()}", when)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = (0o755 if os.access(path, os.X_OK) else 0o644) << 16
            archive.writestr(info, path.read_bytes())
    return target
