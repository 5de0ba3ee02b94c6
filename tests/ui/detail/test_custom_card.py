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
    (grid,) = card.findChildren(QGridLayout)
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


@pytest.fixture
def crowded(desk: OpenDesk) -> OpenDesk:
    for number in range(60):
        add_field(desk, f"more_{number}")
    return desk


def test_the_lower_lines_of_many_come_a_moment_later(qtbot: QtBot, crowded: OpenDesk) -> None:
    card = CustomCard()
    qtbot.addWidget(card)
    directory, (first, second, *_) = crowded.directory(), _tickets(crowded)
    first = replace(first, custom=(*first.custom, ("more_59", "late")))
    card.show_detail(first, directory, is_editable=True)
    assert 10 < len(card.cells) < 30
    # Others are shown before it is whole.
    card.show_detail(replace(first, custom=()), directory, is_editable=False)
    card.show_detail(first, directory, is_editable=True)
    card.resize(320, 2_000)
    card.show()
    qtbot.waitUntil(lambda: card.is_whole)
    assert len(card.cells) == 63
    assert {"late", "Of_0"} <= set(_shown(card))
    assert all(cell.is_editable for name, cell in card.cells.items() if name.startswith("cf."))
    places = {cell.mapTo(card, cell.rect().topLeft()).x() for cell in card.cells.values()}
    assert len(places) == 1
    heights = [cell.mapTo(card, cell.rect().topLeft()).y() for cell in card.cells.values()]
    assert heights == sorted(heights)
    # The next ticket's contact has another field: only that line is another one.
    kept = card.cells["cf.more_59"]
    card.show_detail(second, directory, is_editable=True)
    assert card.cells["cf.more_59"] is kept
    assert {"Of_1"} == {text for text in _shown(card) if text.startswith("Of_")}
    card.show_detail(replace(second, contact=None), directory, is_editable=True)
    assert not any(text.startswith("Of") for text in _shown(card))
    assert len(card.cells) == 62


def test_a_late_line_is_there_as_soon_as_it_is_asked_for(qtbot: QtBot, crowded: OpenDesk) -> None:
    card = CustomCard()
    qtbot.addWidget(card)
    card.show_detail(_tickets(crowded)[0], crowded.directory(), is_editable=True)
    assert "cf.more_59" not in card.cells
    assert card.cell_of("cf.more_59").is_editable
    assert card.is_whole
    assert card.cell_of("cf.shop") is card.cells["cf.shop"]
