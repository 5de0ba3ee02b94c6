import getpass
import io
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from helpdesk_desktop.domain.errors import BadUsage, NotAllowed, Unavailable
from helpdesk_desktop.services.clock import SystemClock, zone_named
from helpdesk_desktop.services.connection import (
    DeskRequest,
    read_password,
    resolve_address,
    resolve_viewer,
    system_login,
    system_name,
    wants_password,
)
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.services.setting_layers import SettingLayers
from helpdesk_desktop.services.settings import (
    Settings,
    config_path,
    load_settings,
    local_database_path,
)
from tests.builders import add_agent, opened

AT = datetime(2026, 11, 23, 2, 50, tzinfo=UTC)


def _request(**values: Any) -> DeskRequest:
    return DeskRequest(environment=values.pop("environment", {}), **values)


def test_the_nearest_word_names_the_database(tmp_path: Path) -> None:
    environment = {"HELPDESK_DATABASE_URL": str(tmp_path / "environment.db")}
    settings = Settings(database=str(tmp_path / "settings.db"))
    asked = _request(database=str(tmp_path / "asked.db"))
    places = [
        resolve_address(asked, SettingLayers(settings, environment=environment)).place,
        resolve_address(_request(), SettingLayers(settings, environment=environment)).place,
        resolve_address(_request(), SettingLayers(settings)).place,
        resolve_address(_request(), SettingLayers()).place,
    ]
    assert [Path(place).name for place in places] == [
        "asked.db",
        "environment.db",
        "settings.db",
        "helpdesk.db",
    ]
    assert places[-1] == str(local_database_path())


def test_a_password_that_somebody_wrote_into_the_settings_is_refused() -> None:
    address = "postgresql://lan:geheim@127.0.0.1/desk"
    with pytest.raises(BadUsage) as caught:
        resolve_address(_request(), SettingLayers(Settings(database=address)))
    assert caught.value.key == "password_in_setting"
    assert "geheim" not in caught.value.message
    said = resolve_address(_request(database=address), SettingLayers())
    assert said.place == "lan@127.0.0.1/desk"


def test_a_password_is_the_first_line_of_its_file(tmp_path: Path) -> None:
    path = tmp_path / "password"
    path.write_text("geheim ü\nmore\n", encoding="utf-8")
    path.chmod(0o600)
    assert read_password(_request(password_file=str(path))) == "geheim ü"
    assert read_password(_request()) is None


def test_a_password_may_come_by_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("geheim\n"))
    assert read_password(_request(password_file="-")) == "geheim"  # noqa: S106  # a file's name


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644])
def test_a_password_file_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "password"
    path.write_text("geheim")
    path.chmod(mode)
    with pytest.raises(BadUsage) as caught:
        read_password(_request(password_file=str(path)))
    assert "chmod 600" in caught.value.message
    assert "geheim" not in caught.value.message


@pytest.mark.parametrize("content", [None, b"", b"\n", b"\xff\xfe"])
def test_a_password_file_without_a_password_is_refused(
    tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "password"
    if content is not None:
        path.write_bytes(content)
        path.chmod(0o600)
    with pytest.raises(BadUsage) as caught:
        read_password(_request(password_file=str(path)))
    assert str(path) in caught.value.message


def test_only_a_missing_or_wrong_password_is_asked_for() -> None:
    assert wants_password(Unavailable("password_needed", place="x"))
    assert wants_password(Unavailable("wrong_password", place="x"))
    assert not wants_password(Unavailable("no_such_database", place="x"))


def _viewer(desk: OpenDesk, settings: Settings | None = None, **values: Any) -> str:
    with desk.session.database.reading() as connection:
        request = _request(**values)
        layers = SettingLayers(settings, environment=request.environment)
        return resolve_viewer(connection, request, layers).login


def test_the_nearest_word_names_the_agent(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(database_url) as desk:
        for login in ("lan", "minh", "mai", "system"):
            add_agent(desk, login)
        environment = {"HELPDESK_AS": "MINH"}
        settings = Settings.model_validate({"as": "mai"})
        assert _viewer(desk, settings, as_login="Lan", environment=environment) == "lan"
        assert _viewer(desk, settings, environment=environment) == "minh"
        assert _viewer(desk, settings) == "mai"
        monkeypatch.setattr(getpass, "getuser", lambda: "system")
        assert _viewer(desk) == "system"
        monkeypatch.setattr(getpass, "getuser", lambda: "nobody")
        assert _viewer(desk) == "boss"


def test_who_cannot_be_told_is_asked_with_the_logins(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "nobody")
    with opened(database_url) as desk:
        add_agent(desk, "lan", role="administrator")
        with pytest.raises(BadUsage) as caught:
            _viewer(desk)
        assert caught.value.message == "Which agent are you? Use --as LOGIN. Agents: boss, lan."
        for number in range(20):
            add_agent(desk, f"agent-{number}")
        with pytest.raises(BadUsage) as caught:
            _viewer(desk)
        assert caught.value.message.endswith("agent-17, ….")


def test_an_unknown_agent_is_refused_and_so_is_one_switched_off(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(database_url) as desk:
        add_agent(desk, "lan", active="no")
        with pytest.raises(BadUsage):
            _viewer(desk, as_login="nobody")
        with pytest.raises(NotAllowed):
            _viewer(desk, as_login="lan")
        # The system's login of somebody who left is nobody's.
        monkeypatch.setattr(getpass, "getuser", lambda: "lan")
        with pytest.raises(BadUsage):
            _viewer(desk)


def test_a_system_without_names_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise OSError("no user name")

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert system_login() is None
    monkeypatch.setattr(os, "getuid", lambda: 2**31 - 7)
    assert system_name() is None
    monkeypatch.setitem(sys.modules, "pwd", None)
    assert system_name() is None


def test_settings_say_what_the_file_says() -> None:
    path = config_path()
    assert load_settings(path) == Settings()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('database = "x.db"\nas = "lan"\nphone_region = "US"\ncolour = "red"\n')
    settings = load_settings(path)
    assert (settings.database, settings.login, settings.phone_region) == ("x.db", "lan", "US")
    assert settings.time_zone is None


@pytest.mark.parametrize("content", [b"\xff", b"database = ", b"database = 7", b"as = []"])
def test_settings_that_cannot_be_read_give_way_to_the_defaults(content: bytes) -> None:
    path = config_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    settings = load_settings(path)
    assert settings.warning
    assert settings == Settings(warning=settings.warning)
    assert path.read_bytes() == content


def test_a_clock_stands_still_where_it_is_told_to() -> None:
    zone = ZoneInfo("Asia/Ho_Chi_Minh")
    clock = SystemClock(zone, AT.astimezone(zone))
    assert clock.now() == AT
    assert clock.now().tzinfo is UTC
    assert abs(SystemClock(zone).now() - datetime.now(UTC)).total_seconds() < 60


def test_a_zone_is_named_or_the_system_s() -> None:
    assert zone_named("Asia/Ho_Chi_Minh").key == "Asia/Ho_Chi_Minh"
    assert zone_named(None).key


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "../etc/passwd", "Asia", "a\0"])
def test_what_is_no_zone_is_refused(name: str) -> None:
    with pytest.raises(BadUsage):
        zone_named(name)
