"""The only place for how generated tickets are distributed: who, when, how far, how many.

The same seed, `now` and starting ids give the same rows, byte for byte. 78 % closed, 1.6 % created
in the last 30 days and a third with a call are the shares that performance.md was measured on; the
shares of choices are plausible, no more.
"""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from random import Random

from helpdesk_desktop.domain.ticket import Source, Status
from helpdesk_desktop.services import fill_words
from helpdesk_desktop.services.fill_rows import (
    COLUMNS,
    DAY_US,
    HOUR_US,
    SECOND_US,
    SPAN_US,
    UID_BITS,
    WEEK_US,
    Batch,
    Ground,
    People,
    make_phone,
    make_uid,
)

# 20,000 tickets with all that belongs to them: about 60 MB of Python objects, 0.5 s of progress.
CHUNK_TICKETS = 20_000


class TicketMaker:
    """Makes tickets in the order of their creation, a chunk at a time."""

    def __init__(self, rng: Random, tickets: int, ground: Ground, people: People) -> None:
        self._rng = rng
        self._tickets = tickets
        self._ground = ground
        self._people = people
        self._subjects = fill_words.subjects()
        self._descriptions = fill_words.descriptions(rng)
        self._notes = fill_words.notes()
        self._ids = dict(ground.next_ids)
        ranks = range(len(people.agent_ids))
        # Zipf with an offset: the busiest agent has about five times the median.
        self._agent_weights = list(accumulate(1 / (rank + 4) for rank in ranks))
        self._types = (*ground.type_ids, None)
        shares = (40, 30, 10, 8, *[4] * len(ground.type_ids))[: len(ground.type_ids)]
        self._type_weights = list(accumulate((*shares, 12)))

    def chunks(self) -> Iterator[Batch]:
        """Every ticket, `CHUNK_TICKETS` at a time."""
        done = 0
        while done < self._tickets:
            count = min(CHUNK_TICKETS, self._tickets - done)
            yield self._chunk(done, count)
            done += count

    def _chunk(self, done: int, count: int) -> Batch:  # noqa: C901, PLR0912, PLR0915  # one flat loop: calls would cost as much as the work
        rng, ground, people = self._rng, self._ground, self._people
        random, bits, choices = rng.random, rng.getrandbits, rng.choices
        agents, callers, team_of = people.agent_ids, people.callers, people.team_of
        batch: Batch = {name: [] for name in COLUMNS}
        add_ticket, add_text = batch["ticket"].append, batch["ticket_text"].append
        now = ground.now_us
        fresh_from = now - 30 * DAY_US
        serial = ground.next_ids["ticket"] + done
        caller_count = len(callers)
        columns = zip(
            _creations(rng, now, done, count, self._tickets),
            choices(self._subjects, k=count),
            choices(self._descriptions, k=count),
            choices((0, 1, 2, 3), cum_weights=(20, 75, 93, 100), k=count),
            choices(_SOURCES, cum_weights=_SOURCE_WEIGHTS, k=count),
            choices(self._types, cum_weights=self._type_weights, k=count),
            choices(agents, cum_weights=self._agent_weights, k=count),
            choices(agents, cum_weights=self._agent_weights, k=count),
            choices(_OPEN, cum_weights=(25, 70, 100), k=count),
            strict=True,
        )
        closed_at: int | None
        call_at: int | None
        direction: int | None
        call_status: int | None
        contact_id: int | None
        for (
            created, subject, description, priority, source, type_id, agent, other, status
        ) in columns:  # fmt: skip
            left = now - created
            closed = random() < (0.47 if created > fresh_from else 0.785)
            # The square brings most answers close to the question.
            spent = int(min(left, 20 * DAY_US) * random() ** 2)
            if closed:
                status = 3  # noqa: PLW2901 - the drawn status is that of open tickets
                updated = created + spent
                closed_at = updated
                assignee = agent if random() < 0.97 else None
            else:
                closed_at = None
                updated = created + spent if random() < 0.5 else created
                assignee = agent if status or random() < 0.35 else None
            # Mostly the agent's own group; the last digits of the instant serve as a die.
            die = created % 100
            team = team_of[agent] if die < 75 else team_of[other] if die < 88 else None
            creator = other if source < 5 and source != 4 else None
            due = created + (1 + die % 5) * DAY_US if random() < (0.2 if closed else 0.1) else None
            words = subject.words
            if random() < 0.88:
                text = description.text
                text_words = description.words
                if die < 25:
                    code = bits(30) % 9_000_000 + 1_000_000
                    text = f"{text} Mã đơn DH{code}."
                    text_words = f"{text_words} ma don dh{code}"
                words = f"{words} ¶{text_words}"
            else:
                text = text_words = None
            if random() < 0.92:
                caller = callers[int(caller_count * random() ** 3)]
                contact_id, contact_fold = caller.id, caller.fold
                if caller.words:
                    words = f"{words} ¶{caller.words}"
                if caller.email_words:
                    words = f"{caller.email_words} §{words}"
                typed = digits = national = None
                number, number_digits = caller.number, caller.digits
            else:
                contact_id = contact_fold = None
                typed, number, digits, national = make_phone(rng)
                number_digits = digits
            note_count = 0
            if random() < 0.3:
                note_count = 1 + (die & 1)
                authors = (agent, other)[:note_count]
                words += self._add_notes(batch, serial, authors, updated)
            if source in _CALL_OF:
                direction, call_status = _CALL_OF[source]
                call_at = created - (30 + die) * SECOND_US
                self._add_call(
                    batch, serial, (direction, call_status, call_at, agent, number, number_digits)
                )
            else:
                direction = call_status = call_at = None  # no call
            if random() < 0.25:
                for cc in {agents[bits(20) % len(agents)] for _ in range(1 + (die < 20))}:
                    batch["ticket_cc"].append((serial, cc))
            if closed and die < 60:
                self._add_activity(
                    batch, (serial, closed_at, agent, "status", '"processing"', '"closed"')
                )
            if updated > now - 3 * DAY_US and die & 1:
                batch["ticket_read"].append((agent, serial, updated))
            add_ticket(
                (serial, make_uid(created, bits(UID_BITS)), 1 + note_count + (status > 0), 0,
                 status, priority, source, type_id, contact_id, assignee, team, creator, created,
                 updated, due, None if due is None else 0, closed_at,
                 created + spent // 3 if status else None, 0, updated,
                 other if die < 50 else agent, direction, call_status, call_at, note_count, 0,
                 typed, digits, national, subject.text, subject.folded, contact_fold)
            )  # fmt: skip
            add_text((serial, text, text_words, words))
            serial += 1
        return batch

    def _next(self, table: str) -> int:
        number = self._ids[table]
        self._ids[table] = number + 1
        return number

    def _add_notes(self, batch: Batch, serial: int, authors: tuple[int, ...], at: int) -> str:
        words = ""
        for author in authors:
            bits = self._rng.getrandbits(UID_BITS)
            note = self._notes[bits % len(self._notes)]
            words = f"{words} ¶{note.words}"
            batch["note"].append(
                (self._next("note"), make_uid(at, bits), serial, author, at, 0,
                 int(bits & 7 != 0), note.text, note.words, 1)
            )  # fmt: skip
        return words

    def _add_call(
        self, batch: Batch, serial: int, call: tuple[int, int, int, int, str, str]
    ) -> None:
        direction, status, start, agent, number, number_digits = call
        bits = self._rng.getrandbits(UID_BITS)
        queue = bits & 63
        talk = 20 + (bits >> 6) % 600 if status == 0 else None
        answer = start + queue * SECOND_US if talk is not None else None
        end = start + (queue + (talk or 0)) * SECOND_US
        hotline = fill_words.HOTLINES[(bits >> 20) % len(fill_words.HOTLINES)]
        call_id = self._next("call")
        batch["call"].append(
            (call_id, make_uid(start, bits), direction, status, start, answer, end, queue, talk,
             None if talk is None else 0, hotline, hotline[1:], f"0{hotline[3:]}", number,
             number_digits, f"0{number_digits[2:]}", agent, int(status == 1 and bits & 1 == 1))
        )  # fmt: skip
        batch["ticket_call"].append((serial, call_id))

    def _add_activity(self, batch: Batch, change: tuple[object, ...]) -> None:
        uid = make_uid(self._ground.now_us, self._rng.getrandbits(UID_BITS))
        batch["activity"].append((self._next("activity"), *change, uid))


_MONDAY = 4 * DAY_US - 7 * HOUR_US  # the first Monday after 1970-01-01, midnight in Hanoi
_OPEN = (int(Status.NEW), int(Status.PROCESSING), int(Status.PENDING))
_SOURCES = tuple(
    int(source)
    for source in (
        Source.MANUAL, Source.INBOUND_CALL, Source.OUTBOUND_CALL, Source.MISSED_CALL, Source.EMAIL,
        Source.CHAT, Source.SOCIAL, Source.API,
    )
)  # fmt: skip
# A third come with a call.
_SOURCE_WEIGHTS = (15, 35, 41, 48, 78, 90, 96, 100)
# Source -> direction and status of its call.
_CALL_OF = {
    int(Source.INBOUND_CALL): (0, 0),
    int(Source.OUTBOUND_CALL): (1, 0),
    int(Source.MISSED_CALL): (0, 1),
}

# How busy each hour of a day and each day of a week is.
_HOURS = (1, 1, 1, 1, 1, 2, 4, 10, 22, 26, 24, 18, 12, 20, 24, 24, 20, 14, 8, 6, 5, 4, 3, 2)
_WEEKDAYS = (1.2, 1.1, 1.05, 1.0, 1.0, 0.45, 0.2)
_SLOTS = [day * hour for day in _WEEKDAYS for hour in _HOURS]
# Position in the week at which each hour begins, when time ran as fast as tickets come.
_BUSY = [0.0, *accumulate(weight / sum(_SLOTS) for weight in _SLOTS)]


def _busy_of(at: int) -> float:
    # Instant -> busy time: weeks since the first Monday, running fast in busy hours.
    week, rest = divmod(at - _MONDAY, WEEK_US)
    slot, part = divmod(rest, HOUR_US)
    return week + _BUSY[slot] + (_BUSY[slot + 1] - _BUSY[slot]) * part / HOUR_US


def _creations(rng: Random, now: int, done: int, count: int, total: int) -> list[int]:
    # Evenly spread over busy time, ascending, the last just before now.
    random = rng.random
    start, end = _busy_of(now - SPAN_US), _busy_of(now)
    step = (end - start) / total
    made = []
    for index in range(done, done + count):
        week, part = divmod(start + (index + random()) * step, 1)
        slot = min(bisect_right(_BUSY, part) - 1, len(_SLOTS) - 1)
        within = (part - _BUSY[slot]) / (_BUSY[slot + 1] - _BUSY[slot])
        made.append(_MONDAY + int(week) * WEEK_US + int((slot + within) * HOUR_US))
    return made
