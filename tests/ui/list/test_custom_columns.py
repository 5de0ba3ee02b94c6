"""Custom fields as columns of the list: shown, sorted by, grouped by, and following the desk."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import QMenu
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.changes import Changes
from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldKind, CustomFieldOwner
from helpdesk_desktop.domain.filtering.filter_text import parse
from helpdesk_desktop.domain.filters import DEFAULT_SORT, FilterSpec, SortKey
from helpdesk_desktop.domain.list_look import ListLook, ShownColumn
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.domain.ticket import Serial, TicketEdit
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.ui.choice_names import NOTHING
from helpdesk_desktop.ui.custom.custom_words import custom_text
from helpdesk_desktop.ui.list.column_choosing import ColumnChoosing
from helpdesk_desktop.ui.list.column_set import STANDARD, ColumnSet, custom_title
from helpdesk_desktop.ui.list.group_menu import GroupMenu
from helpdesk_desktop.ui.list.shown_table import Face
from helpdesk_desktop.ui.list.ticket_columns import DEFAULT_COLUMNS, Names, spoken_title
from helpdesk_desktop.ui.list.ticket_list import TicketList
from helpdesk_desktop.ui.list.ticket_model import TicketModel
from helpdesk_desktop.ui.tasks import TaskRunner
from tests.builders import NOW
from tests.screen import get, press

TOOLTIP = Qt.ItemDataRole.ToolTipRole
SPOKEN = Qt.ItemDataRole.AccessibleTextRole


class Shown:
    """The list on screen, its columns chosen and its rows read."""

    def __init__(
        self, qtbot: QtBot, runner: TaskRunner, desk: OpenDesk, listed: TicketList
    ) -> None:
        self._qtbot = qtbot
        self._runner = runner
        self.desk = desk
        self.tickets = listed
        self.model: TicketModel = listed.model

    def show(self, *keys: str) -> None:
        self.tickets.choose_columns([ShownColumn(key) for key in ("serial", "subject", *keys)])
        self.settle()

    def settle(self) -> None:
        # What is looked at is read a moment later.
        for row in range(min(self.model.rowCount(), 40)):
            self.model.row_at(row)
        self._qtbot.waitUntil(self._is_read)

    def _is_read(self) -> bool:
        known = [self.model.row_at(row) for row in range(min(self.model.rowCount(), 15))]
        return not self._runner.is_busy and not any(
            row is None or row.is_stale
            for place, row in enumerate(known)
            if self.model.header_at(place) is None
        )

    def column_keys(self) -> list[str]:
        return [column.key for column in self.tickets.columns]

    def cell(self, row: int, key: str, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        place = [column.key for column in self.model.columns].index(key)
        return self.model.data(self.model.index(row, place), role)

    def value(self, row: int, field: CustomField) -> Any:
        serial = self.model.serial_at(row)
        assert serial is not None
        detail = self.desk.tickets.detail(Serial(serial), Cancellation())
        if field.owner is CustomFieldOwner.TICKET:
            return dict(detail.custom).get(field.key)
        return None if detail.contact is None else dict(detail.contact.custom).get(field.key)

    def know(self, directory: Directory) -> None:
        self.model.set_names(Names(directory, NOW, self.desk.clock.zone))
        self.settle()

    def field(self, key: str) -> CustomField:
        return self.desk.directory().custom_field_by_key[key]


@pytest.fixture
def shown(qtbot: QtBot, runner: TaskRunner, desk: OpenDesk, listed: TicketList) -> Shown:
    return Shown(qtbot, runner, desk, listed)


@pytest.fixture(autouse=True)
def _locale() -> Any:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam))
    yield
    QLocale.setDefault(before)


def _with(directory: Directory, key: str, **changed: Any) -> Directory:
    fields = tuple(
        replace(one, **changed) if one.filter_key == key else one for one in directory.custom_fields
    )
    return replace(directory, custom_fields=fields)


def test_every_active_field_is_a_column_behind_the_standard_ones(shown: Shown) -> None:
    directory = shown.desk.directory()
    known = shown.model.known
    keys = known.usual_order
    assert keys[: len(STANDARD.usual_order)] == STANDARD.usual_order
    assert set(keys) - set(STANDARD.usual_order) == {
        field.filter_key for field in directory.custom_fields if field.is_active
    }
    assert not any(key.startswith("cf.") for key in DEFAULT_COLUMNS)
    titles = [spoken_title(column) for column in known.columns]
    assert {"Region", "Contact: Tier", "Company: Sector"} <= set(titles)
    assert {column.face for column in known.columns if column.field is not None} == set(Face)


def test_cells_say_what_the_ticket_page_says_of_every_kind(
    shown: Shown, qtmodeltester: ModelTester
) -> None:
    fields = [
        field
        for field in shown.desk.directory().custom_fields
        if field.owner is not CustomFieldOwner.COMPANY
    ]
    assert {field.kind for field in fields} == set(CustomFieldKind)
    shown.show(*(field.filter_key for field in fields))
    qtmodeltester.check(shown.model)  # type: ignore[no-untyped-call]  # pytest-qt says no types here
    filled = set()
    for row in range(15):
        for field in fields:
            value = shown.value(row, field)
            meant = NOTHING if value is None else " ".join(custom_text(field, value).split())
            assert shown.cell(row, field.filter_key) == meant
            if value is not None:
                filled.add(field.kind)
                spoken = shown.cell(row, field.filter_key, SPOKEN)
                assert spoken == meant
                assert shown.cell(row, field.filter_key, TOOLTIP).startswith("<qt>")
    # Enough of them to have proven something.
    assert len(filled) >= 8


def test_without_a_custom_column_no_values_are_read(shown: Shown) -> None:
    known = shown.model.row_at(0)
    assert known is not None
    assert known.row is not None
    assert known.row.custom is None
    shown.show("cf.region", "cf.items")
    known = shown.model.row_at(0)
    assert known is not None
    assert known.row is not None
    assert set(known.row.custom or ()) == {"cf.region", "cf.items"}


def test_until_a_value_is_read_its_cell_is_empty_and_not_wrong(shown: Shown) -> None:
    read = shown.model.row_at(0)
    assert read is not None
    assert read.row is not None
    row = read.row._replace(custom=None)
    column = shown.model.known.by_key["cf.region"]
    names = Names(shown.desk.directory(), NOW, shown.desk.clock.zone)
    assert column.text(row, names) == ""
    assert column.text(row._replace(custom={"cf.items": 3}), names) == ""
    assert column.text(row._replace(custom={"cf.region": None}), names) == NOTHING
    long = shown.model.known.by_key["cf.resolution"]
    cut = row._replace(custom={"cf.resolution": "a\nb " + "c" * 396})
    assert long.text(cut, names) == "a b " + "c" * 396 + "…"
    assert long.hint is not None
    assert long.hint(cut, names).startswith("a\nb ")
    assert long.hint(row, names) == ""


def test_a_click_on_the_title_sorts_and_a_multi_select_has_no_order(shown: Shown) -> None:
    shown.show("cf.items", "cf.tags", "contact.cf.tier")
    header = shown.tickets.view.header
    asked: list[tuple[SortKey, ...]] = []
    shown.tickets.sort_changed.connect(asked.append)
    for key in ("cf.tags", "contact.cf.tier", "cf.items", "cf.items"):
        header.sort_by(key, is_added=False)
    assert asked == [(SortKey("cf.items"),), (SortKey("cf.items", is_descending=True),)]
    shown.tickets.show_spec(FilterSpec(sort=asked[-1]))
    shown.settle()
    field = shown.field("cf.items")
    values = [shown.value(row, field) for row in range(15)]
    assert None not in values
    assert values == sorted(values, reverse=True)


def test_the_look_keeps_columns_sort_and_grouping_of_a_field_that_is_retired(
    shown: Shown,
) -> None:
    directory = shown.desk.directory()
    grouped: list[SortKey | None] = []
    shown.tickets.grouping_changed.connect(grouped.append)
    look = ListLook(
        tuple(map(ShownColumn, ("unread", "serial", "subject", "cf.product", "cf.region"))),
        (SortKey("cf.product"),),
        SortKey("cf.region"),
    )
    shown.tickets.show_look(look)
    assert shown.column_keys()[-2:] == ["cf.product", "cf.region"]
    shown.know(_with(directory, "cf.region", is_active=False))
    assert shown.column_keys() == ["unread", "serial", "subject", "cf.product"]
    assert shown.tickets.look == look
    # Hiding another one does not lose what is not seen now.
    shown.tickets.choose_columns([ShownColumn(key) for key in ("unread", "serial", "subject")])
    assert [one.key for one in shown.tickets.look.columns] == [
        "unread",
        "serial",
        "subject",
        "cf.region",
    ]
    shown.know(directory)
    assert shown.column_keys() == ["unread", "serial", "subject", "cf.region"]
    assert shown.tickets.view.header.sort == (SortKey("cf.product"),)
    assert grouped == [SortKey("cf.region"), None, SortKey("cf.region")]


def test_a_list_sorted_by_a_field_that_is_retired_falls_back_and_says_so(shown: Shown) -> None:
    directory = shown.desk.directory()
    asked: list[tuple[SortKey, ...]] = []
    lost: list[str] = []
    shown.tickets.sort_changed.connect(asked.append)
    shown.tickets.sort_lost.connect(lost.append)
    look = ListLook(
        tuple(map(ShownColumn, ("serial", "subject", "cf.items"))),
        (SortKey("cf.items", is_descending=True),),
    )
    shown.tickets.show_look(look)
    shown.tickets.show_spec(FilterSpec(sort=look.sort))
    shown.settle()
    retired = _with(directory, "cf.items", is_active=False)
    shown.know(retired)
    assert shown.tickets.view.header.sort == DEFAULT_SORT
    assert asked == [look.sort, DEFAULT_SORT]
    assert lost == [shown.field("cf.items").label]
    shown.tickets.show_spec(FilterSpec(sort=DEFAULT_SORT))
    shown.know(_with(retired, "cf.region", label="Where"))
    assert len(lost) == 1, "it was said again"
    # Brought back, it is sorted by again, as its column is shown again.
    shown.know(directory)
    assert asked[-1] == look.sort


def test_of_several_keys_only_the_retired_one_goes(shown: Shown) -> None:
    left = SortKey("created")
    look = ListLook(sort=(SortKey("cf.items"), left))
    shown.tickets.show_look(look)
    shown.know(_with(shown.desk.directory(), "cf.items", is_active=False))
    assert shown.tickets.view.header.sort == (left,)


def test_a_field_of_another_desk_is_neither_shown_nor_asked(shown: Shown) -> None:
    look = ListLook(
        (ShownColumn("serial"), ShownColumn("cf.nowhere")),
        (SortKey("cf.nowhere"),),
        SortKey("cf.nowhere"),
    )
    asked: list[object] = []
    shown.tickets.grouping_changed.connect(asked.append)
    shown.tickets.show_look(look)
    assert "cf.nowhere" not in shown.column_keys()
    assert shown.tickets.view.header.sort == DEFAULT_SORT
    assert asked == []
    assert shown.tickets.look == look


def test_a_new_label_and_a_new_option_name_are_said_at_once(shown: Shown) -> None:
    shown.show("cf.product")
    directory = shown.desk.directory()
    field = shown.field("cf.product")
    row = next(row for row in range(15) if shown.value(row, field) is not None)
    option = field.option_by_id[shown.value(row, field)]
    renamed = tuple(
        replace(one, label="Hoàn toàn mới") if one is option else one for one in field.options
    )
    shown.know(_with(directory, "cf.product", label="Sản phẩm", options=renamed))
    place = [column.key for column in shown.model.columns].index("cf.product")
    title = shown.model.headerData(place, Qt.Orientation.Horizontal)
    assert title == "Sản phẩm"
    assert shown.cell(row, "cf.product") == "Hoàn toàn mới"


def test_what_did_not_change_keeps_its_column_so_the_list_is_not_read_again(
    shown: Shown, qtbot: QtBot
) -> None:
    shown.show("cf.region")
    directory = shown.desk.directory()
    other = ColumnSet(_with(directory, "cf.items", label="Anzahl"), shown.model.known)
    assert other.by_key["cf.region"] is shown.model.known.by_key["cf.region"]
    assert other.by_key["cf.items"] is not shown.model.known.by_key["cf.items"]
    with qtbot.assertNotEmitted(shown.model.modelReset):
        shown.know(_with(directory, "cf.items", label="Anzahl"))


def test_an_open_chooser_follows_the_fields_of_the_desk(shown: Shown) -> None:
    choosing = ColumnChoosing(shown.tickets, shown.tickets)
    choosing.open_chooser()
    ticks = choosing.chooser.list

    def listed() -> list[str]:
        return [ticks.item(row).text() for row in range(ticks.count())]

    assert "Under warranty" in listed()
    ticks.go_to("cf.warranty")
    press(ticks, Qt.Key.Key_Space)
    assert shown.column_keys()[-1] == "cf.warranty"
    directory = shown.desk.directory()
    shown.know(_with(directory, "cf.warranty", is_active=False))
    assert "Under warranty" not in listed()
    assert "cf.warranty" not in shown.column_keys()
    shown.know(directory)
    assert "Under warranty" in listed()
    assert shown.column_keys()[-1] == "cf.warranty"
    choosing.chooser.close()


def test_another_agent_s_edit_is_read_with_its_value(shown: Shown) -> None:
    shown.show("cf.items")
    serial = shown.model.serial_at(3)
    assert serial is not None
    detail = shown.desk.tickets.detail(Serial(serial), Cancellation())
    edit = TicketEdit(
        serial=Serial(serial), version=detail.version, changes=(("custom", (("items", 123_456),)),)
    )
    shown.desk.tickets.edit(edit)
    shown.model.take_changes(Changes(tickets=frozenset({serial})))
    shown.settle()
    row = shown.model.row_of(serial)
    assert row is not None
    assert shown.cell(row, "cf.items") == "123.456"


def test_numbers_stand_at_the_right_and_checks_are_boxes_with_words(shown: Shown) -> None:
    shown.show("cf.items", "cf.warranty")
    columns = [column.key for column in shown.model.columns]
    alignment = shown.model.headerData(
        columns.index("cf.items"), Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole
    )
    assert alignment & Qt.AlignmentFlag.AlignRight
    field = shown.field("cf.warranty")
    found = {shown.value(row, field): row for row in range(15)}
    assert {True, False} & set(found)
    for value, row in found.items():
        if value is not None:
            assert shown.cell(row, "cf.warranty") == custom_text(field, value)
    items = shown.field("cf.items")
    row = next(row for row in range(15) if shown.value(row, items) is not None)
    view = shown.tickets.view
    rect = view.visualRect(shown.model.index(row, columns.index("cf.items")))
    picture = view.viewport().grab(rect.adjusted(4, 4, -4, -4)).toImage()
    assert _ink(picture, from_left=True) > _ink(picture, from_left=False)
    assert {custom_title(field), "Items"} == {"Under warranty", "Items"}


def test_a_ticket_that_matches_no_more_stays_with_its_fields_painted(
    shown: Shown, qtbot: QtBot
) -> None:
    directory = shown.desk.directory()
    shown.show("cf.warranty", "cf.items")
    tree = parse("cf.warranty:yes cf.items:>0", directory)
    shown.tickets.show_spec(FilterSpec(filter=tree, sort=(SortKey("serial"),)))
    shown.settle()
    serial = shown.model.serial_at(1)
    assert serial is not None
    edit = TicketEdit(Serial(serial), None, (("custom", (("warranty", False),)),))
    shown.desk.tickets.edit(edit)
    shown.model.take_changes(Changes(tickets=frozenset({serial})))
    qtbot.waitUntil(lambda: shown.model.is_left(1))
    shown.settle()
    assert shown.model.serial_at(1) == serial
    warranty = shown.field("cf.warranty")
    assert shown.cell(1, "cf.warranty") == custom_text(warranty, False)
    columns = [column.key for column in shown.model.columns]
    for key in ("cf.warranty", "cf.items"):
        view = shown.tickets.view
        rect = view.visualRect(shown.model.index(1, columns.index(key)))
        picture = view.viewport().grab(rect.adjusted(4, 4, -4, -4)).toImage()
        assert _ink(picture, from_left=True) < picture.width()


def _ink(picture: QImage, *, from_left: bool) -> int:
    ground = picture.pixel(0, 0)
    places = range(picture.width())
    for n, x in enumerate(places if from_left else reversed(places)):
        if any(picture.pixel(x, y) != ground for y in range(picture.height())):
            return n
    return picture.width()


@pytest.mark.parametrize(
    "key", ["cf.product", "cf.region", "cf.warranty", "cf.promised", "cf.items"]
)
def test_rows_are_grouped_by_a_field_in_its_own_words(shown: Shown, key: str) -> None:
    field = shown.field(key)
    spec = FilterSpec(sort=(SortKey("serial"),), group=SortKey(key))
    shown.show(key)
    shown.tickets.show_spec(spec)
    shown.settle()
    groups = shown.model.groups
    assert groups is not None
    names: list[str] = []
    count = 0
    for row in range(shown.model.rowCount()):
        header = shown.model.header_at(row)
        if header is not None:
            names.append(shown.model.name_of(header))
            count += header.group.count
            title = shown.model.title_of(header)
            assert title.startswith(field.label)
    assert count == 600
    assert names[0] == "Empty"
    assert len(set(names)) == len(names) > 1
    if field.kind is CustomFieldKind.DROP_DOWN:
        order = [one.label for one in field.options]
        assert names[1:] == [one for one in order if one in names]
    if field.kind is CustomFieldKind.CHECKBOX:
        assert names[1:] == [custom_text(field, False), custom_text(field, True)]
    if field.kind is CustomFieldKind.INTEGER:
        assert [int(one) for one in names[1:]] == sorted(int(one) for one in names[1:])


def test_the_group_menu_lists_fields_and_says_what_cannot_be_grouped_by_now(
    shown: Shown,
) -> None:
    directory = shown.desk.directory()
    menu = GroupMenu(shown.tickets, shown.tickets)
    custom = get(menu, QMenu, "group_by_custom")
    assert [entry.text() for entry in custom.actions()] == [
        "Product",
        "Region",
        "Items",
        "Under warranty",
        "Promised for (day)",
    ]
    product = get(menu, QAction, "group_by_cf.product")
    assert product.text() == "Product"
    promised = get(menu, QAction, "group_by_cf.promised")
    assert promised.text() == "Promised for (day)"
    product.trigger()
    assert shown.tickets.look.grouping == SortKey("cf.product")
    shown.know(_with(directory, "cf.product", is_active=False))
    again = GroupMenu(shown.tickets, shown.tickets)
    unknown = get(again, QAction, "group_by_unknown")
    assert unknown.text().startswith("Product (")
    assert not unknown.isEnabled()
