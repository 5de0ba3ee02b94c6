"""The only place that asks of one ticket which conditions hold."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, case, select

from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.domain.filters import Node
from helpdesk_desktop.domain.question import Question
from helpdesk_desktop.storage.filter_sql import where
from helpdesk_desktop.storage.schema import ticket

# Conditions of one statement: a tree of hundreds would pass SQLite's 32,766 bound values.
_AT_ONCE = 40


def find_answers(
    connection: Connection, question: Question, serial: int, leaves: Sequence[Node]
) -> list[bool | None]:
    """Whether each leaf holds for the ticket, its negation and muting left aside.

    None for what cannot be asked. Permission is not asked here. Where the ticket is gone, every
    answer is None.
    """
    answers: list[bool | None] = [None] * len(leaves)
    asked = []
    for place, leaf in enumerate(leaves):
        plain = replace(leaf, neg=False, mute=False)
        try:
            claim = where(plain, question, connection.dialect.name)
        except HelpdeskError:
            continue
        asked.append((place, case((claim, 1), else_=0)))
    for start in range(0, len(asked), _AT_ONCE):
        chunk = asked[start : start + _AT_ONCE]
        columns = [column.label(f"c{number}") for number, (_, column) in enumerate(chunk)]
        row = connection.execute(select(*columns).where(ticket.c.serial == serial)).first()
        if row is not None:
            for (place, _), holds in zip(chunk, row, strict=True):
                answers[place] = bool(holds)
    return answers
