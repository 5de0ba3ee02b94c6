"""`doctor` says how it stands with everything around the program, whatever is broken."""

import json
import os
import shutil
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import pytest
import trustme

from helpdesk_desktop import qt_libraries
from helpdesk_desktop.services import policy as policies
from helpdesk_desktop.services.doctor import examination, server_probe, surroundings
from helpdesk_desktop.services.settings import config_path, data_folder
from helpdesk_desktop.storage.database_url import ServerAddress, parse_database_url
from tests import servers
from tests.backed_up import make_database
from tests.cli_program import NOW, Answer, Cli
from tests.servers import PASSWORD, PASSWORD_USER, Certificate, RunningServer, ServerPlace

Checks = dict[str, dict[str, Any]]


def _checks(answer: Answer) -> Checks:
    document = answer.json
    assert document["ok"] is (answer.code == 0)
    assert answer.code == (1 if any(c["state"] == "fault" for c in document["checks"]) else 0)
    for one in document["checks"]:
        assert list(one) == ["check", "state", "message", "way_out"]
        assert one["message"]
    return {one["check"]: one for one in document["checks"]}


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return make_database(tmp_path / "data" / "desk.db").path


def _doctor(run: Cli, database: object, *words: str) -> Checks:
    return _checks(run("--database", str(database), "--now", NOW, "doctor", "--json", *words))


def test_a_sound_desk_has_no_fault(run: Cli, desk: Path) -> None:
    found = _doctor(run, desk)
    assert not [one for one in found.values() if one["state"] == "fault"]
    assert found["program"]["message"].startswith("Helpdesk Desktop ")
    assert found["sqlite"]["message"] == f"SQLite {sqlite3.sqlite_version}"
    assert "PySide6" in found["qt"]["message"]
    assert found["opening"]["message"].startswith("sqlite 3.")
    assert found["rights"]["state"] == "ok"
    assert found["agent"]["message"] == "boss, Administrator"
    assert found["named by"]["message"].endswith("by command line.")
    assert found["backups"] == {
        "check": "backups",
        "state": "warning",
        "message": f"There is no backup in {desk.parent / 'backups'}.",
        "way_out": "helpdesk-desktop-cli backup",
    }


def test_people_read_a_line_for_each_and_the_way_out(run: Cli, desk: Path) -> None:
    answer = run("--database", str(desk), "doctor")
    assert answer.code == 0
    assert "ok       database        " in answer.out
    assert "→ helpdesk-desktop-cli backup" in answer.out


def test_a_young_backup_is_well_and_an_old_one_is_not(run: Cli, desk: Path) -> None:
    run("--database", str(desk), "--now", NOW, "backup")
    assert _doctor(run, desk)["backups"]["state"] == "ok"
    later = (datetime.fromisoformat(NOW) + timedelta(days=9)).isoformat()
    found = _checks(run("--database", str(desk), "--now", later, "doctor", "--json"))
    assert (found["backups"]["state"], "9 days" in found["backups"]["message"]) == ("warning", True)
    shutil.rmtree(desk.parent / "backups")
    (desk.parent / "backups").touch()
    assert _doctor(run, desk)["backups"]["state"] == "warning"


def test_a_policy_that_cannot_be_read_is_a_fault_and_one_value_of_it_is_not(
    run: Cli, desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy = tmp_path / "policy.toml"
    monkeypatch.setattr(policies, "MACHINE_FILE", policy)
    policy.write_text("[locked\n")
    answer = run("--database", str(desk), "doctor", "--json")
    found = _checks(answer)
    assert found["policy"]["state"] == "fault"
    assert "line 1, column 8" in found["policy"]["message"]
    assert "administrator" in found["database"]["way_out"]
    assert [c["check"] for c in answer.json["checks"]].count("policy") == 1
    policy.write_text("[locked]\nbackup_keep = 'many'\n")
    assert _doctor(run, desk)["policy"]["state"] == "warning"
    policy.write_text("[locked]\nbackup_keep = 9\n")
    assert _doctor(run, desk)["policy"]["state"] == "ok"


def test_backups_of_a_wrong_clock_are_said(run: Cli, desk: Path) -> None:
    for now in (NOW, "2027-05-01T00:00:00Z"):
        assert run("--database", str(desk), "--now", now, "backup").code == 0
    found = _doctor(run, desk)["backups"]
    assert found["state"] == "warning"
    assert found["message"].startswith("1 of 2 in ")
    assert "clock" in found["way_out"]


def test_a_folder_of_backups_that_takes_none_is_said(run: Cli, desk: Path, tmp_path: Path) -> None:
    assert run("--database", str(desk), "--now", NOW, "backup").code == 0
    chosen = tmp_path / "chosen"
    chosen.write_text("a file where the folder should be")
    assert run("settings", "set", "backup_folder", str(chosen)).code == 0
    found = _doctor(run, desk)["backups"]
    assert found["state"] == "warning"
    assert str(chosen) in found["message"]
    assert "Nothing can be written" in found["message"]
    assert "backup_folder" in found["way_out"]


@pytest.mark.parametrize("content", [None, b"", b"Dear diary", b"SQLite format 3\0" + bytes(200)])
def test_a_database_that_cannot_be_opened_is_said_and_the_rest_too(
    run: Cli, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "desk.db"
    if content is not None:
        path.write_bytes(content)
    found = _doctor(run, path)
    assert found["opening"]["state"] == "fault"
    assert found["locale"]["state"] == "ok"
    assert path.exists() == (content is not None)


def test_a_damaged_file_leads_to_its_backups(run: Cli, desk: Path) -> None:
    desk.write_bytes(bytes(100) + desk.read_bytes()[100:])
    assert "restore BACKUP" in _doctor(run, desk)["opening"]["way_out"]


def test_an_older_file_is_no_fault(run: Cli, desk: Path) -> None:
    with closing(sqlite3.connect(desk)) as connection:
        connection.execute("UPDATE app_meta SET value = '0' WHERE name = 'schema'")
        connection.commit()
    assert _doctor(run, desk)["schema"]["state"] == "warning"


def test_a_file_that_others_may_open_is_said(run: Cli, desk: Path) -> None:
    desk.chmod(0o644)
    assert "chmod 600" in _doctor(run, desk)["file rights"]["way_out"]


def test_an_address_that_is_none_is_said(run: Cli) -> None:
    found = _doctor(run, "oracle://x/y")
    assert found["database"]["state"] == "fault"
    assert found["python"]["state"] == "ok"


def test_who_names_the_database_is_said(
    run: Cli, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "nobody" in _checks(run("doctor", "--json"))["named by"]["message"]
    monkeypatch.setenv("HELPDESK_DATABASE_URL", str(desk))
    assert "environment" in _checks(run("doctor", "--json"))["named by"]["message"]
    monkeypatch.delenv("HELPDESK_DATABASE_URL")
    config_path().parent.mkdir(parents=True, exist_ok=True)
    config_path().write_text(f"database = {json.dumps(str(desk))}\n")
    found = _checks(run("doctor", "--json"))
    assert "settings" in found["named by"]["message"]
    assert found["settings"]["message"] == str(config_path())
    config_path().write_text("database = [")
    assert _checks(run("doctor", "--json"))["settings"]["state"] == "warning"


def test_places_that_others_may_use_are_said(run: Cli, desk: Path) -> None:
    data_folder().mkdir(parents=True, exist_ok=True)
    for mode, word in ((0o777, "write"), (0o755, "look"), (0o700, "free")):
        data_folder().chmod(mode)
        assert word in _doctor(run, desk)["data folder"]["message"]


def test_a_full_disk_and_a_barred_folder_are_said(
    run: Cli, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(desk.parent)
    for free, state in ((10, "fault"), (500_000_000, "warning")):
        monkeypatch.setattr(shutil, "disk_usage", lambda _, free=free: usage._replace(free=free))
        assert _doctor(run, desk)["file"]["state"] == state
    monkeypatch.undo()
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    assert surroundings._place("data folder", desk.parent).state == "fault"


def test_what_is_not_installed_is_said(
    run: Cli, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(surroundings, "_version", lambda _: None)
    monkeypatch.setattr(qt_libraries, "LIBRARIES", ("libnone.so.9",))
    found = _doctor(run, desk)
    assert found["qt"]["state"] == "warning"
    assert found["psycopg"]["state"] == "fault"
    assert "libnone.so.9" in found["qt libraries"]["message"]
    assert "apt-get install" in found["qt libraries"]["way_out"]


def test_a_zone_that_is_none_is_said(run: Cli, desk: Path) -> None:
    assert _doctor(run, desk, "--tz", "Asia/Nowhere")["time zone"]["state"] == "fault"
    assert _doctor(run, desk, "--tz", "Asia/Ho_Chi_Minh")["time zone"]["state"] == "ok"


def test_an_agent_that_is_not_there_is_said(run: Cli, desk: Path) -> None:
    assert _doctor(run, desk, "--as", "nobody")["agent"]["state"] == "warning"


# Servers


def test_a_name_that_leads_nowhere_and_a_port_where_nothing_answers(run: Cli) -> None:
    found = _doctor(run, "postgresql://a@nowhere.invalid/x")
    assert (found["host name"]["state"], "port" in found) == ("fault", False)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        found = _doctor(run, f"mariadb://a@127.0.0.1:{taken.getsockname()[1]}/x")
    assert found["host name"]["state"] == "ok"
    assert "refused" in found["port"]["message"]
    assert "opening" not in found


@pytest.mark.parametrize("said", [b"", b"S", b"N" * 40, b"\x05\0\0\0abc"])
def test_a_server_that_speaks_something_else_is_said(said: bytes, tmp_path: Path) -> None:
    authority = tmp_path / "ca.pem"
    trustme.CA().cert_pem.write_to_path(str(authority))
    for scheme in ("postgresql", "mariadb"):
        ours, theirs = socket.socketpair()
        with ours, theirs:
            theirs.sendall(said)
            theirs.shutdown(socket.SHUT_WR)
            url = f"{scheme}://a@db.example.org/x?sslrootcert={quote(str(authority))}"
            address = parse_database_url(url)
            assert isinstance(address, ServerAddress)
            found = server_probe._certificate(ours, address)
        assert found.state == "fault"
        assert found.message


def test_a_server_is_gone_through_step_by_step(run: Cli, server_place: ServerPlace) -> None:
    database = "postgres" if server_place.engine == "postgres" else "mysql"
    found = _doctor(run, server_place.url_of(database))
    assert found["port"]["state"] == "ok"
    assert found["encryption"]["state"] == "ok"
    assert found["opening"]["state"] == "fault"


def test_a_servers_desk_has_no_fault(
    run: Cli, database_url: str, engine_name: str, tmp_path: Path
) -> None:
    if engine_name == "sqlite":
        return
    found = _doctor(run, database_url)
    assert not [one for one in found.values() if one["state"] == "fault"]
    assert found["rights"]["state"] == "ok"
    assert found["clock"]["state"] == "ok"
    assert "dump" in found["backups"]["message"]
    assert _doctor(run, database_url, "--password-file", str(tmp_path / "none"))["password"]


def test_rights_that_lack_and_a_clock_that_is_off_are_said(
    run: Cli, database_url: str, engine_name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if engine_name != "postgres":
        return
    address = parse_database_url(database_url)
    with psycopg.connect(database_url, autocommit=True) as connection:
        for statement in (
            "DROP ROLE IF EXISTS reader",
            "CREATE ROLE reader LOGIN",
            "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader",
        ):
            connection.execute(statement)
        try:
            found = _doctor(run, database_url.replace("//desk@", "//reader@"))
        finally:
            connection.execute("DROP OWNED BY reader")
            connection.execute("DROP ROLE reader")
    assert address.kind == "postgresql"
    assert found["rights"]["message"] == (
        "This account may not add rows, change tickets, take rows out."
    )
    for off, state in ((60, "warning"), (4_000, "fault"), (-60, "warning")):
        monkeypatch.setitem(
            examination._SERVER_TIME,
            "postgresql",
            f"SELECT extract(epoch FROM clock_timestamp()) + {off}",  # noqa: S608  # a number of ours
        )
        found = _doctor(run, database_url)
        assert found["clock"]["state"] == state
        assert ("behind" if off > 0 else "ahead of") in found["clock"]["message"]


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def _server(engine: str, authority: trustme.CA, name: str, days: int) -> RunningServer:
    ends = datetime.now(UTC) + timedelta(days=days, hours=1)
    issued = authority.issue_cert(name, not_after=ends)
    chain = b"".join(blob.bytes() for blob in issued.cert_chain_pems)
    return servers.start(engine, Certificate(chain, issued.private_key_pem.bytes()))


@pytest.fixture
def secured(server_engine: str, authority: trustme.CA) -> Iterator[RunningServer]:
    server = _server(server_engine, authority, "127.0.0.1", 9)
    yield server
    server.stop()


def test_a_certificate_is_verified_and_its_days_are_counted(
    run: Cli, secured: RunningServer, authority: trustme.CA, tmp_path: Path
) -> None:
    known, other, word = (tmp_path / name for name in ("ca.pem", "other.pem", "word"))
    authority.cert_pem.write_to_path(str(known))
    trustme.CA().cert_pem.write_to_path(str(other))
    word.write_text(f"{PASSWORD}\n")
    word.chmod(0o600)
    scheme = "postgresql" if secured.engine == "postgres" else "mariadb"
    database = "postgres" if secured.engine == "postgres" else "mysql"
    place = f"{scheme}://{quote(PASSWORD_USER, safe='')}@127.0.0.1:{secured.port}/{database}"
    url = f"{place}?sslmode=verify-full&sslrootcert={known}"
    found = _doctor(run, url, "--password-file", str(word))
    assert found["encryption"]["state"] == "warning"
    assert "9 days left" in found["encryption"]["message"]
    assert PASSWORD not in json.dumps(found)
    refused = _doctor(run, f"{place}?sslmode=verify-full&sslrootcert={other}")
    assert refused["encryption"]["state"] == "fault"
    assert "cannot be trusted" in refused["encryption"]["message"]
