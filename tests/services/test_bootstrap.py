import getpass
import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from helpdesk_desktop.bootstrap import (
    DeskRequest,
    create_or_open,
    database_address,
    init_database,
    open_desk,
)
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import BadUsage, Cancelled, ForeignFile, Unavailable
from helpdesk_desktop.domain.filters import FilterSpec
from helpdesk_desktop.domain.people import RoleKind
from helpdesk_desktop.domain.ticket import Draft
from helpdesk_desktop.services.settings import data_folder
from helpdesk_desktop.storage.database_url import ServerAddress, parse_database_url
from tests.builders import add_agent, add_ticket, ensure_administrator, opened, request


def test_a_new_desk_has_an_administrator_made_from_the_system_s_user(
    empty_database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "Đào Thị/Lan")
    asked = request(empty_database_url, None)
    assert init_database(asked)
    assert not init_database(asked)
    desk = open_desk(asked)
    try:
        assert desk.viewer.login == "Đào-Thị-Lan"
        assert desk.viewer.role.kind is RoleKind.ADMINISTRATOR
        assert add_ticket(desk).serial == 1
        assert [role.key for role in desk.team.roles()] == ["administrator", "supervisor", "agent"]
    finally:
        desk.close()


def test_nobody_s_system_has_an_administrator_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "///")
    desk = create_or_open(request(str(tmp_path / "x.db"), None))
    assert desk.viewer.login == "admin"
    desk.close()


def test_opening_makes_no_database(empty_database_url: str) -> None:
    with pytest.raises(Unavailable) as caught:
        open_desk(request(empty_database_url))
    assert caught.value.key == "no_database"


def test_the_window_makes_a_local_file_and_nothing_on_a_server(empty_database_url: str) -> None:
    asked = request(empty_database_url, None)
    if isinstance(database_address(asked), ServerAddress):
        with pytest.raises(Unavailable):
            create_or_open(asked)
        return
    create_or_open(asked).close()
    again = create_or_open(asked)
    assert again.info.engine == "SQLite"
    assert not again.info.is_read_only
    again.close()


def test_a_foreign_file_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE theirs (x)")
    other.close()
    before = path.read_bytes()
    for door in (open_desk, create_or_open, init_database):
        with pytest.raises(ForeignFile):
            door(request(str(path)))
    assert path.read_bytes() == before


def test_a_refused_agent_leaves_no_connection_open(database_url: str) -> None:
    ensure_administrator(database_url)
    with pytest.raises(BadUsage):
        open_desk(request(database_url, "nobody"))


def test_a_closed_desk_answers_nothing_more(database_url: str) -> None:
    with opened(database_url) as desk:
        pass
    with pytest.raises(Cancelled):
        desk.tickets.count(FilterSpec(), Cancellation())


def test_the_clock_the_zone_and_the_region_are_as_asked_for(database_url: str) -> None:
    now = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    with opened(database_url, now=now, time_zone="Europe/Berlin", region="us") as desk:
        saved = add_ticket(desk, phone="(415) 555-2671")
        ticket = desk.tickets.detail(saved.serial, Cancellation())
        found = desk.tickets.count(FilterSpec(), Cancellation())
    assert ticket.created_at == now
    assert desk.clock.zone.key == "Europe/Berlin"
    assert desk.session.region == "US"
    assert found == 1


def test_drafts_are_kept_apart_by_database_and_agent(tmp_path: Path) -> None:
    at = datetime(2026, 1, 2, tzinfo=UTC)
    urls = [str(tmp_path / name) for name in ("a.db", "b.db")]
    for url in urls:
        create_or_open(request(url, None)).close()
        ensure_administrator(url)
    first = open_desk(request(urls[0], None))
    add_agent(first, "lan")
    first.drafts.save(Draft("new:1", (("subject", "x"),), at))
    assert [draft.key for draft in first.drafts.load_all()] == ["new:1"]
    others = [open_desk(request(urls[0], "lan")), open_desk(request(urls[1], None))]
    assert [desk.drafts.load_all() for desk in others] == [(), ()]
    first.drafts.forget("new:1")
    assert first.drafts.load_all() == ()
    for desk in (first, *others):
        desk.close()
    assert len(list((data_folder() / "journal").glob("*.db"))) == 3


def test_a_server_s_password_is_asked_for_once_when_it_is_missing(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = parse_database_url(database_url)
    ensure_administrator(database_url)
    asked: list[str] = []
    real_open = __import__("helpdesk_desktop.bootstrap", fromlist=["open_database"]).open_database

    def refusing(where: object, *, password: str | None = None) -> object:
        if password is None:
            raise Unavailable("password_needed", place="server")
        return real_open(where)

    def answer(place: str) -> str | None:
        asked.append(place)
        return "geheim" if len(asked) > 1 else None

    monkeypatch.setattr("helpdesk_desktop.bootstrap.open_database", refusing)
    wish = DeskRequest(
        database=database_url, as_login="boss", ask_password=answer, environment=os.environ
    )
    with pytest.raises(Unavailable):
        open_desk(wish)
    open_desk(wish).close()
    assert asked == [address.place] * 2
    with pytest.raises(Unavailable):
        open_desk(request(database_url))
