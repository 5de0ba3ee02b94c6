"""The card of custom fields while one goes from ticket to ticket, whose contacts differ."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QGridLayout, QLabel
from pytestqt.qtbot import QtBot

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.custom_field import CustomFieldOwner
from helpdesk_desktop.domain.people import NewContact
from helpdesk_desktop.domain.ticket import TicketDetail
from helpdesk_desktop.ui.detail.custom_card import CustomCard
from tests.builders import add_field, add_ticket, opened


@pytest.fixture
def desk(database_url: str) -> Iterator[OpenDesk]:
    with opened(database_url) as one:
        add_field(one, "shop")
        add_field(one, "town")
        for number in range(3):
            add_field(one, f"of_{number}", owner=CustomFieldOwner.CONTACT)
        yield one


def _tickets(desk: OpenDesk) -> list[TicketDetail]:
    made = add_ticket(desk, custom=(("shop", "A"),), new_contact=NewContact(name="Hoa"))
    detail = desk.tickets.detail(made.serial, Cancellation())
    assert detail.contact is not None
    return [
        replace(detail, contact=replace(detail.contact, custom=((f"of_{number}", "x"),)))
        for number in range(3)
    ]


def _shown(card: CustomCard) -> list[str]:
    return [one.text() for one in card.findChildren(QLabel) if one.text() and one.isVisibleTo(card)]


def test_going_from_ticket_to_ticket_makes_no_line_twice(qtbot: QtBot, desk: OpenDesk) -> None:
    card = CustomCard()
    qtbot.addWidget(card)
    directory, tickets = desk.directory(), _tickets(desk)
    for _ in range(20):
        for detail in tickets:
            card.show_detail(detail, directory, is_editable=True)
    grid = card.layout()
    assert isinstance(grid, QGridLayout)
    # Two fields of the ticket, the rule, its heading, one field of the contact.
    assert grid.rowCount() == 5
    assert len(card.findChildren(QLabel, "custom_contact_of_1")) == 1
    assert sorted(_shown(card)) == ["-", "A", "Of the contact", "Of_2", "Shop", "Town", "x"]
    assert sorted(card.cells) == ["cf.shop", "cf.town", "contact.cf.of_2"]


def test_a_renamed_field_has_its_new_name_at_once(qtbot: QtBot, desk: OpenDesk) -> None:
    card = CustomCard()
    qtbot.addWidget(card)
    directory, (detail, *_) = desk.directory(), _tickets(desk)
    card.show_detail(detail, directory, is_editable=True)
    shop, *rest = directory.custom_fields
    renamed = replace(directory, custom_fields=(replace(shop, label="Store"), *rest))
    card.show_detail(detail, renamed, is_editable=True)
    assert "Store" in _shown(card)
    assert "Shop" not in _shown(card)
    assert card.cells["cf.shop"].is_editable
