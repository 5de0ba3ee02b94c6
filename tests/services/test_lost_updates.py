"""No edit is lost, however many programs change one ticket at the same time.

Each makes as many as `--edits-each` says: few in daily work, hundreds where it is to be shown.
"""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from helpdesk_desktop.domain.cancellation import Cancellation
from tests.builders import add_ticket, ensure_administrator, opened

ROOT = Path(__file__).resolve().parents[2]
PROCESSES = 8

# Opens the ticket, adds one to the number in its subject and saves with the version it opened: as
# an agent does. Who comes too late looks up for a moment and opens it again.
EDITOR = """
import random
import sys
from threading import Event
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import Conflict
from helpdesk_desktop.domain.ticket import Serial, TicketEdit
from tests.builders import opened

serial = Serial(int(sys.argv[3]))
late = 0
pause = Event()
with opened(sys.argv[1]) as desk:
    print("ready", flush=True)
    sys.stdin.readline()
    saved = 0
    while saved < int(sys.argv[2]):
        (row,) = desk.tickets.rows((serial,), Cancellation())
        edit = TicketEdit(serial, row.version, (("subject", str(int(row.subject) + 1)),))
        try:
            print(desk.tickets.edit(edit).version)
        except Conflict:
            late += 1
            pause.wait(random.uniform(0, 0.02))
        else:
            saved += 1
print("late", late)
"""


@pytest.mark.timeout(900)
def test_eight_programs_edit_one_ticket_and_no_edit_is_lost(
    database_url: str,
    engine_name: str,
    pytestconfig: pytest.Config,
    record_property: Callable[..., None],
) -> None:
    edits_each: int = pytestconfig.getoption("--edits-each")
    ensure_administrator(database_url)
    with opened(database_url) as desk:
        serial = add_ticket(desk, "0").serial
    words = [sys.executable, "-c", EDITOR, database_url, str(edits_each), str(serial)]
    running = [
        subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        for _ in range(PROCESSES)
    ]
    for one in running:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in running:  # all are open before the first may save
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    began_s = time.monotonic()
    answers = [one.communicate(timeout=800)[0].split() for one in running]
    took_s = time.monotonic() - began_s
    assert [one.returncode for one in running] == [0] * PROCESSES
    versions = sorted(int(word) for answer in answers for word in answer[:-2])
    late = sum(int(answer[-1]) for answer in answers)
    edits = PROCESSES * edits_each
    record_property("late", late)
    record_property("took_s", round(took_s, 1))
    sys.stderr.write(f"\n{engine_name}: {edits} edits in {took_s:.1f} s, {late} came too late\n")
    # Every acknowledged save got a version of its own, and the number counts them all.
    assert versions == list(range(2, edits + 2))
    assert late > 0, "nobody was ever in anybody's way, so nothing was shown"
    with opened(database_url) as desk:
        ticket = desk.tickets.detail(serial, Cancellation())
    assert (ticket.subject, ticket.version) == (str(edits), edits + 1)
    steps = [(line.old, line.new) for line in ticket.activities if line.field == "subject"]
    assert steps == [(str(number), str(number + 1)) for number in range(edits)]
