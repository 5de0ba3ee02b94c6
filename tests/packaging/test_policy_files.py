"""What administrators are given to copy: every setting is in it, and the program takes it."""

import plistlib
import re
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from helpdesk_desktop.domain.setting_keys import SETTINGS, Kind, read_value
from helpdesk_desktop.services.policy import (
    BUNDLE_ID,
    REGISTRY_KEY,
    policy_of_file,
    policy_of_plists,
    policy_of_registry,
)
from helpdesk_desktop.services.setting_layers import SettingLayers

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
EXAMPLE = PACKAGING / "policy" / "policy.example.toml"
ADMX = PACKAGING / "windows" / "policy" / "HelpdeskDesktop.admx"
ADML = ADMX.parent / "en-US" / "HelpdeskDesktop.adml"
PROFILE = PACKAGING / "macos" / "helpdesk-desktop.example.mobileconfig"
_SPACE = "{http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions}"
_LINE = re.compile(r"^# (\w+ = .+)$", re.MULTILINE)


def _of(root: ET.Element, path: str) -> list[ET.Element]:
    return root.findall("/".join(_SPACE + part for part in path.split("/")))


def test_the_example_sets_nothing_until_a_line_is_uncommented() -> None:
    found = policy_of_file(EXAMPLE)
    assert (found.locked, found.defaults, found.faults) == ({}, {}, ())


def test_the_example_names_every_setting_with_a_value_it_takes(tmp_path: Path) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    path = tmp_path / "policy.toml"
    path.write_text(_LINE.sub(r"\1", text), encoding="utf-8")
    found = policy_of_file(path)
    assert found.faults == ()
    assert list(found.locked) == list(SETTINGS)
    assert set(found.defaults) == {"time_zone", "phone_region"}
    assert SettingLayers(policy=found).notices == ()
    assert "=" not in tomllib.loads(text)


def test_the_templates_of_windows_have_every_setting_twice() -> None:
    root = ET.fromstring(ADMX.read_bytes())  # noqa: S314  # our own file
    policies = _of(root, "policies/policy")
    keys = [REGISTRY_KEY, rf"{REGISTRY_KEY}\Defaults"]
    named = [
        (one.get("key"), value.get("valueName"))
        for one in policies
        for value in ([one] if one.get("valueName") else _of(one, "elements")[0])
    ]
    assert named == [(key, setting) for key in keys for setting in SETTINGS]
    assert {one.get("class") for one in policies} == {"Machine"}
    assert len({one.get("name") for one in policies}) == len(policies)


@pytest.mark.parametrize("key", [key for key, spec in SETTINGS.items() if spec.choices])
def test_the_templates_of_windows_offer_the_words_that_a_setting_takes(key: str) -> None:
    root = ET.fromstring(ADMX.read_bytes())  # noqa: S314  # our own file
    offered = [
        [item.text for item in _of(choice, "item/value/string")]
        for choice in _of(root, "policies/policy/elements/enum")
        if choice.get("valueName") == key
    ]
    assert offered == [list(SETTINGS[key].choices)] * 2


def test_every_word_of_the_templates_is_there_and_used() -> None:
    used = set(re.findall(r"\$\((\w+\.\w+)\)", ADMX.read_text(encoding="utf-8")))
    root = ET.fromstring(ADML.read_bytes())  # noqa: S314  # our own file
    strings = [one.get("id") for one in _of(root, "resources/stringTable/string")]
    shown = [one.get("id") for one in _of(root, "resources/presentationTable/presentation")]
    assert len(set(strings)) == len(strings)
    assert used == {f"string.{one}" for one in strings} | {f"presentation.{one}" for one in shown}
    assert all(one.text for one in _of(root, "resources/stringTable/string"))
    boxes = [
        box.get("refId")
        for one in _of(root, "resources/presentationTable/presentation")
        for box in one
    ]
    assert boxes == [key for key, spec in SETTINGS.items() if spec.kind is not Kind.SWITCH]


def test_what_the_templates_write_is_taken() -> None:
    written: dict[str, object] = {
        key: {Kind.SWITCH: 0, Kind.NUMBER: 1000}.get(spec.kind) for key, spec in SETTINGS.items()
    }
    written |= {key: spec.choices[-1] for key, spec in SETTINGS.items() if spec.choices}
    written |= {key: "lan" for key, value in written.items() if value is None}
    found = policy_of_registry(lambda key: written if key == REGISTRY_KEY else {})
    assert found is not None
    assert found.faults == ()
    assert found.locked == {key: read_value(SETTINGS[key], raw) for key, raw in written.items()}
    assert found.locked["notifications"] is False


def test_the_profile_of_macos_is_taken_as_the_system_hands_it_on(tmp_path: Path) -> None:
    profile = plistlib.loads(PROFILE.read_bytes())
    (payload,) = profile["PayloadContent"]
    assert payload["PayloadType"] == BUNDLE_ID
    assert payload["PayloadUUID"] != profile["PayloadUUID"]
    path = tmp_path / f"{BUNDLE_ID}.plist"
    path.write_bytes(plistlib.dumps(payload))
    found = policy_of_plists((path,))
    assert found is not None
    assert found.faults == ()
    assert set(found.locked) == {"database", "language", "notifications", "backup_keep", "updates"}
    assert found.defaults == {"time_zone": "Asia/Ho_Chi_Minh", "phone_region": "VN"}
    assert SettingLayers(policy=found).notices == ()
