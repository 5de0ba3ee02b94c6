"""What macOS is told of the program."""

import plistlib
from pathlib import Path

import pytest

from macos import bundle_values

MACOS = Path(__file__).resolve().parents[2] / "packaging" / "macos"


def test_the_values_make_a_property_list() -> None:
    values = bundle_values.info_plist("1.2.0rc1")
    assert plistlib.loads(plistlib.dumps(values)) == values
    assert values["CFBundleShortVersionString"] == "1.2.0rc1"
    # Apple takes numbers only.
    assert values["CFBundleVersion"] == "1.2.0"
    assert values["LSMinimumSystemVersion"] == "14.0"
    assert values["NSRequiresAquaSystemAppearance"] is False
    assert "_" not in values["CFBundleIdentifier"]


def test_a_database_file_is_ours_by_its_ending() -> None:
    values = bundle_values.info_plist("1.0")
    (kind,) = values["UTExportedTypeDeclarations"]
    (document,) = values["CFBundleDocumentTypes"]
    assert document["LSItemContentTypes"] == [kind["UTTypeIdentifier"]]
    assert kind["UTTypeIdentifier"].startswith(f"{values['CFBundleIdentifier']}.")
    assert kind["UTTypeTagSpecification"] == {"public.filename-extension": ["helpdesk"]}


def test_links_are_registered_if_the_program_takes_them(monkeypatch: pytest.MonkeyPatch) -> None:
    for takes in (False, True):
        monkeypatch.setattr(bundle_values, "TAKES_LINKS", takes)
        assert ("CFBundleURLTypes" in bundle_values.info_plist("1.0")) is takes


def test_the_program_may_do_no_more_than_it_must() -> None:
    entitlements = plistlib.loads((MACOS / "entitlements.plist").read_bytes())
    assert entitlements == {"com.apple.security.cs.allow-unsigned-executable-memory": True}
