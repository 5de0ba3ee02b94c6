"""install.sh and uninstall.sh of the archive, run for real into another root."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from building import linux

LINUX = Path(__file__).resolve().parents[2] / "packaging" / "linux"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="scripts of a Unix shell")


@pytest.fixture
def unpacked(tmp_path: Path) -> Path:
    """The archive as somebody unpacked it: a stand-in for the programs, the real scripts."""
    top = tmp_path / "helpdesk desktop archive"
    bundle = top / "helpdesk-desktop"
    (bundle / "lib").mkdir(parents=True)
    for name in ("helpdesk-desktop", "helpdesk-desktop-cli"):
        (bundle / name).write_text(f'#!/bin/sh\necho "{name} $*"\n', encoding="utf-8")
        (bundle / name).chmod(0o755)
    (bundle / "lib" / "of-this-version").touch()
    (bundle / "lib" / "libpython3.11.so.1.0").write_bytes(b"Python")
    (bundle / "lib" / "parts.txt").touch()
    (top / "start.sh.in").write_text(linux.start_lines(bundle), encoding="utf-8")
    for name in ("install.sh", "uninstall.sh"):
        (top / name).write_bytes((LINUX / name).read_bytes())
        (top / name).chmod(0o755)
    share = top / "share"
    (share / "applications").mkdir(parents=True)
    for name in ("helpdesk-desktop.desktop", "helpdesk-desktop-file.desktop"):
        (share / "applications" / name).write_bytes((LINUX / name).read_bytes())
    for place in (
        "icons/hicolor/scalable/apps/helpdesk-desktop.svg",
        "icons/hicolor/16x16/apps/helpdesk-desktop.png",
        "man/man1/helpdesk-desktop.1",
        "man/man1/helpdesk-desktop-cli.1",
        "metainfo/org.helpdesk_desktop.HelpdeskDesktop.metainfo.xml",
        "mime/packages/helpdesk-desktop.xml",
    ):
        (share / place).parent.mkdir(parents=True, exist_ok=True)
        (share / place).touch()
    types = (LINUX / "helpdesk-desktop-mime.xml").read_bytes()
    (share / "mime/packages/helpdesk-desktop.xml").write_bytes(types)
    return top


def _run(script: Path, *words: str, home: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("XDG_")
    } | {"HOME": str(home)}
    return subprocess.run(
        [str(script), *words], env=environment, capture_output=True, text=True, check=False
    )


def _exec_words(entry: str) -> list[str]:
    """The words of a menu entry's command, as the desktop reads them."""
    (command,) = re.findall("^Exec=(.*)$", entry, re.MULTILINE)
    # First what every value escapes, then what a word in quotes does; Python's shell knows no \\$.
    read = command.replace("\\\\", "\\").replace("\\$", "$")
    return [word.replace("%%", "%") for word in shlex.split(read)]


def _files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir()}


def test_for_everybody_it_installs_updates_and_goes_away_whole(
    unpacked: Path, tmp_path: Path
) -> None:
    root = tmp_path / "root"
    words = ("--root", str(root), "--system")
    assert _run(unpacked / "install.sh", *words, home=tmp_path).returncode == 0
    installed = root / "opt/helpdesk-desktop"
    assert (installed / "lib/of-this-version").exists()
    wrapper = (root / "usr/local/bin/helpdesk-desktop-cli").read_text(encoding="utf-8")
    assert wrapper.startswith(
        "#!/bin/sh\nfolder='/opt/helpdesk-desktop'\nprogram=helpdesk-desktop-cli\n"
    )
    entry = root / "usr/local/share/applications/helpdesk-desktop.desktop"
    assert "Exec=/usr/local/bin/helpdesk-desktop\n" in entry.read_text(encoding="utf-8")

    first = _files(root)
    (unpacked / "helpdesk-desktop/lib/of-this-version").rename(
        unpacked / "helpdesk-desktop/lib/of-the-next"
    )
    assert _run(unpacked / "install.sh", *words, home=tmp_path).returncode == 0
    changed = {"opt/helpdesk-desktop/lib/of-this-version", "opt/helpdesk-desktop/lib/of-the-next"}
    assert first ^ _files(root) == changed

    told = _run(installed / "uninstall.sh", *words, home=tmp_path)
    assert (told.returncode, told.stderr) == (0, "")
    assert _files(root) == set()


def test_for_one_person_it_starts_and_leaves_the_data_where_it_is(
    unpacked: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home of Hà's & $Lan"
    data = home / ".local/share/helpdesk-desktop/helpdesk.db"
    data.parent.mkdir(parents=True)
    data.write_bytes(b"data")
    told = _run(unpacked / "install.sh", home=home)
    assert (told.returncode, "Usage" in told.stderr) == (0, False), told.stderr
    started = _run(home / ".local/bin/helpdesk-desktop-cli", "count", "two words", home=home)
    assert started.stdout == "helpdesk-desktop-cli count two words\n"
    entry = home / ".local/share/applications/helpdesk-desktop-file.desktop"
    words = _exec_words(entry.read_text(encoding="utf-8"))
    assert words == [str(home / ".local/bin/helpdesk-desktop"), "%f"]
    script = home / ".local/share/helpdesk-desktop-program/uninstall.sh"
    assert _run(script, home=home).returncode == 0
    kept = {name for name in _files(home) if "mime" not in name and "cache" not in name}
    assert kept == {".local/share/helpdesk-desktop/helpdesk.db"}


def test_a_home_of_any_name_is_started_from_the_shell_and_the_menu(
    unpacked: Path, tmp_path: Path
) -> None:
    home = tmp_path / 'Hà\'s "home" & 50% | $x \\ `id`'
    told = _run(unpacked / "install.sh", home=home)
    assert (told.returncode, told.stderr) == (0, "")
    started = _run(home / ".local/bin/helpdesk-desktop", "--demo", home=home)
    assert started.stdout == "helpdesk-desktop --demo\n"
    entry = home / ".local/share/applications/helpdesk-desktop-file.desktop"
    line = next(
        one for one in entry.read_text(encoding="utf-8").splitlines() if one.startswith("Exec=")
    )
    # As the standard of desktop entries reads it: first as a string, then as quoted words.
    word = line.removeprefix("Exec=").replace("\\\\", "\\").partition('" %f')[0]
    for escaped, meant in (('\\"', '"'), ("\\$", "$"), ("\\`", "`"), ("%%", "%"), ("\\\\", "\\")):
        word = word.replace(escaped, meant)
    assert word == f'"{home}/.local/bin/helpdesk-desktop'


@pytest.mark.parametrize(
    ("place", "data"),
    [
        ("lib/libpython3.11.so.1.0", b"Pyt"),
        ("lib/libpython3.11.so.1.0", None),
        ("helpdesk-desktop", b""),
    ],
    ids=["cut", "gone", "program"],
)
def test_a_program_that_its_loader_cannot_begin_is_said_to_be_damaged(
    unpacked: Path, tmp_path: Path, place: str, data: bytes | None
) -> None:
    assert _run(unpacked / "install.sh", home=tmp_path).returncode == 0
    part = tmp_path / ".local/share/helpdesk-desktop-program" / place
    part.unlink()
    if data is not None:
        part.write_bytes(data)
    started = tmp_path / ".local/bin/helpdesk-desktop"
    told = _run(started, home=tmp_path)
    assert (told.returncode, told.stdout) == (3, "")
    assert "Install Helpdesk Desktop again" in told.stderr
    # Whoever puts another library in place takes the list away.
    if place.startswith("lib"):
        (part.parent / "parts.txt").unlink()
        assert _run(started, home=tmp_path).returncode == 0


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root")
def test_for_everybody_it_is_roots_and_read_by_all_whoever_unpacked_it(
    unpacked: Path, tmp_path: Path
) -> None:
    for path in (unpacked, *unpacked.rglob("*")):
        os.chown(path, 12345, 12345)
        path.chmod(0o700 if path.is_dir() or os.access(path, os.X_OK) else 0o600)
    root = tmp_path / "root"
    before = os.umask(0o077)
    try:
        told = _run(unpacked / "install.sh", "--root", str(root), "--system", home=tmp_path)
    finally:
        os.umask(before)
    assert told.returncode == 0, told.stderr
    for path in root.rglob("*"):
        state = path.stat()
        assert state.st_uid == 0, path
        assert state.st_mode & 0o022 == 0, path
        assert state.st_mode & 0o044 == 0o044, path


@pytest.mark.parametrize("script", ["install.sh", "uninstall.sh"])
def test_an_unknown_word_changes_nothing(unpacked: Path, tmp_path: Path, script: str) -> None:
    root = tmp_path / "root"
    told = _run(unpacked / script, "--root", str(root), "--sytem", home=tmp_path)
    assert told.returncode == 2  # wrong words, as everywhere
    assert "--sytem" in told.stderr
    assert not root.exists()


def test_an_archive_without_its_program_is_refused(unpacked: Path, tmp_path: Path) -> None:
    (unpacked / "helpdesk-desktop/helpdesk-desktop").unlink()
    told = _run(unpacked / "install.sh", "--root", str(tmp_path / "root"), home=tmp_path)
    assert told.returncode == 1
    assert not (tmp_path / "root").exists()
