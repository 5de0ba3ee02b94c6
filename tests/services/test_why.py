import pytest

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import NotAllowed, NotFound
from helpdesk_desktop.domain.filtering.filter_text import parse
from helpdesk_desktop.domain.filters import FilterSpec
from helpdesk_desktop.domain.people import AgentId, NewContact
from helpdesk_desktop.domain.ticket import Serial
from helpdesk_desktop.domain.why import Permit
from tests.builders import add_agent, add_role, add_ticket, opened, spec

_NOW = Cancellation()


@pytest.mark.parametrize("scope", ["all", "groups", "unassigned", "own"])
def test_the_answer_says_seen_exactly_where_the_ticket_exists_for_the_agent(
    database_url: str, scope: str
) -> None:
    with opened(database_url) as boss:
        add_role(boss, "tried", tickets=scope, contacts="all", rights="create,edit")
        lan = add_agent(boss, "lan", role="tried")
        minh = add_agent(boss, "minh", role="tried")
        saved = [
            add_ticket(boss, assignee_id=assignee, cc_ids=ccs)
            for assignee, ccs in ((lan, ()), (minh, ()), (minh, (lan,)), (None, ()))
        ]
        with opened(database_url, "lan") as desk:
            for ticket in saved:
                is_there = desk.tickets.exists(ticket.serial)
                if is_there:
                    assert desk.tickets.why(ticket.serial, FilterSpec(), _NOW).is_listed
                else:
                    with pytest.raises(NotFound) as hidden:
                        desk.tickets.why(ticket.serial, FilterSpec(), _NOW)
                    with pytest.raises(NotFound) as unknown:
                        desk.tickets.why(Serial(9_999), FilterSpec(), _NOW)
                    assert hidden.value.key == unknown.value.key == "no_such_ticket"
                asked = boss.tickets.why(ticket.serial, FilterSpec(), _NOW, as_agent=lan)
                assert asked.is_seen is is_there
                assert asked.viewer.login == "lan"


def test_the_answer_agrees_with_the_list(database_url: str) -> None:
    with opened(database_url) as boss:
        lan = add_agent(boss, "lan")
        add_ticket(boss, "refund order", assignee_id=lan)
        add_ticket(boss, "printer")
        for query in ("assignee:me", "refund -status:closed", "(unread:yes OR printer)", "~x"):
            wanted = FilterSpec(search=parse(query, boss.directory()))
            for serial in (Serial(1), Serial(2)):
                why = boss.tickets.why(serial, wanted, _NOW)
                assert why.is_listed is boss.tickets.matches(serial, wanted), query


def test_me_is_the_agent_that_is_asked_for(database_url: str) -> None:
    with opened(database_url) as boss:
        lan = add_agent(boss, "lan")
        serial = add_ticket(boss, assignee_id=lan).serial
        mine = spec(boss, "assignee:me")
        assert boss.tickets.why(serial, mine, _NOW).is_listed is False
        assert boss.tickets.why(serial, mine, _NOW, as_agent=lan).is_listed is True
        assert boss.tickets.why(serial, mine, _NOW, as_agent=boss.viewer.agent_id).viewer == (
            boss.viewer
        )


def test_a_masked_agent_is_told_the_masked_number(database_url: str) -> None:
    with opened(database_url) as boss:
        add_role(boss, "tried", tickets="all", contacts="all", phones="masked", rights="edit")
        lan = add_agent(boss, "lan", role="tried")
        contact = NewContact(name="Hoa", phones=("0908 123 331",))
        serial = add_ticket(boss, new_contact=contact).serial
        digits = spec(boss, "phone:331")
        assert boss.tickets.why(serial, digits, _NOW).is_listed
        why = boss.tickets.why(serial, digits, _NOW, as_agent=lan)
        assert why.ticket.phone == "•••• 331"
        assert not why.is_listed


def test_only_an_administrator_asks_for_somebody_else(database_url: str) -> None:
    with opened(database_url) as boss:
        lan = add_agent(boss, "lan")
        add_agent(boss, "mai", active="no")
        serial = add_ticket(boss, assignee_id=lan).serial
        with opened(database_url, "lan") as desk, pytest.raises(NotAllowed):
            desk.tickets.why(serial, FilterSpec(), _NOW, as_agent=boss.viewer.agent_id)
        for nobody in (AgentId(9_999), boss.directory().agent_by_login["mai"].id):
            with pytest.raises(NotFound):
                boss.tickets.why(serial, FilterSpec(), _NOW, as_agent=nobody)
        assert (Permit.ASSIGNED, True) not in boss.tickets.why(serial, FilterSpec(), _NOW).permits
