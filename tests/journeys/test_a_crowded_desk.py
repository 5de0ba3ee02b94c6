"""A desk of hundreds of custom fields: the create dialog and the panel come as quick as with none.

What a slice takes is measured by the freeze meter of all journeys; what is sure without a clock is
that the first fields are there before the last.
"""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from helpdesk_desktop.domain.custom_field import CustomFieldKind
from helpdesk_desktop.ui.admin.administration_dialog import AdministrationDialog
from helpdesk_desktop.ui.admin.entry_list import EntryList
from helpdesk_desktop.ui.admin.fields_page import FieldsPage
from helpdesk_desktop.ui.admin.option_view import OptionView
from helpdesk_desktop.ui.create.create_ticket_dialog import CreateTicketDialog
from helpdesk_desktop.ui.theme import apply_theme
from tests.at_the_desk import FRAME, AtTheDesk, DeskFile
from tests.builders import add_field, opened
from tests.freeze_meter import FreezeMeter
from tests.screen import click, focus, get, press, type_text

CONTROL = Qt.KeyboardModifier.ControlModifier
KINDS = (
    CustomFieldKind.TEXT,
    CustomFieldKind.DROP_DOWN,
    CustomFieldKind.DATE,
    CustomFieldKind.CHECKBOX,
    CustomFieldKind.INTEGER,
    CustomFieldKind.MULTI_SELECT,
    CustomFieldKind.DECIMAL,
    CustomFieldKind.MULTI_LINE,
)
MANY = "".join(f"Lựa chọn {n}\n" for n in range(10_000))
OPTIONS = {CustomFieldKind.DROP_DOWN, CustomFieldKind.MULTI_SELECT}


@pytest.mark.usefixtures("wide_screen")
@pytest.mark.timeout(300)
@pytest.mark.parametrize("fields", [100, 300])
def test_a_ticket_is_made_and_seen_with_hundreds_of_fields(
    qapp: QApplication,
    qtbot: QtBot,
    desk_file: DeskFile,
    tmp_path: Path,
    *,
    freeze_meter: FreezeMeter,
    fields: int,
) -> None:
    apply_theme(qapp, "light")
    with opened(str(desk_file.path), desk_file.login) as desk:
        for number in range(fields):
            kind = KINDS[number % len(KINDS)]
            options = "North\nSouth\n" if kind in OPTIONS else ""
            help_ = "What the caller says of it" if number % 3 == 0 else None
            add_field(desk, f"f{number}", kind, options=options, help=help_)
        add_field(desk, "last")
    freeze_meter.begin(f"{fields} fields: start")
    at = AtTheDesk(qtbot, desk_file, tmp_path / "windows.ini")
    at.window.setGeometry(FRAME)
    at.start()
    freeze_meter.begin(f"{fields} fields: open the dialog")
    seen: list[int] = []
    at.keys.strike(Qt.Key.Key_N, CONTROL)
    at.until(lambda: at.window.findChild(CreateTicketDialog) is not None)
    dialog = at.window.findChild(CreateTicketDialog)
    assert dialog is not None

    def is_whole() -> bool:
        seen.append(len(dialog.form.custom.inputs))
        return dialog.form.is_whole

    at.until(is_whole)
    assert seen[0] < fields
    assert seen[-1] > fields
    freeze_meter.begin(f"{fields} fields: type")
    type_text(dialog.form.subject, "Crowded")
    type_text(get(dialog, QLineEdit, "custom_ticket_last"), "typed")
    freeze_meter.begin(f"{fields} fields: add")
    at.keys.strike(Qt.Key.Key_Return, CONTROL)
    at.until(lambda: at.window.findChild(CreateTicketDialog) is None)
    at.until(lambda: at.view.current_serial is not None)
    at.settle()
    assert dict(at.ticket(at.view.current_serial).custom) == {"last": "typed"}
    freeze_meter.begin(f"{fields} fields: go through the list")
    card = at.window.detail.fields.custom
    at.view.setFocus()
    for _ in range(5):
        at.keys.strike(Qt.Key.Key_Down)
        at.until(lambda: at.window.detail.detail is not None and card.is_whole)
        at.settle()
    assert len(card.cells) > fields
    freeze_meter.begin(f"{fields} fields: quit")
    at.quit()


@pytest.mark.usefixtures("wide_screen")
@pytest.mark.timeout(300)
def test_ten_thousand_options_are_administered_and_filtered_by(
    qapp: QApplication, qtbot: QtBot, desk_file: DeskFile, tmp_path: Path, freeze_meter: FreezeMeter
) -> None:
    apply_theme(qapp, "light")
    with opened(str(desk_file.path), desk_file.login) as desk:
        add_field(desk, "many", CustomFieldKind.DROP_DOWN, options=MANY, label="AAA many")
    at = AtTheDesk(qtbot, desk_file, tmp_path / "windows.ini")
    at.window.setGeometry(FRAME)
    at.start()
    freeze_meter.begin("10,000 options: administration")
    at.keys.strike(Qt.Key.Key_A, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    at.until(lambda: at.window.findChild(AdministrationDialog) is not None)
    dialog = at.window.findChild(AdministrationDialog)
    assert dialog is not None
    at.until(dialog.isVisible)
    at.settle()
    click(get(dialog, QPushButton, "open_fields"))
    page = dialog.pages["fields"]
    assert isinstance(page, FieldsPage)
    at.settle()
    freeze_meter.begin("10,000 options: choose the field")
    shown = get(dialog, EntryList, "fields_list")
    at.until(lambda: "AAA many" in [shown.item(row).text() for row in range(shown.count())])
    row = next(row for row in range(shown.count()) if shown.item(row).text() == "AAA many")
    click(shown.viewport(), shown.visualItemRect(shown.item(row)).center())
    tree = get(dialog, OptionView, "fields_options_tree")
    model = tree.model()
    at.until(lambda: model.rowCount() == 10_000)
    at.settle()
    freeze_meter.begin("10,000 options: move one")
    focus(tree)
    tree.setCurrentIndex(model.index(9_999, 0))
    press(tree, Qt.Key.Key_Up, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert model.index(9_998, 0).data() == "Lựa chọn 9999"
    freeze_meter.begin("10,000 options: save")
    page.submit()
    at.until(lambda: not page.save.isEnabled())
    at.settle()
    dialog.close()
    freeze_meter.begin("10,000 options: quit")
    at.settle()
    at.quit()
