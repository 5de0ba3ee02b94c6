"""What each setting takes, from a file, a registry and a variable."""

import pytest

from helpdesk_desktop.domain.errors import BadUsage
from helpdesk_desktop.domain.setting_keys import SETTINGS, read_value, setting_named, value_text


@pytest.mark.parametrize(
    ("key", "raw", "value"),
    [
        ("notifications", True, True),
        ("notifications", 0, False),
        ("notifications", "YES", True),
        ("notifications", "off", False),
        ("backup_keep", 1000, 1000),
        ("backup_keep", "12", 12),
        ("theme", "dark", "dark"),
        ("database", "/srv/đ.db", "/srv/đ.db"),
        ("as", "lan", "lan"),
        ("backup_folder", "x" * 4_096, "x" * 4_096),
    ],
)
def test_a_value_is_read_as_the_setting_has_it(key: str, raw: object, value: object) -> None:
    read = read_value(SETTINGS[key], raw)
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    ("key", "raw"),
    [
        ("notifications", 2),
        ("notifications", None),
        ("notifications", 1.0),
        ("backup_keep", 0),
        ("backup_keep", 1001),
        ("backup_keep", False),
        ("backup_keep", 3.0),
        ("backup_keep", "١٢"),
        ("backup_keep", "9" * 5_000),
        ("theme", "Dark"),
        ("theme", None),
        ("as", "  "),
        ("as", 7),
        ("as", "a\0"),
        ("as", "\ud800"),
        ("backup_folder", "x" * 4_097),
    ],
)
def test_what_it_does_not_take_is_refused_in_a_printable_sentence(key: str, raw: object) -> None:
    with pytest.raises(BadUsage) as caught:
        read_value(SETTINGS[key], raw)
    assert caught.value.message.isprintable()
    assert len(caught.value.message) < 250


def test_no_refusal_repeats_an_address() -> None:
    with pytest.raises(BadUsage) as caught:
        read_value(SETTINGS["database"], "geheim\0")
    assert "geheim" not in caught.value.message


def test_every_setting_has_a_variable_of_its_own() -> None:
    variables = {spec.variable for spec in SETTINGS.values()}
    assert len(variables) == len(SETTINGS)
    assert all(name.startswith("HELPDESK_") for name in variables)


def test_a_setting_is_found_by_its_name_and_others_are_listed() -> None:
    assert setting_named("as").field == "login"
    with pytest.raises(BadUsage) as caught:
        setting_named("colour" * 100)
    assert "database, as, theme" in caught.value.message
    assert len(caught.value.message) < 300


@pytest.mark.parametrize(
    ("value", "text"), [(True, "on"), (False, "off"), (None, ""), (7, "7"), ("x", "x")]
)
def test_a_value_is_written_as_people_write_it(value: bool | int | str | None, text: str) -> None:  # noqa: FBT001  # a case
    assert value_text(value) == text


@pytest.mark.parametrize("key", ["database", "as", "backup_folder", "time_zone"])
@pytest.mark.parametrize("text", ["a\nb", "a\r", "\ta", "a\x1b[31m", "a\x85"])
def test_a_control_character_is_in_no_value(key: str, text: str) -> None:
    with pytest.raises(BadUsage):
        read_value(SETTINGS[key], text)
