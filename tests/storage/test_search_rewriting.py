import pytest
from sqlalchemy import select

from helpdesk_desktop.domain.people import NewContact
from helpdesk_desktop.storage import search_rewriting
from helpdesk_desktop.storage.schema import ticket, ticket_text
from tests.builders import add_ticket, opened, serials


def test_texts_are_written_in_as_many_steps_as_it_takes(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_rewriting, "_READ_ROWS", 2)
    monkeypatch.setattr(search_rewriting, "_WRITTEN_CHARACTERS", 10)
    with opened(database_url) as desk:
        made = desk.contacts.create(NewContact("Lan"))
        for number in range(5):
            add_ticket(desk, f"Đơn hàng {number}", contact_id=made)
        desk.contacts.edit(made, 1, {"name": "Zoé 😀 “x”"})
        assert serials(desk, "zoe don") == [1, 2, 3, 4, 5]
        assert serials(desk, "lan") == []
        with desk.session.database.reading() as connection:
            before = list(connection.scalars(select(ticket_text.c.search)))
        # What is right already is not written again.
        desk.session.database.write(
            lambda connection: search_rewriting.rewrite_search(connection, ticket.c.serial > 0)
        )
        with desk.session.database.reading() as connection:
            assert list(connection.scalars(select(ticket_text.c.search))) == before
