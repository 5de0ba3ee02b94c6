"""The only place that answers "Why is this ticket here?"."""

from dataclasses import replace

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import NotAllowed, NotFound
from helpdesk_desktop.domain.filtering.filter_edits import walk
from helpdesk_desktop.domain.filters import FilterSpec, Group
from helpdesk_desktop.domain.people import AgentId
from helpdesk_desktop.domain.permission import TicketFacts
from helpdesk_desktop.domain.question import Question
from helpdesk_desktop.domain.ticket import Serial
from helpdesk_desktop.domain.why import Why, judge, leaves, permits_of
from helpdesk_desktop.services.session import Session
from helpdesk_desktop.storage.lists.custom_cells import cells_of_one
from helpdesk_desktop.storage.people_store import load_directory, load_viewer
from helpdesk_desktop.storage.ticket_detail import load_detail
from helpdesk_desktop.storage.why_store import find_answers


def explain(
    session: Session,
    serial: Serial,
    spec: FilterSpec,
    cancel: Cancellation,
    *,
    as_agent: AgentId | None = None,
) -> Why:
    """Which conditions of the list hold for a ticket, and what lets it be seen.

    `as_agent` asks for somebody else, which administrators alone may.

    Raises:
        NotFound: there is no such ticket, or the asker may not see it; or no such agent works here.
        NotAllowed: only an administrator may ask for somebody else.
    """
    with session.database.reading(cancel) as connection:
        asker = viewer = session.fresh_viewer(connection)
        directory = session.directory(connection)
        seen = load_detail(connection, asker, serial)
        if as_agent is not None and as_agent != asker.agent_id:
            if not asker.is_administrator:
                raise NotAllowed("why_for_others")
            other = load_viewer(connection, as_agent)
            if other is None:
                raise NotFound("unknown_agent", value=as_agent)
            viewer, directory = other, load_directory(connection, as_agent)
        if seen is None:
            raise NotFound("no_such_ticket", serial=serial)
        facts = TicketFacts(
            seen.creator_id, seen.assignee_id, seen.group_id, frozenset(seen.cc_ids)
        )
        clock = session.clock
        question = Question(spec, viewer, directory, clock.now(), clock.zone)
        trees = (spec.quick, spec.filter, spec.search)
        wanted = [leaf for tree in trees for leaf in leaves(tree)]
        answers = find_answers(connection, question, serial, wanted)
        shown = seen if viewer is asker else load_detail(connection, viewer, serial)
        # Where the agent sees nothing, the asker is told what the asker may know.
        told = question if shown is not None else replace(question, viewer=asker)
        custom = cells_of_one(connection, told, serial, _fields(trees))
    quick, filter_, search = (judge(tree, answers) for tree in trees)
    permits = permits_of(viewer, facts)
    return Why(viewer, shown or seen, permits, quick, filter_, search, custom)


def _fields(trees: tuple[Group, ...]) -> frozenset[str]:
    nodes = (node for tree in trees for _, node in walk(tree))
    return frozenset(str(getattr(node, "field", "")) for node in nodes)
