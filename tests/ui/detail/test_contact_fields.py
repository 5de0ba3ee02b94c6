"""The contact's custom fields in a ticket's panel: to be read, with the way to the contact."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.domain.custom_field import CustomFieldOwner
from helpdesk_desktop.domain.people import NewContact
from helpdesk_desktop.ui.detail.custom_card import CustomCard
from helpdesk_desktop.ui.detail.detail_panel import DetailPanel
from helpdesk_desktop.ui.detail.value_labels import LinkButton, ValueLabel
from tests import builders, screen
from tests.ui.detail.conftest import OpenPanel

CONTACT = CustomFieldOwner.CONTACT


def _card(qtbot: QtBot, panel: DetailPanel, serial: int) -> CustomCard:
    panel.show_ticket(serial)
    qtbot.waitUntil(lambda: panel.detail is not None and panel.detail.serial == serial)
    return screen.get(panel, CustomCard, "custom_card")


def test_values_are_read_here_and_a_click_or_key_leads_to_the_contact(
    qtbot: QtBot, desk: OpenDesk, open_panel: OpenPanel
) -> None:
    builders.add_field(desk, "tier", owner=CONTACT)
    builders.add_field(desk, "city", owner=CONTACT)
    new = NewContact("Lan", custom=(("tier", "<b>gold</b>"),))
    saved = builders.add_ticket(desk, new_contact=new)
    panel = open_panel()
    card = _card(qtbot, panel, saved.serial)
    assert screen.get(card, QLabel, "of_contact").text() == "Of the contact"
    assert screen.get(card, ValueLabel, "custom_contact_tier").value == "<b>gold</b>"
    assert list(card.cells) == ["contact.cf.tier"]
    assert not card.cells["contact.cf.tier"].is_editable
    asked: list[int] = []
    panel.contact_requested.connect(asked.append)
    link = screen.get(card, LinkButton, "open_contact_fields")
    screen.click(link)
    screen.press(link, Qt.Key.Key_Space)
    assert panel.detail is not None
    assert asked == [panel.detail.contact_id] * 2


def test_nothing_of_the_contact_is_shown_where_it_holds_nothing(
    qtbot: QtBot, desk: OpenDesk, open_panel: OpenPanel
) -> None:
    builders.add_field(desk, "tier", owner=CONTACT)
    saved = builders.add_ticket(desk, new_contact=NewContact("Lan"))
    panel = open_panel()
    assert _card(qtbot, panel, saved.serial).isHidden()
