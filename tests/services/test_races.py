"""Two desks that change the same thing in the same moment: one of them is told, in a sentence."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest
from sqlalchemy import Connection, event

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldKind
from helpdesk_desktop.domain.errors import Invalid
from helpdesk_desktop.domain.field_wishes import OptionLine
from helpdesk_desktop.domain.ticket import Serial
from helpdesk_desktop.storage import database as database_module
from tests.builders import add_agent, add_field, add_group, add_ticket, opened

Deed = Callable[[OpenDesk], object]


class Race:
    """Runs one desk's write up to its commit, then another's up to where they meet."""

    def __init__(self, url: str) -> None:
        self._url = url

    def run(self, first: Deed, second: Deed, meets: str) -> tuple[Future[Any], Future[Any]]:
        """Both writes, ended; the first commits once the second is sent a `meets` statement.

        On SQLite the second waits for the file before any statement of its own.
        """
        is_sent, may_commit = Event(), Event()

        def at_commit(_connection: Connection) -> None:
            is_ready.set()
            assert may_commit.wait(20)

        def before(*words: Any) -> None:
            if words[2].lstrip().upper().startswith(meets.upper()):
                is_sent.set()

        is_ready = Event()
        with opened(self._url) as here, opened(self._url) as there, ThreadPoolExecutor(2) as pool:
            writes = here._session.database._writes
            event.listen(writes, "commit", at_commit, once=True)
            event.listen(there._session.database._writes, "before_cursor_execute", before)
            one = pool.submit(first, here)
            assert is_ready.wait(20)
            two = pool.submit(second, there)
            if here.info.engine != "SQLite":
                assert is_sent.wait(20)
            may_commit.set()
            one.exception(30)
            two.exception(30)
        return one, two


@pytest.fixture
def race(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Race:
    # As if the second had waited as long as anybody waits for a lock.
    monkeypatch.setattr(database_module, "LOCK_TIMEOUT_S", 0)
    return Race(database_url)


@pytest.mark.parametrize(
    ("table", "deed"),
    [
        ("custom_field", lambda desk: add_field(desk, "region")),
        ("agent", lambda desk: add_agent(desk, "region")),
        ("team", lambda desk: add_group(desk, "region")),
        ("ticket_type", lambda desk: desk.types.add_type("region", {"name": "Region"})),
        ("role", lambda desk: desk.team.add_role("region", {"kind": "agent"})),
    ],
    ids=["custom_field", "agent", "team", "ticket_type", "role"],
)
def test_of_two_that_take_one_name_at_once_the_second_is_told_that_it_is_taken(
    race: Race, table: str, deed: Deed
) -> None:
    one, two = race.run(deed, deed, f"INSERT INTO {table}")
    assert one.exception() is None
    refusal = two.exception()
    assert isinstance(refusal, Invalid), refusal
    assert refusal.problems[0].key in {"name_taken", "login_taken"}


def _with_options(desk: OpenDesk) -> CustomField:
    return add_field(desk, "region", CustomFieldKind.DROP_DOWN, options="North\nSouth")


def _taking(field: CustomField) -> Deed:
    south = next(one.id for one in field.options if one.label == "South")
    return lambda desk: add_ticket(desk, custom=(("region", south),))


def _dropping(field: CustomField) -> Deed:
    north = [OptionLine("North", id=one.id) for one in field.options if one.label == "North"]
    return lambda desk: desk.fields.set_options(field.id, None, north)


def test_an_option_that_goes_while_it_is_taken_is_refused(race: Race, desk: OpenDesk) -> None:
    field = _with_options(desk)
    one, two = race.run(_dropping(field), _taking(field), "INSERT INTO ticket_value")
    assert one.exception() is None
    refusal = two.exception()
    assert isinstance(refusal, Invalid), refusal
    assert refusal.problems[0].field == "cf.region"
    (left,) = desk.fields.all()
    assert [option.label for option in left.options] == ["North"]


def test_an_option_that_is_taken_while_it_goes_is_retired(race: Race, desk: OpenDesk) -> None:
    field = _with_options(desk)
    # A field whose option is being taken cannot even be touched on MariaDB.
    meets = "field" if desk.info.engine == "MariaDB" else "option"
    one, two = race.run(_taking(field), _dropping(field), f"UPDATE custom_{meets}")
    assert one.exception() is None
    assert two.exception() is None
    (left,) = desk.fields.all()
    assert [(option.label, option.is_retired) for option in left.options] == [
        ("North", False),
        ("South", True),
    ]
    detail = desk.tickets.detail(Serial(one.result().serial), Cancellation())
    assert dict(detail.custom)["region"] == left.options[1].id
