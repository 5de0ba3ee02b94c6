"""The steps of a build, with a stand-in for the bundle that takes minutes to freeze."""

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

import building
from building import archive, bundle, deb, environment, linux, start_time, windows
from steps import ROOT, TaskFailedError, heard, shown_words

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="packages of Linux")
PYTHON = Path(sys.executable)


@pytest.fixture
def frozen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bundle of two programs, a library and a link, and icons for it."""
    top = tmp_path / "bundle"
    (top / "lib" / "PySide6").mkdir(parents=True)
    (top / "lib" / "libpython3.11.so.1.0").write_bytes(b"\x7fELF")
    (top / "lib" / "PySide6" / "libQt6Core.so.6").write_bytes(b"\x7fELF\0GLIBC_2.36\0")
    (top / "lib" / "libQt6Core.so.6").symlink_to("PySide6/libQt6Core.so.6")
    for name in ("helpdesk-desktop", "helpdesk-desktop-cli"):
        (top / name).write_text("#!/bin/sh\n", encoding="utf-8")
        (top / name).chmod(0o777)
    icons = tmp_path / "icons"
    icons.mkdir()
    for size in (16, 22, 24, 32, 48, 64, 128, 256, 512):
        (icons / f"helpdesk-desktop-{size}.png").write_bytes(b"png")
    (icons / "helpdesk-desktop.svg").write_bytes(b"svg")
    for module in (archive, deb, bundle):
        monkeypatch.setattr(module, "BUNDLE", top)
    monkeypatch.setattr(linux, "ICONS", icons)
    monkeypatch.setattr(archive, "_STAGE", tmp_path / "stage")
    monkeypatch.setattr(deb, "_TREE", tmp_path / "tree")
    monkeypatch.setattr(deb, "_lint", lambda _target: None)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    return top


@pytest.mark.usefixtures("frozen")
def test_the_archive_installs_what_it_says_and_is_the_same_each_time(tmp_path: Path) -> None:
    first = archive.make_tar(tmp_path, PYTHON).read_bytes()
    made = archive.make_tar(tmp_path, PYTHON)
    assert made.read_bytes() == first
    with tarfile.open(made) as tar:
        members = {member.name.partition("/")[2]: member for member in tar.getmembers()}
    assert {(one.uname, one.mtime) for one in members.values()} == {("root", 1_700_000_000)}
    for name in ("install.sh", "uninstall.sh", "helpdesk-desktop/helpdesk-desktop-cli"):
        assert members[name].mode == 0o755
    assert members["helpdesk-desktop/lib/PySide6/libQt6Core.so.6"].mode == 0o644
    assert members["helpdesk-desktop/lib/libQt6Core.so.6"].issym()
    page = "share/man/man1/helpdesk-desktop-cli.1"
    assert page in members
    with tarfile.open(made) as tar:
        file = tar.extractfile(f"{tar.getnames()[0]}/{page}")
        assert file is not None
        told = file.read().decode()
    assert ".SS init\n" in told
    assert "--seed" in told.replace("\\-", "-")


@pytest.mark.skipif(not shutil.which("dpkg-deb"), reason="dpkg-deb")
@pytest.mark.usefixtures("frozen")
def test_the_package_is_roots_has_its_conffile_and_is_the_same_each_time(tmp_path: Path) -> None:
    made = deb.make(tmp_path, PYTHON, "1.0rc1")
    assert made.name.startswith("helpdesk-desktop_1.0~rc1_")
    first = made.read_bytes()
    assert deb.make(tmp_path, PYTHON, "1.0rc1").read_bytes() == first
    lines = heard("dpkg-deb", "--contents", made).splitlines()
    assert {line.split()[1] for line in lines} == {"root/root"}
    modes = {line.split()[5].removeprefix("."): line.split()[0] for line in lines}
    for place in ("/usr/bin/helpdesk-desktop", "/opt/helpdesk-desktop/helpdesk-desktop-cli"):
        assert modes[place] == "-rwxr-xr-x"
    for place in (
        "/etc/helpdesk-desktop/policy.toml",
        "/usr/share/applications/helpdesk-desktop.desktop",
        "/usr/share/icons/hicolor/scalable/apps/helpdesk-desktop.svg",
        "/usr/share/man/man1/helpdesk-desktop.1.gz",
        "/usr/share/doc/helpdesk-desktop/changelog.gz",
        "/usr/share/doc/helpdesk-desktop/copyright",
        "/opt/helpdesk-desktop/lib/PySide6/libQt6Core.so.6",
    ):
        assert modes[place] == "-rw-r--r--"
    assert heard("dpkg-deb", "--info", made, "conffiles") == "/etc/helpdesk-desktop/policy.toml\n"
    assert "libc6 (>= 2.36)" in heard("dpkg-deb", "--field", made, "Depends")


def test_the_starter_names_what_the_loader_needs(frozen: Path) -> None:
    told = linux.start_lines(frozen)
    assert "lengths='4 libpython3.11.so.1.0\n10 ../helpdesk-desktop\n" in told
    assert "libQt6Core" not in told


def test_sums_are_in_the_form_that_is_checked(tmp_path: Path) -> None:
    (tmp_path / "b.deb").write_bytes(b"b")
    (tmp_path / "a.tar.xz").write_bytes(b"a")
    building.write_sums(tmp_path)
    # What is there is not a sum of itself, at the next build either.
    sums = building.write_sums(tmp_path).read_text(encoding="utf-8")
    assert sums == "".join(
        f"{hashlib.sha256(data).hexdigest()}  {name}\n"
        for name, data in (("a.tar.xz", b"a"), ("b.deb", b"b"))
    )


def test_every_system_makes_what_can_be_made() -> None:
    for formats in building.UNASKED.values():
        assert set(formats) <= set(building.FORMATS)
        assert "wheel" in formats


def test_an_unknown_format_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        building.build(["--format", "floppy"], lambda _dist: None)
    assert "floppy" in capsys.readouterr().err


def test_a_wheel_needs_no_bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "DIST", tmp_path / "dist")
    building.build(["--format", "wheel"], lambda dist: (dist / "a.whl").write_bytes(b""))
    assert {path.name for path in (tmp_path / "dist").iterdir()} == {"a.whl", "SHA256SUMS"}


def test_the_size_is_told_by_library(frozen: Path) -> None:
    assert bundle.by_library(frozen)["PySide6"] == bundle.size_of(frozen / "lib" / "PySide6")
    # A link is not counted a second time.
    assert sum(bundle.by_library(frozen).values()) == bundle.size_of(frozen)


def test_a_python_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "python"
    other.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    other.chmod(0o755)
    with pytest.raises(TaskFailedError, match="shared library"):
        environment.build_python(str(other))


def test_a_step_that_fails_says_what_it_was_and_what_it_said() -> None:
    with pytest.raises(TaskFailedError, match=r"ended with 3: .*\n.*too late") as failed:
        heard(sys.executable, "-c", "import sys; sys.stderr.write('too late'); sys.exit(3)")
    assert str(ROOT) not in shown_words(ROOT / "packaging")
    assert failed.value.args


def _program(path: Path, body: str) -> Path:
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_a_start_is_measured_to_the_first_paint(tmp_path: Path) -> None:
    painting = 'mkdir -p "$XDG_STATE_HOME/helpdesk-desktop/log"; exec sleep 600'
    taken, work = start_time._first_paint([_program(tmp_path / "paints", painting)])
    assert 0 < taken < start_time._LIMIT_S
    assert 0 <= work <= taken + 1


def test_a_program_that_ends_before_it_paints_is_no_measure(tmp_path: Path) -> None:
    with pytest.raises(TaskFailedError, match="no first paint"):
        start_time._first_paint([_program(tmp_path / "ends", "exit 0")])


@pytest.mark.skipif(os.name == "nt", reason="a system that has sh")
def test_scripts_of_the_shell_are_read_without_a_fault() -> None:
    scripts = sorted((ROOT / "packaging").rglob("*.sh"))
    assert len(scripts) > 4  # install, uninstall, libraries, trial, two of macOS
    for path in scripts:
        subprocess.run(["sh", "-n", str(path)], check=True)
        assert os.access(path, os.X_OK), path.name


def test_a_version_has_at_least_three_numbers_on_windows() -> None:
    assert windows.numbers("2.0.dev1") == "2.0.0.0"
