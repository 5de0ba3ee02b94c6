"""Home folders and variables of an administrator's policy: the system's word, not the user's."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from helpdesk_desktop.domain.errors import BadUsage
from helpdesk_desktop.services import policy as policies
from helpdesk_desktop.services import setting_layers
from helpdesk_desktop.services.known_folders import (
    Expandable,
    expanded,
    from_home,
    home_of_system,
    known_of_system,
)
from helpdesk_desktop.services.policy import Policy, policy_of_registry
from helpdesk_desktop.services.setting_layers import SettingLayers
from helpdesk_desktop.services.settings import Settings

PLACE = "HKLM\\SOFTWARE\\Policies\\HelpdeskDesktop"
WINDOWS = {
    "USERPROFILE": "C:\\Users\\Lan Anh",
    "PROGRAMDATA": "C:\\ProgramData",
    "USERNAME": "lan",
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("D:\\backups", "D:\\backups"),
        ("%ProgramData%\\Desk\\%username%", "C:\\ProgramData\\Desk\\lan"),
        ("100% sure", "100% sure"),
    ],
)
def test_what_the_system_knows_is_put_in(text: str, expected: str) -> None:
    assert expanded(text, WINDOWS.get) == expected


@pytest.mark.parametrize(
    "text", ["%TEMP%\\desk.db", "%HOMEPATH%\\x", "%%", "%LOCALAPPDATA%\\x", "%" + "X" * 500 + "%"]
)
def test_another_variable_is_refused_whatever_the_environment_says(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setenv("HOMEPATH", "C:\\evil")
    with pytest.raises(BadUsage) as caught:
        expanded(text, WINDOWS.get)
    assert text.partition("\\")[0][:60] in caught.value.message
    assert "USERPROFILE" in caught.value.message
    assert len(caught.value.message) < 400


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("~\\desk.db", "C:\\Users\\Lan Anh\\desk.db"),
        ("~/desk.db", "C:\\Users\\Lan Anh/desk.db"),
        ("~", "C:\\Users\\Lan Anh"),
        ("sqlite:///~/desk.db", "sqlite:///C:/Users/Lan%20Anh/desk.db"),
        ("sqlite:///%7E/desk.db", "sqlite:///C:/Users/Lan%20Anh/desk.db"),
        ("C:\\~x", "C:\\~x"),
        ("postgresql://db/~", "postgresql://db/~"),
    ],
)
def test_the_tilde_of_windows_is_the_systems_home(text: str, expected: str) -> None:
    assert from_home(text, WINDOWS["USERPROFILE"], knows_others=False) == expected


@pytest.mark.parametrize("text", ["~minh\\desk.db", "sqlite:///~minh/desk.db"])
def test_another_ones_home_is_refused_where_only_a_variable_could_say_it(text: str) -> None:
    with pytest.raises(BadUsage) as caught:
        from_home(text, WINDOWS["USERPROFILE"], knows_others=False)
    assert text in caught.value.message
    assert from_home(text, "/home/lan", knows_others=True) == text


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such users")
@pytest.mark.parametrize("key", ["database", "backup_folder"])
def test_a_user_without_a_home_gets_none_from_a_variable(
    key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pwd  # noqa: PLC0415  # not on Windows

    def unknown(number: int) -> None:
        raise KeyError(number)

    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(pwd, "getpwuid", unknown)
    assert home_of_system() is None
    layers = SettingLayers(Settings(), Policy("/etc/p.toml", {key: "~/desk"}))
    assert layers.is_locked(key)
    assert layers.chosen(key).value is None
    assert "home folder" in layers.notices[0].message


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such users")
def test_the_home_is_that_of_the_systems_list_of_users(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pwd  # noqa: PLC0415  # not on Windows

    monkeypatch.setenv("HOME", str(tmp_path))
    home = pwd.getpwuid(os.getuid()).pw_dir
    assert home_of_system() == home
    locked = {"database": "sqlite:///~/a%20b.db", "backup_folder": "~/backups"}
    layers = SettingLayers(Settings(), Policy("/etc/p.toml", locked))
    assert layers.chosen("database").value == f"sqlite:///{home}/a%20b.db"
    assert layers.chosen("backup_folder").value == f"{home}/backups"
    assert known_of_system("USERNAME") is None


def _registry(values: Mapping[str, object]) -> policies.Registry:
    return lambda key: values if key == policies.REGISTRY_KEY else None


def test_a_variable_in_the_registry_is_the_systems(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROGRAMDATA", "C:\\evil")
    monkeypatch.setattr(policies, "known_of_system", WINDOWS.get)
    found = policy_of_registry(
        _registry({"as": Expandable("%USERNAME%"), "backup_folder": "%PROGRAMDATA%\\literal"})
    )
    assert found is not None
    # A value that is not said to have variables is taken as it stands.
    assert found.locked == {"as": "lan", "backup_folder": "%PROGRAMDATA%\\literal"}


def test_a_variable_that_is_not_known_holds_its_setting_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TEMP", "C:\\evil")
    monkeypatch.setattr(policies, "known_of_system", WINDOWS.get)
    found = policy_of_registry(
        _registry({"backup_folder": Expandable("%TEMP%\\x"), "theme": Expandable("dark")})
    )
    assert found is not None
    assert found.locked == {"theme": "dark"}
    assert found.held == {"backup_folder"}
    assert "%TEMP%" in found.faults[0].message


def test_a_locked_file_of_windows_is_judged_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """As far as it can be told here, where such a path is none of a file."""
    monkeypatch.setattr(setting_layers, "home_of_system", lambda: "/users/Lan Anh")
    monkeypatch.setattr(setting_layers, "KNOWS_OTHERS", False)
    layers = SettingLayers(Settings(), Policy(PLACE, {"database": "sqlite:///~/desk.db"}))
    assert layers.chosen("database").value == "sqlite:////users/Lan%20Anh/desk.db"
    other = SettingLayers(Settings(), Policy(PLACE, {"database": "~minh/desk.db"}))
    assert other.is_locked("database")
    assert "~minh" in other.notices[0].message
