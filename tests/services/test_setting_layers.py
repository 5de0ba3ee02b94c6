"""Which value of a setting counts: each source before the next, and a lock before all of them."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from helpdesk_desktop.domain.errors import BadUsage, HelpdeskError, NotAllowed
from helpdesk_desktop.domain.preferences import Preferences
from helpdesk_desktop.domain.setting_keys import SETTINGS, Value
from helpdesk_desktop.services import policy as policies
from helpdesk_desktop.services.first_looks import LOOKS, starting_log_level, starting_looks
from helpdesk_desktop.services.policy import Policy, policy_of_file
from helpdesk_desktop.services.setting_layers import (
    SettingLayers,
    Source,
    check_value,
    read_layers,
)
from helpdesk_desktop.services.settings import (
    Settings,
    SettingsFile,
    config_path,
    load_settings,
    local_database_path,
)
from helpdesk_desktop.window_setup import StartWords, WindowSetup


@dataclass(frozen=True, slots=True)
class Row:
    """One setting with a value of its own for each who may say it, the strongest first."""

    key: str
    policy: Value
    given: Value
    variable: str
    own: Value
    default: Value
    built_in: Value | None

    @property
    def said_by_variable(self) -> Value:
        if self.key == "notifications":
            return self.variable == "on"
        return int(self.variable) if self.key == "backup_keep" else self.variable


ROWS = (
    Row(
        "database",
        "postgresql://desk@db.example.org:5432/helpdesk?sslmode=verify-full",
        "/tmp/given.db",  # noqa: S108  # nothing is made there
        "/tmp/variable.db",  # noqa: S108  # as above
        "sqlite:////tmp/own.db",
        "mariadb://desk@db.example.org:3306/other?sslmode=verify-full",
        None,
    ),
    Row("as", "lan", "mai", "duy", "hoa", "nam", None),
    Row("theme", "dark", "light", "contrast", "light", "dark", "system"),
    Row("density", "compact", "comfortable", "compact", "comfortable", "compact", "comfortable"),
    Row("language", "vi", "en", "system", "en", "vi", "system"),
    Row("phone_region", "US", "DE", "FR", "GB", "JP", None),
    Row("time_zone", "Europe/Berlin", "Asia/Tokyo", "UTC", "Asia/Seoul", "Europe/Paris", None),
    Row("notifications", False, True, "off", True, False, True),
    Row("backup_folder", "/a", "/b", "/c", "/d", "/e", None),
    Row("backup_keep", 1, 2, "4", 3, 5, 7),
    Row("updates", "off", "off", "off", "off", "off", "off"),
    Row("log_level", "error", "debug", "info", "debug", "error", "warning"),
)
BY_KEY = [pytest.param(row, id=row.key) for row in ROWS]
PLACE = "/etc/helpdesk-desktop/policy.toml"


def _layers(row: Row, *, locked: bool, variable: bool, own: bool, default: bool) -> SettingLayers:
    spec = SETTINGS[row.key]
    return SettingLayers(
        Settings().with_(**{spec.field: row.own}) if own else Settings(),
        Policy(
            PLACE,
            {row.key: row.policy} if locked else {},
            {row.key: row.default} if default else {},
        ),
        {spec.variable: row.variable} if variable else {},
    )


def test_the_table_has_every_setting() -> None:
    assert [row.key for row in ROWS] == list(SETTINGS)


@pytest.mark.parametrize("row", BY_KEY)
def test_each_source_counts_before_the_next(row: Row) -> None:
    expected: tuple[tuple[Source, Value | None, bool, bool, bool, bool, bool], ...] = (
        # source, value, whether it is locked, given, in a variable, their own, a default
        (Source.POLICY, row.policy, True, False, True, True, True),
        (Source.COMMAND_LINE, row.given, False, True, True, True, True),
        (Source.ENVIRONMENT, row.said_by_variable, False, False, True, True, True),
        (Source.SETTINGS, row.own, False, False, False, True, True),
        (Source.MACHINE, row.default, False, False, False, False, True),
        (Source.BUILT_IN, row.built_in, False, False, False, False, False),
    )
    for source, value, locked, is_given, variable, own, default in expected:
        layers = _layers(row, locked=locked, variable=variable, own=own, default=default)
        assert layers.policy.faults == ()
        found = layers.chosen(row.key, row.given if is_given else None)
        assert (found.source, found.value) == (source, value)
        assert found.is_locked is (source is Source.POLICY)
        assert layers.is_locked(row.key) is locked
        assert layers.locked == (frozenset({row.key}) if locked else frozenset())


@pytest.mark.parametrize("row", BY_KEY)
def test_a_lock_refuses_another_word_on_the_command_line_and_takes_the_same(row: Row) -> None:
    layers = _layers(row, locked=True, variable=False, own=True, default=True)
    assert layers.chosen(row.key, row.policy).value == row.policy
    if row.given == row.policy:
        return
    with pytest.raises(NotAllowed) as caught:
        layers.chosen(row.key, row.given)
    assert caught.value.message == (
        f"{row.key} was set by your administrator ({PLACE}) and cannot be changed."
    )
    with pytest.raises(NotAllowed):
        layers.require_free(row.key)


@pytest.mark.parametrize("row", BY_KEY)
def test_a_variable_that_a_lock_beats_is_named(row: Row) -> None:
    layers = _layers(row, locked=True, variable=True, own=False, default=False)
    said = [notice.message for notice in layers.notices]
    variable = SETTINGS[row.key].variable
    is_other = row.said_by_variable != row.policy
    assert said == (
        [f"{variable} is not used: {row.key} was set by your administrator ({PLACE})."]
        if is_other
        else []
    )
    free = _layers(row, locked=False, variable=True, own=True, default=True)
    assert free.notices == ()


@pytest.mark.parametrize("row", [row for row in BY_KEY if SETTINGS[str(row.id)].is_guarded])
def test_a_broken_policy_holds_what_it_may_have_locked(row: Row, tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_text("[locked\n")
    spec = SETTINGS[row.key]
    own = Settings().with_(**{spec.field: row.own})
    layers = SettingLayers(own, policy_of_file(path), {spec.variable: row.variable})
    found = layers.chosen(row.key)
    assert (found.value, found.source, found.is_locked) == (row.own, Source.SETTINGS, True)
    assert layers.chosen(row.key, row.own) == found
    if row.given != row.own:
        with pytest.raises(NotAllowed) as caught:
            layers.chosen(row.key, row.given)
        assert "until the administrator's policy" in caught.value.message
        assert f"{spec.variable} is not used" in layers.notices[-1].message
    fresh = SettingLayers(Settings(), policy_of_file(path), {})
    assert fresh.chosen(row.key).value == row.built_in
    assert fresh.is_locked(row.key)


@pytest.mark.parametrize("row", [row for row in BY_KEY if not SETTINGS[str(row.id)].is_guarded])
def test_a_broken_policy_leaves_looks_and_words_to_the_person(row: Row, tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_text("[locked\n")
    spec = SETTINGS[row.key]
    layers = SettingLayers(
        Settings().with_(**{spec.field: row.own}),
        policy_of_file(path),
        {spec.variable: row.variable},
    )
    assert layers.chosen(row.key, row.given).source is Source.COMMAND_LINE
    assert layers.chosen(row.key).source is Source.ENVIRONMENT
    layers.require_free(row.key)


def test_a_broken_policy_lets_the_local_file_that_counts_anyhow_be_named(tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_text("[locked\n")
    fresh = SettingLayers(Settings(), policy_of_file(path), {})
    local = str(local_database_path())
    assert fresh.chosen("database", local).value is None
    own = Settings().with_(database=str(tmp_path / "own.db"))
    with pytest.raises(NotAllowed):
        SettingLayers(own, policy_of_file(path), {}).chosen("database", local)
    with pytest.raises(NotAllowed):
        fresh.chosen("database", str(tmp_path / "other.db"))
    with pytest.raises(NotAllowed):
        fresh.chosen("backup_folder", local)


def test_it_is_told_why_each_setting_is_held(tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_text("[locked\n")
    broken = SettingLayers(Settings(), policy_of_file(path), {})
    assert set(broken.held) == set(broken.locked)
    assert {error.key for error in broken.held.values()} == {"policy_unreadable"}
    one = SettingLayers(Settings(), Policy(PLACE, {"time_zone": "Mars/Olympus", "theme": "dark"}))
    assert set(one.held) == {"time_zone"}
    assert "Mars/Olympus" in one.held["time_zone"].message
    assert SettingLayers().held == {}


# Values that no layer can use


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("database", "postgresql://desk:geheim@db.example.org/helpdesk"),
        ("database", "postgresql://desk:geheim@localhost/helpdesk"),
        ("database", "oracle://db/x"),
        ("database", "relative.db"),
        ("time_zone", "Mars/Olympus"),
        ("phone_region", "QQ"),
        ("backup_folder", "backups"),
    ],
)
def test_a_policy_cannot_say_it_and_its_lock_stays(key: str, value: str) -> None:
    layers = SettingLayers(Settings(), Policy(PLACE, {key: value, "theme": "dark"}))
    assert layers.is_locked(key)
    assert layers.chosen(key).value is None
    assert layers.chosen("theme").value == "dark"
    (fault,) = layers.notices
    assert f"cannot set {key}" in fault.message
    assert "geheim" not in fault.message
    as_default = SettingLayers(Settings(), Policy(PLACE, {}, {key: value}))
    assert not as_default.is_locked(key)
    assert as_default.chosen(key).source is Source.BUILT_IN
    assert len(as_default.notices) == 1


def test_a_password_is_refused_in_every_address_that_is_kept() -> None:
    for address in ("postgresql://desk:geheim@db.example.org/x", "mariadb://a:geheim@127.0.0.1/x"):
        with pytest.raises(BadUsage) as caught:
            check_value(SETTINGS["database"], address)
        assert caught.value.key == "password_in_setting"
        assert "geheim" not in caught.value.message


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("theme", "pink"),
        ("notifications", "perhaps"),
        ("backup_keep", "-1"),
        ("backup_keep", "1001"),
        ("backup_keep", "9" * 500),
        ("backup_folder", "relative"),
        ("time_zone", "Mars/Olympus"),
        ("phone_region", "QQ"),
        ("log_level", "loud"),
        ("updates", "on"),
    ],
)
def test_a_variable_that_cannot_be_used_is_refused_where_it_counts(key: str, said: str) -> None:
    variable = SETTINGS[key].variable
    layers = SettingLayers(environment={variable: said})
    with pytest.raises(BadUsage):
        layers.chosen(key)
    assert layers.tolerant(key).source is Source.BUILT_IN
    (notice,) = layers.notices
    assert notice.message.startswith(f"{variable} is not used: ")
    assert layers.preferences == Preferences()


def test_a_path_from_home_is_whole_once_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    layers = SettingLayers(environment={"HELPDESK_BACKUP_FOLDER": "~/backups"})
    assert layers.chosen("backup_folder").value == str(Path("~/backups").expanduser())
    monkeypatch.setenv("HOME", "/home/somebody")
    locked = SettingLayers(policy=Policy(PLACE, {"database": "sqlite:///~/desk.db"}))
    assert str(locked.chosen("database").value).endswith("/desk.db")
    assert "~" not in str(locked.chosen("database").value)


@pytest.mark.skipif(sys.platform == "win32", reason="it has no list of its users' folders")
@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("database", "~/desk.db"),
        ("database", "sqlite:///~/desk.db"),
        ("database", "sqlite:///%7e/desk.db"),
        ("backup_folder", "~/backups"),
    ],
)
def test_no_variable_moves_a_locked_place(
    key: str, value: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import pwd  # noqa: PLC0415  # not on Windows

    monkeypatch.setenv("HOME", str(tmp_path))
    kept = SettingLayers(policy=Policy(PLACE, {key: value})).chosen(key).value
    assert str(tmp_path) not in str(kept)
    assert str(pwd.getpwuid(os.getuid()).pw_dir) in str(kept)


def test_an_empty_variable_says_nothing() -> None:
    assert SettingLayers(environment={"HELPDESK_AS": ""}).chosen("as").source is Source.BUILT_IN


def test_one_value_has_several_spellings() -> None:
    layers = SettingLayers(policy=Policy(PLACE, {"as": "lan", "phone_region": "VN"}))
    assert layers.text("as", "LAN") == "lan"
    assert layers.text("phone_region", "vn") == "VN"
    path = str(Path("x.db").absolute())
    at = SettingLayers(policy=Policy(PLACE, {"database": path}))
    assert at.text("database", "x.db") == at.text("database", f"sqlite:///{path}")
    with pytest.raises(NotAllowed):
        at.text("database", "nonsense://x")


def test_the_agent_of_an_address_counts_where_nobody_stronger_says_one() -> None:
    settings = Settings(logins={"a.db": "mai"}).with_(login="hoa")
    assert SettingLayers(settings).at("a.db").text("as") == "mai"
    assert SettingLayers(settings).at("b.db").text("as") == "hoa"
    locked = SettingLayers(settings, Policy(PLACE, {"as": "lan"}))
    assert locked.at("a.db").text("as") == "lan"
    said = SettingLayers(settings, environment={"HELPDESK_AS": "duy"})
    assert said.at("a.db").text("as") == "duy"


def test_what_is_no_address_is_refused_as_ever() -> None:
    with pytest.raises(BadUsage) as caught:
        check_value(SETTINGS["database"], "oracle://x")
    assert caught.value.key == "unknown_driver"


# What the person stores, and what the window starts with


@pytest.fixture
def locked_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    path = tmp_path / "policy.toml"
    monkeypatch.setattr(policies, "MACHINE_FILE", path)

    def write(text: str) -> Path:
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_layers_are_read_from_the_real_places(
    locked_file: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    locked_file('[locked]\ntheme = "dark"\n[defaults]\ndensity = "compact"\n')
    SettingsFile(config_path()).change(lambda one: one.with_(theme="light", language="vi"))
    monkeypatch.setenv("HELPDESK_TIME_ZONE", "Asia/Tokyo")
    layers = read_layers()
    assert layers.preferences == Preferences("dark", "compact", "vi", "Asia/Tokyo")
    without = read_layers({})  # a request may leave variables out, and never the policy
    assert without.preferences == Preferences("dark", "compact", "vi")


@pytest.mark.parametrize("key", [*(field for field in Preferences.__slots__)])
def test_no_dialog_writes_a_locked_preference(locked_file: Callable[[str], Path], key: str) -> None:
    row = next(row for row in ROWS if row.key == key)
    value = f'"{row.policy}"' if isinstance(row.policy, str) else str(row.policy).lower()
    locked_file(f"[locked]\n{key} = {value}\n")
    setup = WindowSetup(StartWords())
    assert key in setup.settings().locked
    assert getattr(setup.settings().preferences, key) == row.policy
    other = replace(Preferences(), **{key: row.own})  # type: ignore[arg-type]  # by the table
    with pytest.raises(HelpdeskError) as caught:
        setup.save_preferences(other, frozenset({key}))
    assert caught.value.problems[0].field == key  # type: ignore[attr-defined]  # it is Invalid
    assert load_settings(config_path()) == Settings()
    setup.save_preferences(other)
    assert getattr(load_settings(config_path()), key) is None


def test_only_what_was_changed_is_written_as_ones_own(locked_file: Callable[[str], Path]) -> None:
    locked_file('[defaults]\ntheme = "dark"\n')
    setup = WindowSetup(StartWords())
    seen = setup.settings().preferences
    assert seen.theme == "dark"
    setup.save_preferences(Preferences("dark", "compact"), frozenset({"density"}))
    stored = load_settings(config_path())
    assert (stored.theme, stored.density) == (None, "compact")
    locked_file('[defaults]\ntheme = "contrast"\n')
    assert setup.settings().preferences.theme == "contrast"


def test_notices_and_variables_come_with_the_settings(locked_file: Callable[[str], Path]) -> None:
    locked_file("[locked\n")
    setup = WindowSetup(StartWords(environment={"HELPDESK_THEME": "dark", "HELPDESK_LOG": "loud"}))
    reading = setup.settings()
    assert [notice.key for notice in reading.notices] == ["policy_unreadable", "variable_value"]
    assert reading.variables == {"theme": "HELPDESK_THEME"}
    assert reading.locked >= {"database", "backup_folder"}


def test_a_theme_that_a_lock_contradicts_is_said(locked_file: Callable[[str], Path]) -> None:
    locked_file('[locked]\ntheme = "dark"\n')
    reading = WindowSetup(StartWords(theme="light")).settings()
    assert [notice.key for notice in reading.notices] == ["setting_locked"]
    assert WindowSetup(StartWords(theme="dark")).settings().notices == ()
    locked_file("")
    assert WindowSetup(StartWords(theme="light")).settings().notices == ()
    in_variable = StartWords(environment={"HELPDESK_THEME": "pink"})
    (notice,) = WindowSetup(in_variable).settings().notices
    assert notice.key == "variable_value"


@pytest.mark.parametrize("row", [row for row in BY_KEY if row.id in LOOKS])
def test_the_window_starts_with_the_looks_that_count(row: Row) -> None:
    path, spec = config_path(), SETTINGS[row.key]
    SettingsFile(path).change(lambda one: one.with_(**{row.key: row.own}))
    locked = Policy(PLACE, {row.key: row.policy}, {row.key: row.default})
    environment = {spec.variable: row.variable}

    def seen(*args: Any) -> Any:
        return getattr(starting_looks(*args), row.key)

    assert seen(path, environment, locked) == row.policy
    assert seen(path, environment, Policy()) == row.said_by_variable
    assert seen(path, {spec.variable: "nonsense"}, Policy()) == row.own
    assert seen(path, {}, Policy(PLACE, {}, {row.key: row.default})) == row.own
    held = Policy(PLACE, held=frozenset({row.key}))
    assert seen(path, environment, held) == row.own
    missing = path.with_name("none.toml")
    assert seen(missing, {}, Policy(PLACE, {}, {row.key: row.default})) == row.default
    assert seen(missing, {}, Policy()) == row.built_in


def test_the_theme_of_the_command_line_counts_unless_it_is_locked() -> None:
    path = config_path()
    assert starting_looks(path, {"HELPDESK_THEME": "dark"}, Policy(), "light").theme == "light"
    locked = Policy(PLACE, {"theme": "contrast"})
    assert starting_looks(path, {}, locked, "light").theme == "contrast"


def test_the_log_begins_at_the_level_that_counts() -> None:
    path = config_path()
    assert starting_log_level(path, {}, Policy(), None) == "warning"
    assert starting_log_level(path, {"HELPDESK_LOG": "info"}, Policy(), "debug") == "debug"
    assert starting_log_level(path, {"HELPDESK_LOG": "info"}, Policy(), None) == "info"
    locked = Policy(PLACE, {"log_level": "error"})
    assert starting_log_level(path, {"HELPDESK_LOG": "info"}, locked, "debug") == "error"
    assert os.environ.get("HELPDESK_LOG") is None
