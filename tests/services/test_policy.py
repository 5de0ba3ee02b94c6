"""What a policy says, from each of its places, and what a broken one closes."""

import configparser
import os
import plistlib
import re
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from helpdesk_desktop.domain.setting_keys import SETTINGS
from helpdesk_desktop.services import policy as policies
from helpdesk_desktop.services.policy import (
    Policy,
    policy_of_file,
    policy_of_plists,
    policy_of_registry,
    read_policy,
    windows_registry,
)

GUARDED = {"database", "as", "backup_folder", "backup_keep", "updates"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "policy.toml"


def _of(file: Path, text: str | bytes) -> Policy:
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return policy_of_file(file)


def test_the_tables_of_a_file_lock_and_give_defaults(file: Path) -> None:
    found = _of(
        file,
        '[locked]\ntheme = "dark"\nnotifications = false\nbackup_keep = 3\n'
        '[defaults]\ntime_zone = "Europe/Berlin"\nupdates = "off"\n',
    )
    assert found.locked == {"theme": "dark", "notifications": False, "backup_keep": 3}
    assert found.defaults == {"time_zone": "Europe/Berlin", "updates": "off"}
    assert (found.place, found.faults, found.held) == (str(file), (), frozenset())


def test_an_empty_file_is_a_policy_that_says_nothing(file: Path) -> None:
    assert _of(file, "") == Policy(str(file))
    assert _of(file, b"\xef\xbb\xbf# written by Windows\n") == Policy(str(file))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[locked\n", r"line 1, column 8: "),
        ("# a\n[locked", r"line 2: expected"),
        ('[locked]\ntheme = "dark"\ntheme = "light"\n', r"line 3, column \d+: cannot overwrite"),
        ("[locked]\n\ntheme = dark\n", r"line 3, column \d+: invalid value"),
        (b"[locked]\nas = '\xff'\n", r"line 2: it is not UTF-8"),
        ('locked = "all"\n', r"“locked” is no table"),
        ("defaults = 7\n", r"“defaults” is no table"),
        ("a = " + "[" * 100_000, r"it nests too deep|line 1"),
        ("# " + "x" * 1_000_001, r"larger than 1,000,000 bytes"),
        ("[locked]\nas = 9999-99-99\n", r"line 2|month"),
        ("[locked]\nbackup_keep = " + "9" * 5_000, r"limit|digits"),
    ],
    ids=range(11),
)
def test_a_broken_file_says_where_and_holds_what_it_may_have_locked(
    file: Path, text: str | bytes, reason: str
) -> None:
    found = _of(file, text)
    assert not found.is_readable
    assert (found.locked, found.defaults) == ({}, {})
    assert found.held == GUARDED
    (fault,) = found.faults
    assert str(file) in fault.message
    assert re.search(reason, fault.message)


def test_a_folder_in_its_place_and_a_file_that_is_not_there_hold_too(tmp_path: Path) -> None:
    assert policy_of_file(tmp_path).held == GUARDED
    assert "directory" in policy_of_file(tmp_path).faults[0].message
    assert policy_of_file(tmp_path / "none.toml").held == GUARDED


def test_what_is_not_known_is_named_and_the_rest_counts(file: Path) -> None:
    found = _of(file, '[locked]\ndatabse = "x"\ntheme = "dark"\n[lokced]\nas = "lan"\n')
    assert found.locked == {"theme": "dark"}
    (fault,) = found.faults
    assert fault.key == "policy_unknown"
    assert "lokced, databse" in fault.message
    many = _of(file, "".join(f"a{number} = 1\n" for number in range(30)))
    assert "a7, …" in many.faults[0].message


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ('theme = "pink"', "theme"),
        ("theme = 7", "theme"),
        ("backup_keep = 0", "backup_keep"),
        ("backup_keep = true", "backup_keep"),
        ('backup_keep = "12b"', "backup_keep"),
        ('updates = "on"', "updates"),
        ('notifications = "perhaps"', "notifications"),
        ("notifications = 1979-05-27", "notifications"),
        ('as = ""', "as"),
        ('as = "a\\u0000b"', "as"),
        ("database = []", "database"),
    ],
)
def test_a_lock_with_an_unusable_value_stays_a_lock(file: Path, line: str, key: str) -> None:
    found = _of(file, f'[locked]\n{line}\nlanguage = "vi"\n')
    assert found.held == {key}
    assert found.locked == {"language": "vi"}
    assert f"cannot set {key}:" in found.faults[0].message
    as_default = _of(file, f"[defaults]\n{line}\n")
    assert as_default.held == frozenset()
    assert as_default.defaults == {}
    assert "cannot set" in as_default.faults[0].message


# Which policy counts


def test_a_variable_names_a_policy_where_the_computer_has_none(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(policies, "MACHINE_FILE", tmp_path / "etc" / "policy.toml")
    file.write_text('[locked]\ntheme = "dark"\n')
    assert read_policy({}) == Policy()
    assert read_policy({"HELPDESK_POLICY_FILE": ""}) == Policy()
    assert read_policy({"HELPDESK_POLICY_FILE": str(file)}).locked == {"theme": "dark"}
    assert read_policy({"HELPDESK_POLICY_FILE": str(tmp_path / "x")}).held == GUARDED


@pytest.mark.parametrize("content", ['[locked]\ntheme = "light"\n', "", "broken ="])
def test_no_variable_puts_the_administrators_file_aside(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    own = tmp_path / "machine.toml"
    own.write_text(content)
    file.write_text('[locked]\ntheme = "dark"\ndatabase = "/tmp/mine.db"\n')
    monkeypatch.setattr(policies, "MACHINE_FILE", own)
    found = read_policy({"HELPDESK_POLICY_FILE": str(file)})
    assert found.place == str(own)
    assert found.locked == policy_of_file(own).locked
    assert found.held == policy_of_file(own).held
    assert "HELPDESK_POLICY_FILE is not used" in found.faults[-1].message
    assert len(read_policy({}).faults) == len(found.faults) - 1


def test_a_link_to_nowhere_is_a_policy_that_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "machine.toml"
    own.symlink_to(tmp_path / "gone.toml")
    monkeypatch.setattr(policies, "MACHINE_FILE", own)
    assert read_policy({}).held == GUARDED
    monkeypatch.setattr(policies, "MACHINE_FILE", tmp_path / ("x" * 400) / "policy.toml")
    assert read_policy({}).held == GUARDED  # what cannot be looked for may be there


# The registry of Windows, by an INI file that stands in for it


def _registry(path: Path) -> policies.Registry:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # names keep their case
    parser.read(path, encoding="utf-8")

    def values(key: str) -> Mapping[str, object] | None:
        if not parser.has_section(key):
            return None
        found: dict[str, object] = dict(parser[key])
        return {name: _registry_value(str(value)) for name, value in found.items()}

    return values


def _registry_value(text: str) -> object:
    kind, _, rest = text.partition(":")
    return int(rest, 16) if kind == "dword" else text


def test_the_registry_locks_by_values_and_gives_defaults_by_a_key(tmp_path: Path) -> None:
    path = tmp_path / "registry.ini"
    path.write_text(
        "[SOFTWARE\\Policies\\HelpdeskDesktop]\n"
        "theme = dark\nnotifications = dword:00000000\nbackup_keep = dword:0000000a\n"
        "Odd = 1\n"
        "[SOFTWARE\\Policies\\HelpdeskDesktop\\Defaults]\nlanguage = vi\n",
        encoding="utf-8",
    )
    found = policy_of_registry(_registry(path))
    assert found is not None
    assert found.place == "HKLM\\SOFTWARE\\Policies\\HelpdeskDesktop"
    assert found.locked == {"theme": "dark", "notifications": False, "backup_keep": 10}
    assert found.defaults == {"language": "vi"}
    assert "Odd" in found.faults[0].message


def test_a_registry_without_our_key_is_no_policy(tmp_path: Path) -> None:
    assert policy_of_registry(_registry(tmp_path / "none.ini")) is None
    assert windows_registry("SOFTWARE") is None or sys.platform == "win32"


def test_a_registry_that_may_not_be_read_holds() -> None:
    def forbidden(key: str) -> Mapping[str, object] | None:
        raise PermissionError(5, "Access is denied", key)

    found = policy_of_registry(forbidden)
    assert found is not None
    assert found.held == GUARDED
    assert "access is denied" in found.faults[0].message


# Managed preferences of macOS


def test_managed_preferences_lock_and_give_defaults(tmp_path: Path) -> None:
    machine, own = tmp_path / "machine.plist", tmp_path / "own.plist"
    assert policy_of_plists((machine, own)) is None
    own.write_bytes(plistlib.dumps({"theme": "light", "as": "lan", "Defaults": {"density": "x"}}))
    machine.write_bytes(
        plistlib.dumps(
            {
                "theme": "dark",
                "notifications": True,
                "PayloadUUID": "1",
                "Defaults": {"density": "compact", "backup_keep": 4},
            }
        )
    )
    found = policy_of_plists((machine, own))
    assert found is not None
    assert found.locked == {"theme": "dark", "as": "lan", "notifications": True}
    assert found.defaults == {"density": "compact", "backup_keep": 4}
    assert found.faults == ()


@pytest.mark.parametrize(
    "content", [b"", b"<plist>\n<dict>", b"bplist00\xff\xff", b"\x00" * 40, plistlib.dumps([1])]
)
def test_preferences_that_are_none_hold(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "own.plist"
    path.write_bytes(content)
    found = policy_of_plists((path,))
    assert found is not None
    assert found.held == GUARDED
    assert str(path) in found.faults[0].message
    assert policy_of_plists((tmp_path,)).held == GUARDED  # type: ignore[union-attr]  # a folder


@pytest.mark.parametrize("has_name", [True, False])
def test_each_system_has_its_own_place(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    has_name: bool,  # noqa: FBT001  # a case
) -> None:
    pwd = pytest.importorskip("pwd", reason="Windows has no such users")
    if not has_name:

        def unknown(number: int) -> None:
            raise KeyError(number)

        monkeypatch.setattr(pwd, "getpwuid", unknown)
    user = pwd.getpwuid(os.getuid()).pw_name if has_name else "lan"
    monkeypatch.setenv("LOGNAME", "somebody-else")  # a variable is no proof
    monkeypatch.setattr(policies, "MANAGED_PREFERENCES", tmp_path)
    monkeypatch.setattr(policies, "MACHINE_FILE", tmp_path / "none")
    (tmp_path / user).mkdir()
    own = tmp_path / user / f"{policies.BUNDLE_ID}.plist"
    own.write_bytes(plistlib.dumps({"theme": "dark"}))
    monkeypatch.setattr(sys, "platform", "darwin")
    assert read_policy({}).locked == ({"theme": "dark"} if has_name else {})
    monkeypatch.setattr(sys, "platform", "win32")
    assert read_policy({}) == Policy()
    monkeypatch.setattr(policies, "windows_registry", lambda _key: {"theme": "contrast"})
    assert read_policy({}).locked == {"theme": "contrast"}


def test_what_is_guarded_says_where_data_go() -> None:
    assert {key for key, spec in SETTINGS.items() if spec.is_guarded} == GUARDED


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_a_pipe_that_nobody_writes_to_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "policy.toml"
    os.mkfifo(pipe)
    for found in (
        policy_of_file(pipe),
        policy_of_plists((pipe,)),
        policy_of_file(Path(os.devnull)),
    ):
        assert found is not None
        assert found.held == GUARDED
        assert "it is no file" in found.faults[0].message


@pytest.mark.parametrize("key", ["theme", "notifications", "backup_keep"])
def test_a_number_of_thousands_of_digits_is_an_unusable_value(file: Path, key: str) -> None:
    found = _of(file, f"[locked]\n{key} = 0x{'f' * 20_000}\n")
    assert found.held == {key}
    assert f"cannot set {key}" in found.faults[0].message
