import itertools
from dataclasses import replace

from sqlalchemy import Connection, select

from helpdesk_desktop.domain.people import (
    AgentId,
    ContactScope,
    GroupId,
    RoleKind,
    TicketScope,
    Viewer,
)
from helpdesk_desktop.domain.permission import sees_contact, sees_ticket
from helpdesk_desktop.storage.database import Database
from helpdesk_desktop.storage.permission_sql import may_see, may_see_contact
from helpdesk_desktop.storage.schema import contact, ticket
from tests import trees
from tests.facts import ContactFacts, TicketFacts
from tests.facts_loader import load
from tests.sampled_desk import permission_facts, viewer_with

_ME, _OTHER = 1, 2
_MINE, _THEIRS = 1, 2  # of the directory's groups, by the viewer's membership

# Every mixture of who made it, who has it, whose group it is and who is in CC.
_TICKETS = [
    TicketFacts(serial=serial, creator_id=creator, assignee_id=assignee, group_id=group, cc_ids=ccs)
    for serial, (creator, assignee, group, ccs) in enumerate(
        itertools.product(
            (None, _ME, _OTHER),
            (None, _ME, _OTHER),
            (None, _MINE, _THEIRS),
            map(frozenset, ((), (_ME,), (_OTHER,), (_ME, _OTHER))),
        ),
        start=1,
    )
]


def _load(database: Database, tickets: list[TicketFacts]) -> None:
    database.write(lambda connection: load(connection, tickets, trees.DIRECTORY, trees.viewer()))


def _seen(connection: Connection, viewer: Viewer) -> set[int]:
    return set(connection.scalars(select(ticket.c.serial).where(may_see(viewer))))


def test_each_role_sees_the_tickets_that_its_setting_names(database: Database) -> None:
    _load(database, _TICKETS)
    with database.reading() as connection:
        for kind, scope in itertools.product(RoleKind, TicketScope):
            viewer = viewer_with(scope, kind=kind)
            expected = {
                facts.serial for facts in _TICKETS if sees_ticket(viewer, permission_facts(facts))
            }
            assert _seen(connection, viewer) == expected, (kind, scope)


def test_the_four_settings_see_less_and_less(database: Database) -> None:
    _load(database, _TICKETS)
    with database.reading() as connection:
        seen = [_seen(connection, viewer_with(scope)) for scope in TicketScope]
    assert seen[0] == {facts.serial for facts in _TICKETS}
    assert all(less < more for more, less in itertools.pairwise(seen))


def test_an_administrator_sees_all_whatever_the_settings_say(database: Database) -> None:
    _load(database, _TICKETS)
    administrator = viewer_with(TicketScope.OWN, kind=RoleKind.ADMINISTRATOR)
    with database.reading() as connection:
        assert _seen(connection, administrator) == {facts.serial for facts in _TICKETS}


def test_who_is_in_no_group_sees_no_group(database: Database) -> None:
    _load(database, _TICKETS)
    alone = replace(viewer_with(TicketScope.GROUPS), group_ids=frozenset())
    with database.reading() as connection:
        assert _seen(connection, alone) == _seen(connection, viewer_with(TicketScope.UNASSIGNED))


def test_a_group_counts_whoever_is_assigned(database: Database) -> None:
    _load(database, [TicketFacts(serial=7, assignee_id=_OTHER, group_id=_THEIRS)])
    theirs = replace(viewer_with(TicketScope.GROUPS), group_ids=frozenset({GroupId(_THEIRS)}))
    with database.reading() as connection:
        assert _seen(connection, theirs) == {7}
        assert _seen(connection, viewer_with(TicketScope.GROUPS)) == set()


def test_each_role_sees_the_contacts_that_its_setting_names(database: Database) -> None:
    managers = {1: None, 2: AgentId(_ME), 3: AgentId(_OTHER)}
    tickets = [
        TicketFacts(serial=number, contact=ContactFacts(manager_id=manager))
        for number, manager in managers.items()
    ]
    _load(database, tickets)
    with database.reading() as connection:
        for kind, scope in itertools.product(RoleKind, ContactScope):
            viewer = viewer_with(contacts=scope, kind=kind)
            expected = {
                number for number, manager in managers.items() if sees_contact(viewer, manager)
            }
            found = connection.scalars(select(contact.c.id).where(may_see_contact(viewer)))
            assert set(found) == expected, (kind, scope)
