"""What the packages of Linux say of the program, and whether it is so."""

import configparser
import gzip
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from building import deb, identity, linux, man_pages
from helpdesk_desktop import __version__
from helpdesk_desktop.options import Options, parse_options
from helpdesk_desktop.storage.schema import APPLICATION_ID
from steps import TaskFailedError

ROOT = Path(__file__).resolve().parents[2]
LINUX = ROOT / "packaging" / "linux"


def _entry(text: str) -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment, method-assign]  # its documented use
    parser.read_string(text)
    return parser["Desktop Entry"]


def test_links_are_registered_exactly_if_the_program_takes_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    try:
        parse_options(["helpdesk:call?direction=in"])
    except SystemExit:
        takes = False
    else:
        takes = True
    capsys.readouterr()
    assert takes is identity.TAKES_LINKS, "set TAKES_LINKS in packaging/building/identity.py"


def test_the_menu_entry_starts_the_program_and_is_found_by_its_window() -> None:
    entry = _entry(linux.desktop_entry())
    assert entry["Exec"].split()[0] == "helpdesk-desktop"
    assert entry["Icon"] == "helpdesk-desktop"
    # app.py names the window after it.
    assert entry["StartupWMClass"] == "helpdesk-desktop"
    assert ("x-scheme-handler/helpdesk" in entry.get("MimeType", "")) is identity.TAKES_LINKS
    assert "Name[vi]" in entry
    assert "Comment[vi]" in entry


def test_a_menu_entry_of_a_program_that_takes_links_gets_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(linux, "TAKES_LINKS", True)
    entry = _entry(linux.desktop_entry())
    assert entry["Exec"] == "helpdesk-desktop %u"
    assert entry["MimeType"] == "x-scheme-handler/helpdesk;"
    words = [word.replace("%u", "helpdesk:ticket/5") for word in entry["Exec"].split()]
    assert parse_options(words[1:]) == Options(link="helpdesk:ticket/5")


def test_a_database_file_is_opened_with_words_that_the_program_takes() -> None:
    entry = _entry((LINUX / "helpdesk-desktop-file.desktop").read_text(encoding="utf-8"))
    words = entry["Exec"].replace("%f", "/home/an/desk.helpdesk").split()
    assert parse_options(words[1:]) == Options(file="/home/an/desk.helpdesk")
    mime = ET.parse(LINUX / "helpdesk-desktop-mime.xml").getroot()  # noqa: S314  # our own
    names = {node.get("type") for node in mime.iter() if node.tag.endswith("mime-type")}
    assert entry["MimeType"].strip(";") in names
    marks = [node.get("value") for node in mime.iter() if node.get("offset") == "68"]
    assert marks == [APPLICATION_ID.to_bytes(4).decode("ascii")]


def test_software_centres_are_told_this_version_and_both_programs() -> None:
    component = ET.fromstring(linux.metainfo())  # noqa: S314  # our own
    release = component.find("releases/release")
    assert release is not None
    assert release.get("version") == __version__
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", release.get("date") or "")
    assert component.findtext("id") == identity.APP_ID
    assert component.findtext("launchable") == "helpdesk-desktop.desktop"
    binaries = {node.text for node in component.iter("binary")}
    assert binaries == {"helpdesk-desktop", "helpdesk-desktop-cli"}


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="desktop-file-utils")
def test_the_desktop_finds_no_fault_with_the_menu_entries(tmp_path: Path) -> None:
    (tmp_path / "helpdesk-desktop.desktop").write_text(linux.desktop_entry(), encoding="utf-8")
    shutil.copy(LINUX / "helpdesk-desktop-file.desktop", tmp_path)
    paths = [str(path) for path in sorted(tmp_path.iterdir())]
    told = subprocess.run(["desktop-file-validate", *paths], capture_output=True, check=False)
    assert (told.returncode, told.stdout) == (0, b"")


@pytest.mark.skipif(not shutil.which("appstreamcli"), reason="appstream")
def test_software_centres_find_no_fault_with_what_they_are_told(tmp_path: Path) -> None:
    path = tmp_path / f"{identity.APP_ID}.metainfo.xml"
    path.write_text(linux.metainfo(), encoding="utf-8")
    told = subprocess.run(
        ["appstreamcli", "validate", "--no-net", str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stdout


def test_a_prerelease_comes_before_its_release() -> None:
    assert identity.debian_version("1.2.0") == "1.2.0"
    assert identity.debian_version("1.2.0rc1") == "1.2.0~rc1"
    assert identity.debian_version("1.2.0.dev3") == "1.2.0~dev3"


def test_the_package_says_what_it_needs() -> None:
    text = deb.control("1.2.0", "amd64", 163_000, "2.36")
    assert "@" not in text.replace("<maintainers@helpdesk-desktop.invalid>", "")
    fields = dict(re.findall(r"^([A-Z][A-Za-z-]+): (.*)$", text, re.MULTILINE))
    assert fields["Version"] == "1.2.0"
    needed = fields["Depends"]
    # A bundle leaves these to the system: it does not start without them.
    for name in ("libc6 (>= 2.36)", "libgl1", "libegl1", "libxcb1", "libx11-6", "libdbus-1-3"):
        assert name in needed.split(", ")
    assert "fonts-dejavu-core | fonts-noto-core | fonts-liberation" in needed


def test_the_changelog_has_the_form_that_debian_reads() -> None:
    lines = deb.changelog("1.2.0").splitlines()
    assert lines[0] == "helpdesk-desktop (1.2.0) unstable; urgency=medium"
    assert lines[2].startswith("  * ")
    assert re.fullmatch(r" -- .+ <.+>  \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d \+0000", lines[-1])
    assert max(map(len, lines[:-1])) <= 80  # what lintian allows


def test_whoever_builds_a_package_may_answer_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(identity.MAINTAINER_VARIABLE, "Our IT <it@example.org>")
    assert "\nMaintainer: Our IT <it@example.org>\n" in deb.control("1", "amd64", 1, "2.36")
    assert "\n -- Our IT <it@example.org>  " in deb.changelog("1.2.0")


@pytest.mark.parametrize(
    "told", ["it@example.org", "IT <it>", "IT <a@b>\nDepends: x", "<a@b.org>", "IT <a b@c.org>"]
)
def test_an_address_that_is_none_ends_the_build(monkeypatch: pytest.MonkeyPatch, told: str) -> None:
    monkeypatch.setenv(identity.MAINTAINER_VARIABLE, told)
    with pytest.raises(TaskFailedError, match=identity.MAINTAINER_VARIABLE):
        identity.maintainer()


def test_the_oldest_c_library_is_read_from_the_bundle(tmp_path: Path) -> None:
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "a.so").write_bytes(b"\x7fELF..\0GLIBC_2.9\0GLIBC_2.31\0")
    (tmp_path / "lib" / "b.so").write_bytes(b"\x7fELF..\0GLIBC_2.35\0")
    (tmp_path / "lib" / "text.txt").write_bytes(b"\0GLIBC_2.99\0")
    assert deb.oldest_libc(tmp_path) == "2.35"


def test_packing_is_the_same_each_time(tmp_path: Path) -> None:
    packed = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        path = tmp_path / name / "page.1"
        path.write_text("text", encoding="utf-8")
        linux.pack(path)
        assert not path.exists()
        packed.append((tmp_path / name / "page.1.gz").read_bytes())
    assert packed[0] == packed[1]
    assert gzip.decompress(packed[0]) == b"text"


@pytest.mark.parametrize("seconds", ["1700000000", "0"])
def test_the_moment_of_a_build_can_be_told(monkeypatch: pytest.MonkeyPatch, seconds: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
    told = identity.build_moment()
    assert told.year == (2023 if seconds != "0" else 1980)  # the years they are in


def test_the_commands_of_a_help_text_are_found() -> None:
    told = "options:\n  -h, --help  show\n\npositional:\n  COMMAND\n    init    make\n    fill\n"
    assert man_pages.commands_of(told) == ["init", "fill"]
