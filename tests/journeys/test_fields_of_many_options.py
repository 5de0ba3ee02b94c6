"""A field of ten thousand options, and a tree fifty deep: the dialog that offers them is quick."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from helpdesk_desktop.domain.custom_field import CustomFieldKind
from helpdesk_desktop.ui.create.create_ticket_dialog import CreateTicketDialog
from helpdesk_desktop.ui.theme import apply_theme
from tests.at_the_desk import FRAME, AtTheDesk, DeskFile
from tests.builders import add_field, opened
from tests.freeze_meter import FreezeMeter
from tests.screen import click, get, type_text

CONTROL = Qt.KeyboardModifier.ControlModifier
DEEP = "".join(f"{'  ' * depth}Level {depth}\n" for depth in range(50))
WIDE = "".join(f"Top {n}\n" + "".join(f"  Sub {n}-{m}\n" for m in range(99)) for n in range(100))
MANY = "".join(f"Choice {n}\n" for n in range(1_000))


@pytest.mark.usefixtures("wide_screen")
@pytest.mark.timeout(300)
def test_ten_thousand_options_do_not_stall_the_create_dialog(
    qapp: QApplication, qtbot: QtBot, desk_file: DeskFile, tmp_path: Path, freeze_meter: FreezeMeter
) -> None:
    apply_theme(qapp, "light")
    with opened(str(desk_file.path), desk_file.login) as desk:
        add_field(desk, "deep", CustomFieldKind.DEPENDENT, options=DEEP)
        add_field(desk, "wide", CustomFieldKind.DEPENDENT, options=WIDE)
        add_field(desk, "many", CustomFieldKind.MULTI_SELECT, options=MANY)
    at = AtTheDesk(qtbot, desk_file, tmp_path / "windows.ini")
    at.window.setGeometry(FRAME)
    at.start()
    freeze_meter.begin("many options: open the dialog")
    at.keys.strike(Qt.Key.Key_N, CONTROL)
    at.until(lambda: at.window.findChild(CreateTicketDialog) is not None)
    dialog = at.window.findChild(CreateTicketDialog)
    assert dialog is not None
    at.until(dialog.isVisible)
    type_text(dialog.form.subject, "Deep")
    path = " / ".join(f"Level {depth}" for depth in range(50))
    for name, text in (("deep", path), ("wide", "Top 99 / Sub 99-98"), ("many_find", "choice 77")):
        freeze_meter.begin(f"many options: type into {name}")
        line = get(dialog, QComboBox, f"custom_ticket_{name}").lineEdit()
        assert line is not None
        click(line)
        at.keys.write(text)
        at.keys.strike(Qt.Key.Key_Tab)
    freeze_meter.begin("many options: add")
    at.keys.strike(Qt.Key.Key_Return, CONTROL)
    at.until(lambda: at.window.findChild(CreateTicketDialog) is None)
    at.settle()
    made = at.ticket(at.view.current_serial)
    fields = at.directory.custom_field_by_key
    deep, wide = fields["cf.deep"].options, fields["cf.wide"].option_by_spelling
    assert dict(made.custom) == {
        "deep": deep[-1].id,
        "wide": wide["top 99/sub 99-98"].id,
        "many": (fields["cf.many"].option_by_spelling["choice 77"].id,),
    }
    at.quit()
