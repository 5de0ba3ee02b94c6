"""Each page object drives its screen of the real program, by keys and clicks."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from helpdesk_desktop.testing import waiting
from helpdesk_desktop.testing.databases import HelpdeskDatabase
from helpdesk_desktop.testing.pages.contacts import NewEntryPage
from helpdesk_desktop.testing.pages.window import HelpdeskWindow
from helpdesk_desktop.testing.screen import NotOnScreenError
from helpdesk_desktop.testing.waiting import NotSeenError
from helpdesk_desktop.ui.theme import theme


def test_a_ticket_is_made_in_the_dialog_and_stands_in_the_list(
    helpdesk_window: HelpdeskWindow, helpdesk_database: HelpdeskDatabase
) -> None:
    desk = helpdesk_database.desk
    desk.add_agent("lan", "Lan Phạm")
    desk.add_agent("mai", "Mai Trần")
    desk.add_group("night", "Night shift", members="lan")
    desk.add_field("seats", "integer", label="Seats")
    desk.add_field("place", "drop-down", options="North\nSouth")
    desk.add_contact("Minh Ngô", phone="0908123331")
    helpdesk_window.restart()
    dialog = helpdesk_window.create_ticket.open()
    assert dialog.nameless_controls() == []
    dialog.try_to_save()
    assert dialog.fault("subject")
    serial = dialog.fill(
        "Đơn hàng 1 giao thiếu",
        description="One box is missing.",
        first_note="Called the depot.",
        contact="0908123331",
        type="Question",
        priority="urgent",
        source="email",
        assignee="Lan Phạm",
        group="Night shift",
        ccs=("Mai Trần",),
        due="2031-12-01 09:30",
        custom={"seats": "3", "place": "South"},
    ).save()
    assert helpdesk_window.tickets.text(serial) == "Đơn hàng 1 giao thiếu"
    assert helpdesk_window.detail.wait_for(serial).value("contact") == "Minh Ngô"
    told = desk.ticket(serial)
    assert (told["priority"], told["source"], told["assignee"]) == ("urgent", "email", "lan")
    assert (told["group"], told["ccs"], told["due"]) == ("night", ["mai"], "2031-12-01T02:30:00Z")
    assert told["custom"] == {"seats": 3, "place": "south"}
    assert told["description"] == "One box is missing."


def test_a_contact_is_made_with_the_ticket(
    helpdesk_window: HelpdeskWindow, helpdesk_database: HelpdeskDatabase
) -> None:
    dialog = helpdesk_window.create_ticket.open().make_contact("Duy Lê", phone="0908123332")
    serial = dialog.fill("A call").save()
    assert helpdesk_database.desk.ticket(serial)["contact"] == "Duy Lê"


@pytest.mark.helpdesk(tickets=60, seed=3)
def test_the_list_is_searched_filtered_sorted_and_left_again(
    helpdesk_window: HelpdeskWindow, helpdesk_database: HelpdeskDatabase
) -> None:
    window, desk = helpdesk_window, helpdesk_database.desk
    assert len(window.tickets.serials) == 60
    urgent = desk.find("priority:urgent")
    window.search_box.search("priority:urgent")
    window.tickets.wait_for_only(*urgent)
    window.search_box.search("priority:hgh")
    assert window.search_box.fault_sentence
    window.search_box.clear()
    window.tickets.wait_for_count(60)
    window.filters.add("status").tick_values("New").apply()
    assert len(window.filters.chips) == 1
    window.tickets.wait_for_only(*desk.find("status:new"))
    window.filters.edit(0).tick_values("New", "Pending").apply()
    window.tickets.wait_for_only(*desk.find("status:new,pending"))
    window.save_filter.open().fill("Open ones", colour="green").save()
    assert window.quick_filters.names[-1] == "Open ones"
    assert window.quick_filters.count("Open ones") == len(desk.find("status:new,pending"))
    window.quick_filters.take("unprocessed")
    assert window.quick_filters.active == "unprocessed"
    window.tickets.wait_for_count(window.quick_filters.count("unprocessed"))
    window.quick_filters.delete("Open ones")
    assert "Open ones" not in window.quick_filters.names
    window.toast.take_back()
    assert "Open ones" in window.quick_filters.names


@pytest.mark.helpdesk(tickets=30)
def test_rows_are_chosen_sorted_and_grouped_and_columns_shown(
    helpdesk_window: HelpdeskWindow,
) -> None:
    tickets = helpdesk_window.tickets
    tickets.sort_by("serial")
    serials = tickets.serials
    assert serials in (sorted(serials), sorted(serials, reverse=True))
    tickets.select(serials[0]).select(serials[2], add=True)
    assert sorted(tickets.selected) == sorted([serials[0], serials[2]])
    tickets.select(serials[0]).next()
    assert tickets.current == serials[1]
    helpdesk_window.columns.open().toggle("due").done()
    assert "due" in tickets.columns
    helpdesk_window.group_menu.open().take("group_by_status")
    helpdesk_window.until(lambda: tickets.model.groups is not None, "the groups of the list")
    tickets.select_all()
    assert "30" in helpdesk_window.status_line.counts


def test_values_are_changed_in_the_panel_and_notes_added(
    helpdesk_window: HelpdeskWindow, helpdesk_database: HelpdeskDatabase
) -> None:
    desk = helpdesk_database.desk
    serial = desk.create_ticket("Printer is on fire", priority="low")
    helpdesk_window.refresh().tickets.select(serial)
    panel = helpdesk_window.detail.wait_for(serial)
    panel.retype("subject", "Máy in cháy").pick("priority", "urgent").pick("assignee", "Boss")
    panel.retype("description", "It burns.")
    assert panel.value("assignee") == "Boss"
    panel.add_note("Called the fire brigade.")
    panel.until_says("timeline", "Called the fire brigade.")
    told = desk.ticket(serial)
    assert (told["subject"], told["priority"]) == ("Máy in cháy", "urgent")
    assert told["description"] == "It burns."
    helpdesk_window.undo()
    assert desk.ticket(serial)["description"] is None


def test_closing_asks_for_what_is_missing(
    helpdesk_window: HelpdeskWindow, helpdesk_database: HelpdeskDatabase
) -> None:
    desk = helpdesk_database.desk
    desk.add_field("cause", is_required_to_close=True)
    serial = desk.create_ticket("Printer is on fire")
    helpdesk_window.restart().tickets.select(serial)
    helpdesk_window.detail.wait_for(serial).pick("status", "closed")
    helpdesk_window.closing.wait_open().fill_custom({"cause": "Dust"}).close_ticket()
    assert desk.ticket(serial)["status"] == "closed"


def test_a_file_goes_out_and_comes_in(
    helpdesk_window: HelpdeskWindow, helpdesk_database: HelpdeskDatabase, tmp_path: Path
) -> None:
    desk = helpdesk_database.desk
    for subject in ("One", "Two"):
        desk.create_ticket(subject)
    helpdesk_window.refresh().tickets.wait_for_count(2)
    path = tmp_path / "out.csv"
    export = helpdesk_window.export_dialog.open().fill(path, every_column=True).run()
    assert "2" in export.sentence
    export.leave()
    incoming = tmp_path / "in.csv"
    incoming.write_text("id,title\nA-1,Three\nA-2,Four\n", encoding="utf-8")
    wizard = helpdesk_window.import_wizard.open().choose_file(incoming)
    wizard.go_on()
    assert [column for column, _ in wizard.columns] == ["id", "title"]
    wizard.map_column("title", "Subject").run_to_the_end()
    assert wizard.figure("created") == "2"
    wizard.show_imported()
    helpdesk_window.tickets.wait_for_count(2)
    assert set(helpdesk_window.tickets.texts()) == {"Three", "Four"}
    assert len(desk.find()) == 4


def test_the_administrator_makes_an_agent_a_role_and_a_field(
    helpdesk_window: HelpdeskWindow, helpdesk_database: HelpdeskDatabase
) -> None:
    admin = helpdesk_window.administration.open()
    assert admin.pages == ["agents", "groups", "roles", "types", "fields"]
    agents = admin.agents.add()
    agents.fill(name="Lan Phạm", key="boss").try_to_save()
    assert agents.fault_of("key")
    agents.fill(key="lan").save()
    assert agents.names == ["Boss", "Lan Phạm"]
    admin.types.add().fill(name="Praise").save()
    assert "Praise" in admin.types.names
    fields = admin.fields.add()
    fields.pick_kind("drop-down").fill(name="Place")
    fields.paste_options("North\nSouth").save()
    assert fields.options == ["North", "South"]
    agents = admin.agents.choose_entry("Boss")
    assert agents.title == "Boss"
    admin.leave()
    assert "lan" in [one.login for one in helpdesk_database.desk.services.team.agents()]


def test_contacts_are_made_changed_and_merged(
    helpdesk_window: HelpdeskWindow, helpdesk_database: HelpdeskDatabase
) -> None:
    desk = helpdesk_database.desk
    contacts = helpdesk_window.contacts.open()
    contacts.new().fill(name="Lan Phạm", phones="0908123331").save()
    contacts.wait_for("Lan Phạm").select("Lan Phạm").retype("title", "Buyer")
    assert contacts.value("title") == "Buyer"
    first = contacts.root
    number = desk.add_contact("Lan Pham", phone="0908123331")
    contacts.search("lan")
    contacts.until(lambda: len(contacts.names) == 2, "both contacts", lambda: contacts.names)
    contacts.select("Lan Phạm").select("Lan Pham", add=True)
    contacts.merge_selected().keep(number).merge()
    helpdesk_window.toast.wait_for("Merged")
    contacts.until(lambda: len(contacts.names) == 1, "one contact", lambda: contacts.names)
    assert first is contacts.root
    contacts.show("company")
    contacts.new().fill(name="ACME").save()
    contacts.wait_for("ACME")
    contacts.close()


@pytest.mark.helpdesk(tickets=20)
def test_a_filter_is_built_and_asked_why(
    helpdesk_window: HelpdeskWindow, helpdesk_database: HelpdeskDatabase
) -> None:
    desk = helpdesk_database.desk
    builder = helpdesk_window.filter_builder.open()
    builder.write("priority:hgh")
    builder.until(lambda: builder.text_fault, "the fault of the text")
    builder.write("priority:>=normal")
    builder.until(lambda: not builder.text_fault, "the text to be read")
    assert len(builder.parts) >= 1
    assert builder.sentence
    builder.add_condition("status").use_tool("remove")
    builder.done()
    wanted = desk.find("priority:>=normal")
    helpdesk_window.tickets.wait_for_only(*wanted).select(wanted[0])
    why = helpdesk_window.why.open().ask(wanted[0])
    assert why.conditions
    assert f"#{wanted[0]}" in why.verdict
    why.close()


# As many tickets as each other than the one before.
_COUNTED = ("serial:1..3", "serial:1..9", "-serial:1..9", "serial:1", "")


@pytest.mark.helpdesk(tickets=60, seed=3)
def test_what_is_typed_or_pressed_in_the_builder_is_counted_when_the_page_comes_back(
    helpdesk_window: HelpdeskWindow, helpdesk_database: HelpdeskDatabase
) -> None:
    desk = helpdesk_database.desk

    def tickets(query: str) -> str:
        count = len(desk.find(query))
        return "1 ticket" if count == 1 else f"{count} tickets"

    builder = helpdesk_window.filter_builder.open()
    for query in _COUNTED:
        builder.write(query)
        assert (builder.count, builder.text_fault) == (tickets(query), "")
    builder.write("status:new")
    assert builder.sentence == "Tickets with Status New"
    builder.use_tool("negate")
    assert (builder.text, builder.count) == ("-(status:new)", tickets("-status:new"))
    builder.use_tool("undo")
    assert (builder.text, builder.count) == ("status:new", tickets("status:new"))
    builder.write("status:nwe")
    assert builder.text_fault
    assert builder.count == tickets("status:new")
    builder.write("status:new")
    builder.done()
    assert sorted(helpdesk_window.tickets.serials) == desk.find("status:new")


@pytest.mark.helpdesk(tickets=60, seed=3)
def test_ticks_in_the_card_of_a_condition_are_counted_when_the_page_comes_back(
    helpdesk_window: HelpdeskWindow, helpdesk_database: HelpdeskDatabase
) -> None:
    desk = helpdesk_database.desk
    card = helpdesk_window.filters.add("status")
    for values, query in ((("New",), "status:new"), (("New", "Pending"), "status:new,pending")):
        card.tick_values(*values)
        assert card.count == f"{len(desk.find(query))} tickets"
    card.leave()


def test_settings_menus_and_shortcuts(helpdesk_window: HelpdeskWindow) -> None:
    settings = helpdesk_window.settings.open().set("density", "compact").set("theme", "dark")
    assert settings.value("theme") == "Dark"
    settings.close()
    menu = helpdesk_window.account_menu.open()
    assert "act_settings" in menu.actions
    menu.take("act_compact_rows")
    helpdesk_window.shortcuts.open().close()
    helpdesk_window.restart()
    settings.open()
    assert settings.value("density") == "Comfortable rows"
    settings.close()


def test_the_window_comes_back_as_it_was_left(
    helpdesk_window: HelpdeskWindow, helpdesk_database: HelpdeskDatabase
) -> None:
    serial = helpdesk_database.desk.create_ticket("Printer is on fire")
    helpdesk_window.refresh().tickets.wait_for(serial).select(serial)
    helpdesk_window.columns.open().toggle("due").done()
    helpdesk_window.restart()
    assert "due" in helpdesk_window.tickets.columns
    assert helpdesk_window.tickets.current == serial


def test_another_database_knows_another_agent(
    helpdesk_window: HelpdeskWindow, helpdesk_database: HelpdeskDatabase, tmp_path: Path
) -> None:
    helpdesk_database.desk.add_agent("lan", "Lan Phạm", role="administrator")
    helpdesk_window.who.open().work_as("Lan")
    helpdesk_window.wait_ready()
    assert helpdesk_window.program.desktop.opened is not None
    assert helpdesk_window.program.desktop.opened.desk.viewer.login == "lan"
    connection = helpdesk_window.connection.open()
    connection.fill_file(str(tmp_path / "other.db"), make=True).test()
    assert connection.verdict
    connection.connect()
    helpdesk_window.wait_ready().tickets.wait_for_count(0)
    assert "other.db" in helpdesk_window.status_line.database


# Ways in


def test_a_fresh_machine_is_asked_for_a_database(
    helpdesk_start: Callable[..., HelpdeskWindow], tmp_path: Path
) -> None:
    window = helpdesk_start()
    page = window.first_start.wait_open()
    connection = page.open_file()
    assert connection.face == "file"
    connection.fill_file(str(tmp_path / "nothing.db")).click("test_connection")
    connection.until(lambda: connection.verdict, "the verdict")
    connection.leave()
    page.start_with_new_file()
    window.wait_ready().tickets.wait_for_count(0)
    assert window.tickets.empty_sentence
    serial = window.create_ticket.open().fill("The first").save()
    assert window.restart().tickets.serials == [serial]


def test_a_server_is_named_by_its_address(helpdesk_start: Callable[..., HelpdeskWindow]) -> None:
    window = helpdesk_start()
    connection = window.first_start.wait_open().connect_to_server()
    connection.fill_server(address="mariadb://lan@127.0.0.1:3307/desk", password="geheim")  # noqa: S106  # of nothing
    assert connection.says("server_port") == "3307"
    assert connection.says("server_user") == "lan"
    connection.leave()
    assert window.first_start.is_open


@pytest.mark.helpdesk(login="lan", theme="dark", language="vi", size=(1024, 700))
def test_a_test_begins_as_its_mark_says(
    helpdesk_database: HelpdeskDatabase, helpdesk_start: Callable[..., HelpdeskWindow]
) -> None:
    helpdesk_database.desk.add_agent("lan", "Lan Phạm", role="supervisor")
    helpdesk_database.fill(10, seed=5)
    window = helpdesk_start(helpdesk_database).wait_ready()
    window.tickets.wait_for_count(10)
    opened = window.program.desktop.opened
    assert opened is not None
    assert opened.desk.viewer.login == "lan"
    assert theme().choice == "dark"
    assert QLocale().language() is QLocale.Language.Vietnamese
    assert window.root.size().width() <= 1024


def test_the_filters_of_others_and_the_faults_of_a_form(
    helpdesk_window: HelpdeskWindow, helpdesk_database: HelpdeskDatabase
) -> None:
    window = helpdesk_window
    helpdesk_database.desk.save_filter("Urgent ones", "priority:urgent")
    window.restart().quick_filters.share("Urgent ones").share_with("everyone")
    assert "Urgent ones" in window.quick_filters.names
    export = window.export_dialog.open().fill("").click("export_run")
    export.until(lambda: export.fault("export_path"), "the fault of the path")
    export.leave()
    window.contacts.open().new().fill(name="Lan", phones="12ab").click("new_entry_create")
    form = NewEntryPage(window.program, "contact")
    form.until(lambda: form.fault("new_phones"), "the fault of the number")
    form.leave()
    window.contacts.close()


def test_what_is_wrong_is_said_with_what_is_there(helpdesk_window: HelpdeskWindow) -> None:
    waiting.wait_at_most(0.3)
    with pytest.raises(NotSeenError, match=r"#7 in the list; seen instead: no tickets, and “"):
        helpdesk_window.tickets.wait_for(7)
    with pytest.raises(NotSeenError, match=r"create_ticket_dialog to be on screen.*main_window"):
        helpdesk_window.create_ticket.find("subject", QWidget)
    with pytest.raises(NotOnScreenError, match=r"no column nothing; there are .*subject"):
        helpdesk_window.tickets.sort_by("nothing")
    with pytest.raises(NotOnScreenError, match=r"act_nothing is not there in account_menu"):
        helpdesk_window.account_menu.open().take("act_nothing")
    helpdesk_window.account_menu.leave()
    dialog = helpdesk_window.create_ticket.open().try_to_save()
    with pytest.raises(NotSeenError, match=r"create_ticket_dialog to close.*subject_fault says “"):
        dialog.save()
    with pytest.raises(NotSeenError, match=r"“nothing” in the pick list priority.*Urgent"):
        dialog.choose("priority", "nothing")
    dialog.leave()
    helpdesk_window.close()
    with pytest.raises(NotSeenError, match=r"the program does not run"):
        assert helpdesk_window.title


def test_a_backup_is_made_and_the_desk_goes_back_to_it(
    helpdesk_window: HelpdeskWindow, helpdesk_database: HelpdeskDatabase
) -> None:
    window = helpdesk_window
    kept = window.create_ticket.open().fill("Before").save()
    backups = window.backups.open()
    before = backups.count
    backups.make()
    assert backups.count == before + 1
    backups.check().close()
    lost = window.create_ticket.open().fill("After").save()
    window.tickets.wait_for_only(kept, lost)
    helpdesk_database.close()
    backups.open().restore().restore()
    window.wait_ready().tickets.wait_for_only(kept)
