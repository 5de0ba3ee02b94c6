"""The installers of Windows, made of a stand-in for a bundle where their makers are here."""

import os
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from building import windows
from building.identity import TAKES_LINKS, UPGRADE_CODE
from icons.make_icons import ico
from pyinstaller.version_resource import resource_text, version_numbers
from steps import TaskFailedError

_WIX = "{http://schemas.microsoft.com/wix/2006/wi}"
SCRIPT = (windows.SOURCE / "helpdesk-desktop.nsi").read_text(encoding="utf-8")


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


@pytest.mark.skipif(not shutil.which("makensis"), reason="NSIS")
@pytest.mark.parametrize("takes_links", [False, True])
def test_the_installer_for_people_is_made(
    bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, takes_links: bool
) -> None:
    monkeypatch.setattr(windows, "TAKES_LINKS", takes_links)
    made = windows.make_nsis(tmp_path, bundle)
    assert made.read_bytes().startswith(b"MZ")


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
