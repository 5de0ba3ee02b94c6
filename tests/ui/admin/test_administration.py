"""Agents, groups, roles and types in the window: made, changed, refused and undone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.domain.errors import Unavailable
from helpdesk_desktop.domain.people import Agent, Group, Right, Role, TicketScope
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.actions import Act
from helpdesk_desktop.ui.admin.administration_dialog import AdministrationDialog
from helpdesk_desktop.ui.admin.entry_list import EntryList
from helpdesk_desktop.ui.admin.sections import SECTIONS
from helpdesk_desktop.ui.admin_making import AdminMaking
from helpdesk_desktop.ui.list.ticket_columns import Names
from helpdesk_desktop.ui.main_window import MainWindow, Opened
from helpdesk_desktop.ui.tasks import TaskRunner
from tests.builders import add_agent, add_role, add_ticket, opened
from tests.screen import click, focus, get, nameless_controls, press, press_focused, type_text
from tests.ui.admin.admin_screen import AdminScreen
from tests.ui.admin.conftest import MakeAdmin
from tests.window_desk import desk_with

SHIFT_CONTROL = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def _agent(desk: OpenDesk, login: str) -> Agent:
    return desk.directory().agent_by_login[login]


def _group(desk: OpenDesk, key: str) -> Group:
    return desk.directory().group_by_key[key]


def _role(desk: OpenDesk, key: str) -> Role:
    return next(role for role in desk.directory().roles if role.key == key)


def _types(desk: OpenDesk) -> list[str]:
    return [kind.key for kind in desk.directory().types]


# --- Agents ---------------------------------------------------------------------------------------


def test_an_agent_is_added_by_keys_alone(screen: AdminScreen, desk: OpenDesk) -> None:
    focus(get(screen.dialog, QPushButton, "agents_add"))
    press_focused(Qt.Key.Key_Space)
    assert screen.line("agents_name").hasFocus()
    type_text(screen.line("agents_name"), "Hoa Nguyễn")
    assert screen.line("agents_key").text() == "hoa-nguyen"
    screen.retype("agents_email", "hoa@desk.vn")
    screen.tick("agents_groups", "IT")
    screen.save_by_keys()
    hoa = _agent(desk, "hoa-nguyen")
    assert (hoa.name, hoa.email, hoa.is_active) == ("Hoa Nguyễn", "hoa@desk.vn", True)
    assert hoa.id in _group(desk, "it").member_ids
    assert "Hoa Nguyễn" in screen.names("agents")
    assert "“Hoa Nguyễn” was added." in screen.toast
    assert not screen.dialog.has_unsaved


def test_an_agent_changes_role_and_groups_and_undo_puts_them_back(
    screen: AdminScreen, desk: OpenDesk
) -> None:
    screen.choose("agents", "Lan Phạm")
    role = get(screen.dialog, QComboBox, "agents_role")
    focus(role)
    press(role, Qt.Key.Key_Up)
    screen.tick("agents_groups", "Giao")
    screen.press_button("agents_save")
    lan = _agent(desk, "lan")
    assert desk.directory().role_by_id[lan.role_id].key == "supervisor"
    assert lan.id not in _group(desk, "delivery").member_ids
    screen.press_button("toast_button")
    lan = _agent(desk, "lan")
    assert desk.directory().role_by_id[lan.role_id].key == "agent"
    assert lan.id in _group(desk, "delivery").member_ids


def test_the_last_administrator_cannot_switch_themselves_off(
    screen: AdminScreen, desk: OpenDesk
) -> None:
    screen.choose("agents", "Boss")
    click(screen.box("agents_active"))
    screen.press_button("agents_save")
    assert "At least one active administrator" in (
        screen.said("agents_notice") + screen.dialog.pages["agents"].parts["role"].field.fault  # type: ignore[attr-defined]  # of this page
    )
    assert _agent(desk, "boss").is_active
    # What was chosen is still there, and says that it is not saved.
    assert not screen.box("agents_active").isChecked()
    assert screen.said("agents_unsaved") == "Not saved yet"


def test_each_fault_stands_beside_its_field_and_the_first_has_the_focus(
    screen: AdminScreen, desk: OpenDesk
) -> None:
    screen.press_button("agents_add")
    screen.retype("agents_key", "not a login")
    screen.retype("agents_email", "nobody")
    screen.save_by_keys()
    assert "cannot be a login" in screen.said("agents_key_fault")
    assert "required" in screen.said("agents_name_fault")
    assert "not an e-mail address" in screen.said("agents_email_fault")
    screen.retype("agents_name", "Kim")
    assert screen.said("agents_name_fault") == ""
    screen.retype("agents_key", "LAN")
    screen.retype("agents_email", "")
    screen.save_by_keys()
    assert "already an agent with the login" in screen.said("agents_key_fault")
    assert screen.line("agents_key").hasFocus()
    assert len(desk.directory().agents) == 4


def test_the_list_is_found_by_name_login_and_role_without_accents(screen: AdminScreen) -> None:
    for text, names in (
        ("pham", ["Lan Phạm"]),
        ("DUY", ["Duy Lê"]),
        ("administrator", ["Boss"]),
        ("nobody", []),
    ):
        screen.retype("agents_find", text)
        assert screen.names("agents") == names
    assert screen.said("agents_no_match") == "Nothing of this name"


# --- Groups ---------------------------------------------------------------------------------------


def test_members_are_picked_from_the_groups_side(screen: AdminScreen, desk: OpenDesk) -> None:
    screen.page("groups")
    screen.choose("groups", "IT Support")
    screen.retype("groups_members_find", "duy")
    screen.tick("groups_members", "Duy")
    assert screen.said("groups_members_count")
    screen.save_by_keys()
    assert _group(desk, "it").member_ids == (_agent(desk, "duy").id,)
    # The agent's own form shows it at once.
    screen.page("agents")
    screen.choose("agents", "Duy Lê")
    assert screen.dialog.pages["agents"].parts["groups"].value() == "it"  # type: ignore[attr-defined]  # of this page


def test_a_removed_group_comes_back_by_undo(screen: AdminScreen, desk: OpenDesk) -> None:
    before = _group(desk, "delivery")
    screen.page("groups")
    screen.choose("groups", "Giao hàng")
    screen.press_button("groups_side")
    assert screen.names("groups") == ["IT Support"]
    screen.press_button("toast_button")
    back = _group(desk, "delivery")
    assert (back.id, back.member_ids) == (before.id, before.member_ids)
    assert screen.names("groups") == ["Giao hàng", "IT Support"]


def test_a_group_with_tickets_says_why_it_stays(screen: AdminScreen, desk: OpenDesk) -> None:
    add_ticket(desk, group_id=_group(desk, "it").id)
    screen.page("groups")
    screen.choose("groups", "IT Support")
    screen.press_button("groups_side")
    assert "1 ticket(s) belong to the group “IT Support”" in screen.said("groups_notice")
    assert _group(desk, "it").name == "IT Support"


def test_a_desk_without_groups_says_so(screen: AdminScreen, desk: OpenDesk) -> None:
    screen.page("groups")
    for name in ("Giao hàng", "IT Support"):
        screen.choose("groups", name)
        screen.press_button("groups_side")
    assert screen.said("groups_nothing") == "There is nothing here yet."
    assert not get(screen.dialog, QPushButton, "groups_save").isVisible()
    screen.press_button("groups_add")
    screen.retype("groups_name", "New team")
    screen.save_by_keys()
    assert [group.key for group in desk.directory().groups] == ["new-team"]


# --- Roles ----------------------------------------------------------------------------------------


def test_a_role_is_made_in_plain_words_and_shows_what_a_number_will_look_like(
    screen: AdminScreen, desk: OpenDesk
) -> None:
    screen.page("roles")
    screen.press_button("roles_add")
    screen.retype("roles_name", "Outside")
    assert screen.said("roles_phone_example") == "0908 123 331 is shown as it is."
    click(screen.radio("roles_phones_masked"))
    assert "0908 123 331 becomes •••• 331" in screen.said("roles_phone_example")
    click(screen.radio("roles_tickets_own"))
    click(screen.box("roles_rights_export"))
    click(screen.box("roles_rights_create"))
    screen.save_by_keys()
    role = _role(desk, "outside")
    assert (role.phones_masked, role.tickets) == (True, TicketScope.OWN)
    assert role.rights == {Right.EDIT, Right.EXPORT}
    # Undo of a new role removes it.
    screen.press_button("toast_button")
    assert "outside" not in {one.key for one in desk.directory().roles}


def test_the_settings_of_an_administrator_are_closed(screen: AdminScreen) -> None:
    screen.page("roles")
    screen.choose("roles", "Administrator")
    assert not screen.radio("roles_tickets_own").isEnabled()
    assert not screen.radio("roles_phones_masked").isEnabled()
    assert not screen.box("roles_rights_export").isEnabled()
    screen.choose("roles", "Agent")
    assert screen.radio("roles_tickets_own").isEnabled()
    assert screen.box("roles_rights_export").isEnabled()


def test_a_role_in_use_says_how_many_have_it(screen: AdminScreen, desk: OpenDesk) -> None:
    screen.page("roles")
    add_role(desk, "spare")
    screen.choose("roles", "Agent")
    screen.press_button("roles_side")
    # It is the last of its kind no more, so what keeps it are its agents.
    assert "3 agent(s) have the role “Agent”" in screen.said("roles_notice")


# --- Types ----------------------------------------------------------------------------------------


def test_types_are_ordered_by_keys_and_by_dragging(screen: AdminScreen, desk: OpenDesk) -> None:
    screen.page("types")
    screen.choose("types", "Mission")
    found = get(screen.dialog, EntryList, "types_list")
    press(found, Qt.Key.Key_Up, SHIFT_CONTROL)
    screen.settle()
    assert _types(desk) == ["question", "problem", "mission", "random"]
    assert found.currentItem().text() == "Mission"
    start, end = (found.visualItemRect(found.item(row)).center() for row in (2, 0))
    view = found.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 5):
        QTest.mouseMove(view, start + (end - start) * step / 4)
    assert _types(desk) == ["question", "problem", "mission", "random"]
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)
    screen.settle()
    assert _types(desk) == ["mission", "question", "problem", "random"]
    screen.press_button("toast_button")
    assert _types(desk) == ["question", "problem", "mission", "random"]
    screen.choose("types", "Question")
    click(screen.dialog.pages["types"].down)  # type: ignore[attr-defined]  # of this page
    screen.settle()
    assert _types(desk) == ["problem", "question", "mission", "random"]


def test_a_type_is_added_renamed_retired_and_brought_back(
    screen: AdminScreen, desk: OpenDesk
) -> None:
    screen.page("types")
    screen.press_button("types_add")
    screen.retype("types_name", "Hoàn tiền")
    screen.save_by_keys()
    assert _types(desk)[-1] == "hoan-tien"
    screen.retype("types_name", "Refund")
    screen.save_by_keys()
    kind = desk.directory().type_by_key["hoan-tien"]
    assert (kind.name, kind.is_retired) == ("Refund", False)
    screen.press_button("types_side")
    assert desk.directory().type_by_key["hoan-tien"].is_retired
    assert "is retired" in screen.toast
    assert get(screen.dialog, QPushButton, "types_side").text() == "Bring back"
    screen.press_button("toast_button")
    assert not desk.directory().type_by_key["hoan-tien"].is_retired


# --- What is typed is not lost --------------------------------------------------------------------


def test_what_is_typed_stays_while_others_are_looked_at_and_when_the_window_closes(
    screen: AdminScreen, making: AdminMaking, window: MainWindow
) -> None:
    screen.choose("agents", "Lan Phạm")
    screen.retype("agents_name", "Lan the second")
    screen.choose("agents", "Duy Lê")
    screen.page("types")
    assert get(screen.dialog, QPushButton, "open_agents").text() == "Agents •"
    press(screen.dialog, Qt.Key.Key_Escape)
    assert not screen.dialog.isVisible()
    assert "not saved yet" in window.toast.sentence
    focus(window.tickets.view)
    press(window.tickets.view, Qt.Key.Key_A, SHIFT_CONTROL)
    assert screen.dialog.isVisible()
    screen.page("agents")
    screen.choose("agents", "Lan Phạm")
    assert screen.line("agents_name").text() == "Lan the second"
    screen.press_button("agents_discard")
    assert screen.line("agents_name").text() == "Lan Phạm"
    assert not screen.dialog.has_unsaved
    press(screen.dialog, Qt.Key.Key_Escape)
    assert making.dialog is not None


def test_a_conflict_keeps_what_is_typed_and_shows_what_changed(
    screen: AdminScreen, desk: OpenDesk, database_url: str
) -> None:
    screen.choose("agents", "Lan Phạm")
    screen.retype("agents_name", "Lan mine")
    with opened(database_url) as other:
        other.team.set_agent("lan", {"name": "Lan theirs", "email": "lan@new.vn"})
    screen.press_button("agents_save")
    assert "Someone else" in screen.said("agents_notice")
    assert screen.line("agents_name").text() == "Lan mine"
    assert "Someone else saved “Lan theirs” here" in screen.said("agents_name_fault")
    # What was not touched here follows.
    assert screen.line("agents_email").text() == "lan@new.vn"
    assert _agent(desk, "lan").name == "Lan theirs"
    screen.press_button("agents_save")
    lan = _agent(desk, "lan")
    assert (lan.name, lan.email) == ("Lan mine", "lan@new.vn")


def test_another_window_is_seen_live_and_what_is_typed_stays(
    qtbot: QtBot, screen: AdminScreen, database_url: str
) -> None:
    screen.page("roles")
    screen.choose("roles", "Agent")
    screen.retype("roles_name", "Everyone")
    with opened(database_url) as other:
        other.team.add_role("night", {"name": "Night"})
        other.team.set_role("agent", {"phones": "masked"})
    qtbot.waitUntil(lambda: "Night" in screen.names("roles"), timeout=10_000)
    qtbot.waitUntil(lambda: screen.radio("roles_phones_masked").isChecked(), timeout=10_000)
    assert screen.line("roles_name").text() == "Everyone"
    assert "meanwhile: How they see phone numbers" in screen.said("roles_notice")
    screen.choose("roles", "Night")
    screen.retype("roles_name", "Late")
    with opened(database_url) as other:
        other.team.remove_role("night")
    qtbot.waitUntil(lambda: "removed this" in screen.said("roles_notice"), timeout=10_000)
    assert screen.line("roles_name").text() == "Late"
    screen.save_by_keys()
    assert "Late" in screen.names("roles")


def test_a_database_that_is_away_says_so_and_loses_nothing(
    qtbot: QtBot, runner: TaskRunner, make: MakeAdmin, desk: OpenDesk
) -> None:
    def refuse(*_args: object, **_values: object) -> object:
        raise Unavailable("disk_full")

    broken: Desk = desk_with(desk, "team", set_group=refuse)
    screen = AdminScreen(qtbot, runner, make(broken), desk)
    screen.page("groups")
    screen.choose("groups", "IT Support")
    screen.retype("groups_name", "Support")
    screen.save_by_keys()
    assert "disk is full" in screen.said("groups_notice")
    assert screen.line("groups_name").text() == "Support"
    assert screen.line("groups_name").hasFocus()


# --- Who may -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rights", "pages"),
    [
        ("create", []),
        ("manage-people", ["agents", "groups"]),
        ("manage-roles", ["roles"]),
        ("manage-fields", ["types", "fields"]),
        (
            "manage-fields,manage-people,manage-roles",
            ["agents", "groups", "roles", "types", "fields"],
        ),
    ],
)
def test_a_page_is_shown_with_its_right_alone(
    making: AdminMaking,
    window: MainWindow,
    desk: OpenDesk,
    database_url: str,
    *,
    rights: str,
    pages: list[str],
) -> None:
    add_role(desk, "chief", rights=rights)
    add_agent(desk, "kim", role="chief")
    with opened(database_url, as_="kim") as mine:
        directory = mine.directory()
        names = Names(directory, desk.clock.now(), desk.clock.zone)
        making.set_desk(Opened(mine, directory, names))
        action = window.actions_[Act.ADMINISTRATION]
        assert (action.isVisible(), action.isEnabled()) == (bool(pages), bool(pages))
        making.open_dialog()
        dialog = making.dialog
        assert (dialog is not None) == bool(pages)
        if isinstance(dialog, AdministrationDialog):
            buttons = dialog.buttons
            assert [spec.name for spec in SECTIONS if buttons[spec.name].isVisible()] == pages
        making.close_all()


def test_who_is_no_administrator_is_offered_nothing_wider_than_their_own(
    qtbot: QtBot, runner: TaskRunner, make: MakeAdmin, desk: OpenDesk, database_url: str
) -> None:
    own = {"tickets": "groups", "contacts": "all", "phones": "masked"}
    add_role(desk, "chief", rights="manage-roles,manage-people,create", **own)
    add_agent(desk, "kim", role="chief")
    with opened(database_url, as_="kim") as mine:
        screen = AdminScreen(qtbot, runner, make(mine), mine)
        screen.page("roles")
        screen.choose("roles", "Administrator")
        assert not screen.line("roles_name").isEnabled()
        assert not get(screen.dialog, QPushButton, "roles_side").isEnabled()
        screen.press_button("roles_add")
        assert not screen.radio("roles_tickets_all").isEnabled()
        assert screen.radio("roles_tickets_groups").isChecked()
        assert not screen.radio("roles_phones_shown").isEnabled()
        assert not screen.box("roles_rights_export").isEnabled()
        screen.retype("roles_name", "Helpers")
        screen.save_by_keys()
        assert _role(desk, "helpers").rights == {Right.CREATE}
        screen.making.close_all()
        screen.settle()


def test_every_control_of_every_page_has_a_name(screen: AdminScreen) -> None:
    for spec in SECTIONS:
        screen.page(spec.name)
        assert nameless_controls(screen.dialog) == []
        screen.press_button(f"{spec.name}_add")
        assert nameless_controls(screen.dialog) == []
