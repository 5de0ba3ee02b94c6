"""The installers of Windows, made of a stand-in for a bundle where their makers are here."""

import html
import os
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from building import bundle as bundles
from building import windows
from building.identity import TAKES_LINKS, UPGRADE_CODE
from helpdesk_desktop.options import Options, parse_options
from icons.make_icons import ico
from pyinstaller.version_resource import resource_text, version_numbers
from steps import TaskFailedError

_WIX = "{http://schemas.microsoft.com/wix/2006/wi}"
SCRIPT = (windows.SOURCE / "helpdesk-desktop.nsi").read_text(encoding="utf-8")

# What a page may put into a link: whoever hands it on may encode its quotes, or not.
HOSTILE = (
    '" --database "evil.db',
    '" --password-file "secret" --as "boss',
    '" evil.helpdesk',
    '\\" --demo',
    '\\\\" --demo "',
    '"" --demo ""',
    'x" "helpdesk:ticket/1',
    "--demo",
    "%22%20--demo",
    "\\",
    "",
)


def _words_of(line: str) -> list[str]:
    """A command line's words as the C library of Windows parts them."""
    words: list[str] = []
    word, is_quoted, is_word, place = "", False, False, 0
    while place < len(line):
        backslashes = len(line[place:]) - len(line[place:].lstrip("\\"))
        place += backslashes
        sign = line[place] if place < len(line) else ""
        if sign == '"':
            word += "\\" * (backslashes // 2)
            is_word = True
            if backslashes % 2:
                word += sign
            elif is_quoted and line[place + 1 : place + 2] == '"':
                word += sign
                place += 1
            else:
                is_quoted = not is_quoted
        else:
            word += "\\" * backslashes
            is_word = is_word or bool(backslashes)
            if sign in {" ", "\t"} and not is_quoted:
                words += [word] if is_word else []
                word, is_word = "", False
            elif sign:
                word, is_word = word + sign, True
        place += 1
    return [*words, word] if is_word else words


@pytest.fixture
def bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    top = tmp_path / "bundle"
    (top / "lib" / "PySide6").mkdir(parents=True)
    for place in (
        "helpdesk-desktop.exe",
        "helpdesk-desktop-cli.exe",
        "LICENSE.txt",
        "lib/a & b.txt",
        "lib/PySide6/Qt6Core.dll",
    ):
        (top / place).write_bytes(b"stand-in")
    icons = tmp_path / "icons"
    icons.mkdir()
    # An icon of one white dot is one all the same.
    dot = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
        "1f15c4890000000d49444154789c63f8ffffff7f0009fb03fd05434528e3"
        "0000000049454e44ae426082"
    )
    (icons / "helpdesk-desktop.ico").write_bytes(ico({16: dot, 32: dot}))
    monkeypatch.setattr(windows, "ICONS", icons)
    monkeypatch.setattr(windows, "_WORK", tmp_path / "work")
    return top


def test_every_file_has_a_component_that_is_installed(bundle: Path) -> None:
    product = ET.fromstring(windows.msi_source(bundle))[0]  # noqa: S314  # our own
    assert product.get("UpgradeCode") == UPGRADE_CODE
    sources = [str(node.get("Source")) for node in product.iter(f"{_WIX}File")]
    found = sorted(os.path.normpath(bundle.parent / "work" / source) for source in sources)
    assert found == sorted(str(path) for path in bundle.rglob("*") if path.is_file())
    made = [node.get("Id") for node in product.iter(f"{_WIX}Component")]
    assert len(made) == len(set(made)) == len(sources) + 2
    assert sorted(map(str, made)) == sorted(
        str(node.get("Id")) for node in product.iter(f"{_WIX}ComponentRef")
    )
    guids = [node.get("Guid") for node in product.iter(f"{_WIX}Component")]
    assert len(set(guids)) == len(guids)
    keys = [node.get("Key") or "" for node in product.iter(f"{_WIX}RegistryValue")]
    assert any(key.endswith(r"Classes\helpdesk") for key in keys) is TAKES_LINKS


def test_a_component_is_the_same_in_the_next_version(
    bundle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = windows.msi_source(bundle)
    monkeypatch.setattr(windows, "version", lambda: "99.1.0")
    after = windows.msi_source(bundle)
    assert after != before
    component = re.compile(r'<Component Id="\w+" Guid="[\w-]+"')
    assert component.findall(after) == component.findall(before)


def test_a_bundle_of_another_system_is_refused(tmp_path: Path) -> None:
    (tmp_path / "helpdesk-desktop").touch()
    with pytest.raises(TaskFailedError):
        windows.make_msi(tmp_path, tmp_path)


@pytest.mark.skipif(
    not (shutil.which("wixl") and shutil.which("msiinfo")), reason="wixl and msitools"
)
def test_the_installer_for_administrators_is_made(bundle: Path, tmp_path: Path) -> None:
    made = windows.make_msi(tmp_path, bundle)
    assert made.read_bytes().startswith(b"\xd0\xcf\x11\xe0")
    told = subprocess.run(
        ["msiinfo", "export", str(made), "File"], capture_output=True, text=True, check=True
    )
    assert "helpdesk-desktop-cli.exe" in told.stdout
    told = subprocess.run(
        ["msiinfo", "export", str(made), "Registry"], capture_output=True, text=True, check=True
    )
    lines = [line.split("\t") for line in told.stdout.splitlines()]
    written = {(line[2], line[3]): line[4] for line in lines if len(line) > 4}
    command = '"[INSTALLFOLDER]helpdesk-desktop.exe" "%1"'
    assert written[r"Software\Classes\helpdesk\shell\open\command", ""] == command
    assert ("Software\\Classes\\helpdesk", "URL Protocol") in written
    kind = written["Software\\Classes\\.helpdesk", ""]
    assert written[rf"Software\Classes\{kind}\shell\open\command", ""] == command


@pytest.mark.skipif(not shutil.which("makensis"), reason="NSIS")
@pytest.mark.parametrize("takes_links", [False, True])
def test_the_installer_for_people_is_made(
    bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, takes_links: bool
) -> None:
    monkeypatch.setattr(windows, "TAKES_LINKS", takes_links)
    made = windows.make_nsis(tmp_path, bundle)
    assert made.read_bytes().startswith(b"MZ")


def test_the_words_of_a_command_are_parted_as_windows_does() -> None:
    # The examples of its documentation.
    assert _words_of(r'"a b c" d e') == ["a b c", "d", "e"]
    assert _words_of(r'"ab\"c" "\\" d') == ['ab"c', "\\", "d"]
    assert _words_of(r'a\\\b d"e f"g h') == [r"a\\\b", "de fg", "h"]
    assert _words_of(r"a\\\"b c d") == [r"a\"b", "c", "d"]
    assert _words_of(r'a\\\\"b c" d e') == [r"a\\b c", "d", "e"]
    assert _words_of(r'a"b"" c d') == ['ab" c d']


def test_no_link_and_no_file_becomes_another_word_of_the_command() -> None:
    install = SCRIPT.split('Section "Uninstall"', maxsplit=1)[0]
    commands = re.findall(r"""shell\\open\\command" "" '([^']+)'""", install)
    source = (windows.SOURCE / "helpdesk-desktop.wxs.in").read_text(encoding="utf-8")
    found = re.findall(r'Value="(&quot;.+?)"/>', source + windows._LINKS)
    commands += [html.unescape(one) for one in found]
    assert len(commands) == 4  # a link and a file, in each of the two installers
    for command in commands:
        program, *words = _words_of(command.replace("%1", "helpdesk:ticket/5"))
        assert program in {r"$INSTDIR\${PROGRAM}", "[INSTALLFOLDER]helpdesk-desktop.exe"}
        assert parse_options(words) == Options(link="helpdesk:ticket/5")
        for link in HOSTILE:
            words = _words_of(command.replace("%1", f"helpdesk:{link}"))[1:]
            options = parse_options(words)
            assert options == Options(link=options.link)
        file = r"C:\Users\An Lê\my desk.helpdesk"
        assert parse_options(_words_of(command.replace("%1", file))[1:]) == Options(file=file)


def test_the_templates_of_group_policy_go_into_both_installers(bundle: Path) -> None:
    bundles.add_policy(bundle, "windows")
    text = windows.msi_source(bundle)
    for name in ("HelpdeskDesktop.admx", "HelpdeskDesktop.adml", "policy.example.toml"):
        assert text.count(f'Name="{name}"') == 1
    assert (bundle / "policy" / "en-US" / "HelpdeskDesktop.adml").is_file()
    # The other installer takes the whole bundle, and takes it away again.
    assert 'File /r "${SOURCE}/*"' in SCRIPT
    for folder in (path for path in bundle.iterdir() if path.is_dir()):
        assert f'RMDir /r "$INSTDIR\\{folder.name}"' in SCRIPT


@pytest.mark.parametrize("system", ["linux", "macos", "windows"])
def test_every_system_gets_what_its_administrators_copy(tmp_path: Path, system: str) -> None:
    bundles.add_policy(tmp_path, system)
    names = {path.suffix for path in (tmp_path / "policy").rglob("*.*")}
    own = {"linux": set(), "macos": {".mobileconfig"}, "windows": {".admx", ".adml"}}[system]
    assert names == {".toml"} | own


def test_what_is_written_to_the_registry_is_taken_away_again() -> None:
    install, uninstall = SCRIPT.split('Section "Uninstall"')
    written = set(re.findall(r'WriteReg\w+ SHCTX "([^"]+)"', install))
    deleted = set(re.findall(r'DeleteRegKey SHCTX "([^"]+)"', uninstall))
    assert len(deleted) > 3  # the program, its entry, its files
    for key in written:
        assert any(key == one or key.startswith(f"{one}\\") for one in deleted), key


def test_it_can_be_told_to_be_silent_for_one_or_for_all() -> None:
    assert "!define MULTIUSER_INSTALLMODE_COMMANDLINE" in SCRIPT
    assert '/S"' in SCRIPT.replace("'", '"') or "/S'" in SCRIPT
    # A box that nobody answers would hold a silent installation for ever.
    assert SCRIPT.count("MessageBox") == SCRIPT.count("/SD IDOK")


@pytest.mark.parametrize(
    ("told", "numbers"),
    [("1.2.3", (1, 2, 3, 0)), ("1.2rc1", (1, 2, 0, 0)), ("0.1.0", (0, 1, 0, 0))],
)
def test_a_version_is_four_numbers_there(told: str, numbers: tuple[int, ...]) -> None:
    assert version_numbers(told) == numbers
    assert windows.numbers(told) == ".".join(map(str, numbers))
    assert f"filevers={numbers}" in resource_text("helpdesk-desktop", told)


def test_the_resource_names_the_program() -> None:
    names = {"VSVersionInfo", "FixedFileInfo", "StringFileInfo", "StringTable", "StringStruct"}
    text = resource_text("helpdesk-desktop-cli", "1.2.3")
    assert names <= set(re.findall(r"\b[A-Z]\w+(?=\()", text))
    compile(text, "version resource", "eval")
    assert "'helpdesk-desktop-cli.exe'" in text
