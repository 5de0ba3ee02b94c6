"""The only place that reads rows for a window to copy or to print them, however many they are.

They are the list's own rows, so that nothing is told that the list would not show. More of them
than anybody reads are an export and ask for its right.
"""

from collections.abc import Iterator, Sequence

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.columns import CUSTOM_STARTS
from helpdesk_desktop.domain.export_values import ReadRows, ReadWish
from helpdesk_desktop.domain.question import Question
from helpdesk_desktop.domain.ticket import TicketRow
from helpdesk_desktop.services.export_right import require_export
from helpdesk_desktop.services.session import Session
from helpdesk_desktop.storage.lists import ticket_list
from helpdesk_desktop.storage.lists.custom_cells import with_cells_of_seen

# Two looks at the cancellation lie so far apart: some 5 ms.
_BLOCK = 500


def read_rows(session: Session, wish: ReadWish, cancel: Cancellation) -> ReadRows:
    """How many rows are wished for, and the rows as they are taken.

    Raises:
        NotAllowed: more than the role, read anew, may take away.
        Cancelled: it was called off.
    """
    with session.database.reading(cancel) as connection:
        viewer = session.fresh_viewer(connection)
        session.fresh_directory(connection)
        question = session.question(connection, wish.spec, has_ccs="ccs" in wish.columns)
        serials = wish.serials
        if serials is None:
            serials = ticket_list.find_ids(connection, question, cancel)
    require_export(viewer, len(serials), key="take_right")
    custom = tuple(key for key in wish.columns if key.startswith(CUSTOM_STARTS))
    return ReadRows(len(serials), _blocks(session, question, serials, custom, cancel))


def _blocks(
    session: Session,
    question: Question,
    serials: Sequence[int],
    custom: tuple[str, ...],
    cancel: Cancellation,
) -> Iterator[tuple[TicketRow | None, ...]]:
    for first in range(0, len(serials), _BLOCK):
        with session.database.reading(cancel) as connection:
            rows = ticket_list.load_rows(connection, question, serials[first : first + _BLOCK])
            rows = with_cells_of_seen(connection, question, rows, custom, is_whole=True)
        yield rows
