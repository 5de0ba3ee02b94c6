"""Serials have no gap and no double, whoever creates at the same time or fails in between."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import Connection

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.filters import FilterSpec
from helpdesk_desktop.storage.counter_store import take_serials
from helpdesk_desktop.storage.database import Database
from tests.builders import add_ticket, ensure_administrator, opened

ROOT = Path(__file__).resolve().parents[2]
PROCESSES = 8
TICKETS_EACH = 100

# Every tenth create is refused, every seventh is sent twice: neither may burn a serial.
CREATOR = """
import sys
from uuid import uuid4
from helpdesk_desktop.domain.errors import Invalid
from helpdesk_desktop.domain.people import AgentId, NewContact
from tests.builders import add_ticket, opened

with opened(sys.argv[1]) as desk:
    made = 0
    while made < int(sys.argv[2]):
        made += 1
        uid = uuid4()
        if made % 10 == 0:
            try:
                add_ticket(desk, assignee_id=AgentId(999_999))
            except Invalid:
                pass
        contact = NewContact(name=f"Caller {made}") if made % 3 == 0 else None
        saved = add_ticket(desk, f"{made}", uid=uid, new_contact=contact)
        if made % 7 == 0:
            assert add_ticket(desk, f"{made}", uid=uid, new_contact=contact).was_there
        print(saved.serial)
"""

# The same ticket from all sides at once.
SENDER = """
import sys
from uuid import UUID
from tests.builders import add_ticket, opened

with opened(sys.argv[1]) as desk:
    for number in range(int(sys.argv[2])):
        print(add_ticket(desk, f"{number}", uid=UUID(int=number + 1)).serial)
"""


def _run_all(script: str, database_url: str, programs: int, tickets: int) -> list[list[int]]:
    ensure_administrator(database_url)
    command = [sys.executable, "-c", script, database_url, str(tickets)]
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        for _ in range(programs)
    ]
    outputs = [one.communicate(timeout=240)[0] for one in running]
    assert [one.returncode for one in running] == [0] * programs
    return [[int(line) for line in output.split()] for output in outputs]


@pytest.mark.timeout(300)
def test_eight_programs_give_every_serial_once(database_url: str) -> None:
    answers = _run_all(CREATOR, database_url, PROCESSES, TICKETS_EACH)
    given = sorted(serial for one in answers for serial in one)
    assert given == list(range(1, PROCESSES * TICKETS_EACH + 1))
    with opened(database_url) as desk:
        stored = desk.tickets.ids(FilterSpec(), Cancellation())
        assert sorted(stored) == given


@pytest.mark.timeout(300)
def test_one_ticket_sent_from_all_sides_is_made_once(database_url: str) -> None:
    answers = _run_all(SENDER, database_url, 3, 20)
    counted = Counter(serial for one in answers for serial in one)
    # A serial that was taken and rolled back is given again: none is missing, none is double.
    assert counted == dict.fromkeys(range(1, 21), 3)


def test_a_failed_create_leaves_no_gap(database_url: str) -> None:
    with opened(database_url) as desk:
        first = add_ticket(desk)
        with pytest.raises(RuntimeError):
            _fail_after_all_else(desk.session.database)
        assert add_ticket(desk).serial == first.serial + 1


def _fail_after_all_else(database: Database) -> None:
    def work(connection: Connection) -> None:
        take_serials(connection, 5)
        raise RuntimeError

    database.write(work)
