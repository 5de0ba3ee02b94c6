"""Custom fields from their definition to another database, through every window that shows them.

The administrator makes tickets with values of fields, filters by two of them and shares the filter.
Another agent finds it, closes a ticket that lacks what closing needs, groups the list, asks why a
ticket is there and writes it all to a file, from which an empty desk gets every value again.
"""

import re
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPushButton,
    QRadioButton,
    QTreeView,
    QTreeWidget,
)
from pytestqt.qtbot import QtBot

from helpdesk_desktop.domain.custom_field import CustomFieldKind
from helpdesk_desktop.domain.filtering.filter_text import print_tree
from helpdesk_desktop.domain.filters import SortKey
from helpdesk_desktop.domain.records import detail_record
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.storage.database_url import parse_database_url
from helpdesk_desktop.storage.engine import create_database
from helpdesk_desktop.ui.create.create_ticket_dialog import CreateTicketDialog
from helpdesk_desktop.ui.custom.closing_dialog import ClosingDialog
from helpdesk_desktop.ui.exporting.export_dialog import ExportDialog
from helpdesk_desktop.ui.filter_builder.filter_builder import FilterBuilder
from helpdesk_desktop.ui.filters.save_filter_dialog import SaveFilterDialog
from helpdesk_desktop.ui.import_wizard.wizard_window import RUN, ImportWizard
from helpdesk_desktop.ui.theme import apply_theme
from helpdesk_desktop.ui.why.why_lines import Mark, mark_name
from tests.at_the_desk import FRAME, AtTheDesk, DeskFile
from tests.builders import ADMINISTRATOR, add_agent, add_field, opened
from tests.freeze_meter import FreezeMeter
from tests.screen import click, focus, get, press, press_focused, type_text
from tests.ui.admin.fields_screen import FieldsScreen

CONTROL = Qt.KeyboardModifier.ControlModifier
BOTH = CONTROL | Qt.KeyboardModifier.ShiftModifier
QUERY = "cf.area:north cf.seats:>=2"
NAME = "Many seats in the north"
LATER = "zoe"
PLACES = "North\n  Ha Noi\n    Old town\n  Hai Phong\nSouth\n  Saigon\n"
# Subject, the words typed for the area, the seats, and what was agreed (needed to close).
TICKETS = (
    ("=Đơn hàng 1 🌅", "North / Ha Noi / Old town", "3", "+paid, '@home'"),
    ('Second; "quoted"', "North / Hai Phong", "2", ""),
    ("Too few seats", "North", "1", ""),
    ("Elsewhere", "South / Saigon", "7", ""),
)
DESCRIPTION = "=1+1 and more, as told"
SHOWN = {TICKETS[0][0], TICKETS[1][0]}
# What another desk says otherwise, or what no import brings.
OWN_OF_A_DESK = frozenset(
    {"serial", "uid", "version", "unread", "external_id", "activities", "calls", "notes"}
)


def same_fields(desk: OpenDesk) -> None:
    """The three fields, as another desk has them already."""
    add_field(desk, "area", CustomFieldKind.DEPENDENT, label="Area", options=PLACES)
    add_field(desk, "seats", CustomFieldKind.INTEGER, label="Seats")
    add_field(desk, "agreed", label="Agreed", is_required_to_close=True)


def define_fields(screen: FieldsScreen) -> None:
    """The three fields, in the administrator's window: a tree, a number, a text closing needs."""
    screen.page("fields")
    for label, kind in (
        ("Area", CustomFieldKind.DEPENDENT),
        ("Seats", CustomFieldKind.INTEGER),
        ("Agreed", CustomFieldKind.TEXT),
    ):
        screen.press_button("fields_add")
        type_text(screen.line("fields_name"), label)
        screen.pick_kind(kind)
        if label == "Area":
            box = screen.paste(PLACES)
            press(box, Qt.Key.Key_Return, CONTROL)
        if label == "Agreed":
            focus(screen.box("fields_close"))
            press_focused(Qt.Key.Key_Space)
        screen.save_by_keys()
        assert label in screen.names("fields")


class Steps:
    """What is done at a desk, by keys and clicks."""

    def __init__(self, qtbot: QtBot, desk: AtTheDesk) -> None:
        self._qtbot = qtbot
        self.desk = desk
        self.window = desk.window
        self.strike = desk.keys.strike
        self.write = desk.keys.write

    def create(self, subject: str, area: str, seats: str, agreed: str) -> None:
        self.strike(Qt.Key.Key_N, CONTROL)
        self.desk.until(lambda: self.window.findChild(CreateTicketDialog) is not None)
        dialog = self.window.findChild(CreateTicketDialog)
        assert dialog is not None
        self.desk.until(dialog.isVisible)
        type_text(dialog.form.subject, subject)
        click(dialog.form.description)
        self.write(DESCRIPTION)
        finder = get(dialog, QComboBox, "custom_ticket_area").lineEdit()
        assert finder is not None
        click(finder)
        self.write(area)
        self.strike(Qt.Key.Key_Tab)
        for name, text in (("seats", seats), ("agreed", agreed)):
            click(get(dialog, QLineEdit, f"custom_ticket_{name}"))
            self.write(text)
        self.strike(Qt.Key.Key_Return, CONTROL)
        self.desk.until(lambda: self.window.findChild(CreateTicketDialog) is None)
        self.desk.settle()

    def search(self, query: str) -> None:
        self.strike(Qt.Key.Key_F, CONTROL)
        self.write(query)
        self.strike(Qt.Key.Key_Return)
        self.desk.settle()

    def build_filter(self) -> None:
        """Both conditions in the filter builder: a node of the tree, and a least number."""
        self.strike(Qt.Key.Key_B, CONTROL)
        builder = self.window.filter_building.builder
        assert builder is not None
        self.desk.until(builder.isVisible)
        self._add_condition(builder, "Area")
        nodes = get(builder, QTreeView, "nodes")
        self.desk.until(nodes.hasFocus)
        assert nodes.currentIndex().data() == "North"
        self.strike(Qt.Key.Key_Space)
        self._add_condition(builder, "Seats")
        number = get(builder, QLineEdit, "value1")
        self.desk.until(number.hasFocus)
        self.strike(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        operator = get(builder, QComboBox, "operator")
        assert operator.hasFocus()
        while operator.currentText() != "≥":
            before = operator.currentIndex()
            self.strike(Qt.Key.Key_Down)
            assert operator.currentIndex() > before
        self.strike(Qt.Key.Key_Tab)
        self.desk.until(number.hasFocus)
        self.write("2")
        self.desk.until(lambda: self.filter_text() == QUERY)
        self.desk.settle()
        self.strike(Qt.Key.Key_Escape)
        self.desk.until(lambda: self.window.filter_building.builder is None)
        self.desk.settle()
        assert len(self.window.filter_bar.chips) == 2

    def _add_condition(self, builder: FilterBuilder, field: str) -> None:
        click(get(builder, QPushButton, "addCondition"))
        popup = self.desk.popup("addCondition_popup")
        click(get(popup, QLineEdit, "addCondition_find"))
        self.write(field)
        self.strike(Qt.Key.Key_Return)
        self.desk.until_no_popup()
        builder.activateWindow()

    def filter_text(self) -> str:
        """The conditions that the list is asked with."""
        known = self.window.tickets.model.known.directory  # with the fields made meanwhile
        return print_tree(self.window.question.spec.filter, known)

    def save_for_everyone(self) -> None:
        self.strike(Qt.Key.Key_S, CONTROL)
        dialog = self.window.findChild(SaveFilterDialog)
        assert dialog is not None
        self.write(NAME)
        click(get(dialog, QRadioButton, "share_everyone"))
        self.strike(Qt.Key.Key_Return, CONTROL)
        self.desk.until(lambda: self.window.findChild(SaveFilterDialog) is None)
        self.desk.settle()

    def choose_shared(self) -> None:
        dock = get(self.window, QListView, "quickFilterList")
        model = dock.model()
        rows = range(model.rowCount())
        (place,) = (at for at in (model.index(row, 0) for row in rows) if NAME in str(at.data()))
        dock.scrollTo(place)
        click(dock.viewport(), dock.visualRect(place).center())
        self.desk.settle()

    def subjects(self) -> dict[str, int]:
        """The subjects that the list shows, with their serials."""
        model = self.window.tickets.model
        found: dict[str, int] = {}
        for serial in model.all_serials:
            found[self.desk.ticket(serial).subject] = serial
        return found

    def close_with_what_is_missing(self, serial: int) -> None:
        self.desk.view.setFocus()
        self.strike(Qt.Key.Key_Home)
        while self.desk.view.current_serial != serial:
            self.strike(Qt.Key.Key_J)
        self.desk.settle()
        self.strike(Qt.Key.Key_S)
        self.desk.popup("status_popup")
        self.write("closed")
        self.strike(Qt.Key.Key_Return)
        self.desk.until(lambda: self.window.findChild(ClosingDialog) is not None)
        dialog = self.window.findChild(ClosingDialog)
        assert dialog is not None
        assert [*dialog.form.inputs] == ["agreed"]
        self.write("by phone")
        self.strike(Qt.Key.Key_Return, CONTROL)
        self.desk.until(lambda: self.window.findChild(ClosingDialog) is None)
        self.desk.settle()

    def group_by_status(self) -> None:
        self.strike(Qt.Key.Key_G, CONTROL)
        menu = self.desk.popup("group_menu")
        assert isinstance(menu, QMenu)
        for _ in menu.actions():
            active: QAction | None = menu.activeAction()
            if active is not None and active.objectName() == "group_by_status":
                break
            self.strike(Qt.Key.Key_Down)
        else:
            pytest.fail("Down does not reach the status")
        self.strike(Qt.Key.Key_Return)
        self.desk.until_no_popup()

    def ask_why(self) -> list[str]:
        """Ask of the current ticket; the marks of the conditions."""
        self.strike(Qt.Key.Key_I, BOTH)
        window = self.window.why_asking.window
        assert window is not None
        tree = get(window, QTreeWidget, "why_conditions")
        self.desk.until(lambda: tree.topLevelItemCount() > 0)
        self.desk.settle()
        verdict = get(window, QLabel, "why_verdict").text()
        marks = [verdict]
        waiting = [tree.topLevelItem(row) for row in range(tree.topLevelItemCount())]
        while waiting:
            item = waiting.pop()
            assert item is not None
            marks.append(item.text(1))
            waiting += [item.child(row) for row in range(item.childCount())]
        self.strike(Qt.Key.Key_Escape)
        self.desk.until(lambda: not window.isVisible())
        return marks

    def export(self, path: Path) -> None:
        self.strike(Qt.Key.Key_E, BOTH)
        self.desk.until(lambda: self.window.findChild(ExportDialog) is not None)
        dialog = self.window.findChild(ExportDialog)
        assert dialog is not None
        self.desk.until(dialog.isVisible)
        click(get(dialog, QRadioButton, "export_matching"))
        click(get(dialog, QRadioButton, "export_every"))
        click(get(dialog, QLineEdit, "export_path"))
        self.strike(Qt.Key.Key_A, CONTROL)
        self.write(str(path))
        self.strike(Qt.Key.Key_Return, CONTROL)
        self.desk.until(get(dialog, QPushButton, "export_open").isVisible)
        self.strike(Qt.Key.Key_Escape)
        self.desk.until(lambda: not dialog.isVisible())

    def import_file(self, path: Path) -> str:
        """Walk through the wizard; what it says in the end."""
        self.strike(Qt.Key.Key_I, CONTROL)
        self.desk.until(lambda: self.window.findChild(ImportWizard) is not None)
        wizard = self.window.findChild(ImportWizard)
        assert wizard is not None
        self.desk.until(wizard.isVisible)
        line = get(wizard, QLineEdit, "import_path")
        self.desk.until(line.hasFocus)
        self.write(str(path))
        self.strike(Qt.Key.Key_Return)
        while wizard.step != RUN:
            before = wizard.step
            self.desk.until(get(wizard, QPushButton, "wizard_next").isEnabled)
            self.strike(Qt.Key.Key_Return, CONTROL)
            self.desk.until(lambda before=before: wizard.step != before)  # type: ignore[misc]  # bound now
            self.desk.settle()
        self.desk.until(lambda: wizard.session.outcome is not None)
        said = get(wizard, QLabel, "run_sentence").text()
        self.strike(Qt.Key.Key_Escape)
        self.desk.settle()
        return said

    def records(self) -> dict[str, dict[str, Any]]:
        """What the desk has of every ticket that the list shows, by subject."""
        return {
            subject: {
                key: value
                for key, value in detail_record(
                    self.desk.ticket(serial), self.desk.directory
                ).items()
                if key not in OWN_OF_A_DESK
            }
            for subject, serial in self.subjects().items()
        }


def _fresh(path: Path) -> DeskFile:
    create_database(parse_database_url(str(path)))
    with opened(str(path)) as desk:
        same_fields(desk)
        add_agent(desk, LATER, name="Zoe", role="supervisor")
    return DeskFile(path, ADMINISTRATOR)


class Journey:
    """The three desks one after the other, each a run of the program of its own."""

    def __init__(self, qtbot: QtBot, folder: Path, meter: FreezeMeter) -> None:
        self._qtbot = qtbot
        self._folder = folder
        self._meter = meter

    def _sit_down(self, file: DeskFile, memory: str) -> Steps:
        self._meter.begin(f"fields: open the {memory}")
        at = AtTheDesk(self._qtbot, file, self._folder / f"{memory}.ini")
        at.window.setGeometry(FRAME)
        at.start()
        return Steps(self._qtbot, at)

    def share_a_filter(self, file: DeskFile) -> None:
        """Define the fields, make the tickets, filter by two fields, share the filter."""
        steps = self._sit_down(file, "first")
        self._meter.begin("fields: define three")
        desktop = steps.desk.desktop
        assert desktop.opened is not None
        desk = desktop.opened.desk
        assert isinstance(desk, OpenDesk)
        screen = FieldsScreen(self._qtbot, desktop.runner, desktop.administering, desk)
        define_fields(screen)
        screen.dialog.close()
        # The window hears of them as of anybody's change; they are columns then.
        steps.desk.until(lambda: steps.window.tickets.model.known.has("cf.agreed"))
        self._meter.begin("fields: create")
        for values in TICKETS:
            steps.create(*values)
        self._meter.begin("fields: filter by two")
        steps.build_filter()
        assert set(steps.subjects()) == SHOWN
        self._meter.begin("fields: save for everyone")
        steps.save_for_everyone()
        steps.desk.quit()

    def use_it(self, file: DeskFile, files: tuple[Path, ...]) -> dict[str, dict[str, Any]]:
        """As another agent close, group, ask why and export; what the desk has."""
        steps = self._sit_down(file, "second")
        self._meter.begin("fields: use the shared filter")
        steps.choose_shared()
        found = steps.subjects()
        assert set(found) == SHOWN
        self._meter.begin("fields: close what lacks a field")
        steps.close_with_what_is_missing(found[TICKETS[1][0]])
        self._meter.begin("fields: group")
        steps.group_by_status()
        assert steps.window.tickets.look.grouping == SortKey("status")
        groups = steps.window.tickets.model.groups
        assert groups is not None
        self._meter.begin("fields: why")
        verdict, *marks = steps.ask_why()
        assert re.search(r"#\d+", verdict)
        assert set(marks) <= {mark_name(Mark.HOLDS), mark_name(Mark.NONE)}
        assert mark_name(Mark.HOLDS) in marks
        was = steps.records()
        for path in files:
            self._meter.begin(f"fields: export {path.suffix}")
            steps.export(path)
        steps.desk.quit()
        return was

    def take_in(self, path: Path) -> dict[str, dict[str, Any]]:
        """Import a file into a new desk with the same fields; what that desk has."""
        file = _fresh(self._folder / f"from{path.suffix}.db")
        steps = self._sit_down(file, f"third{path.suffix}")
        self._meter.begin(f"fields: import {path.suffix}")
        assert steps.import_file(path) == "2 tickets were created."
        self._meter.begin(f"fields: filter what came by {path.suffix}")
        steps.search(QUERY)
        came = steps.records()
        steps.desk.quit()
        return came


@pytest.mark.usefixtures("wide_screen")
@pytest.mark.timeout(600)
def test_every_field_and_every_filter_from_one_desk_to_the_next(
    qapp: QApplication, qtbot: QtBot, desk_file: DeskFile, tmp_path: Path, freeze_meter: FreezeMeter
) -> None:
    apply_theme(qapp, "light")
    with opened(str(desk_file.path), desk_file.login) as desk:
        add_agent(desk, LATER, name="Zoe", role="supervisor")
    journey = Journey(qtbot, tmp_path, freeze_meter)
    journey.share_a_filter(desk_file)
    files = tuple(tmp_path / f"shown.{kind}" for kind in ("csv", "xlsx", "json"))
    was = journey.use_it(DeskFile(desk_file.path, LATER), files)
    first, second = was[TICKETS[0][0]], was[TICKETS[1][0]]
    assert first["custom"] == {
        "area": ["north", "ha-noi", "old-town"], "seats": 3, "agreed": "+paid, '@home'",
    }  # fmt: skip
    assert second["custom"] == {"area": ["north", "hai-phong"], "seats": 2, "agreed": "by phone"}
    assert [first["status"], second["status"]] == ["new", "closed"]
    assert first["description"] == DESCRIPTION
    assert set(was) == SHOWN
    for path in files:
        assert journey.take_in(path) == was, path.suffix
