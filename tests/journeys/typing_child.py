"""A program of its own for `test_killed_while_typing`: opens a form and types for ever.

The form is that of a new ticket, or of a new contact where the third word says so.

Prints a line for each letter once it is typed, so that the parent knows what a kill may not lose:
how many there are, when that was, and how long the window stood still at most, counted and by the
clock.
"""

import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from helpdesk_desktop.app import Desktop, make_application
from helpdesk_desktop.options import Options
from helpdesk_desktop.ui.contacts.new_entry_dialog import NewEntryDialog
from helpdesk_desktop.ui.create.create_ticket_dialog import CreateTicketDialog
from tests.freeze_meter import FreezeMeter
from tests.screen import type_text

_LETTER_MS = 15
WORDS = "Đơn hàng 77120 giao thiếu một kiện, khách chờ từ sáng. "


def main() -> int:
    """Type until killed."""
    app = make_application(["typing"])
    meter = FreezeMeter()
    desktop = Desktop(
        Options(database=sys.argv[1], as_login=sys.argv[2], time_zone="Asia/Ho_Chi_Minh")
    )
    form = _contact_form if sys.argv[3:] == ["contact"] else _ticket_form
    typed = 0

    def on_tick() -> None:
        nonlocal typed
        if desktop.opened is None:
            return
        lines = form(desktop)
        if lines is None:
            return
        if typed == 0:
            type_text(lines[0], "Kill")
        type_text(lines[1], WORDS[typed % len(WORDS)])
        typed += 1
        worst = meter.stalls[0]
        told = f"{worst.lasted_ms:.1f} {worst.wall_ms:.1f}"
        sys.stdout.write(f"{typed} {time.monotonic():.3f} {told}\n")
        sys.stdout.flush()

    timer = QTimer()
    timer.setInterval(_LETTER_MS)
    timer.timeout.connect(on_tick)
    timer.start()
    with meter.inside():
        desktop.window.show()
        return app.exec()


def _ticket_form(desktop: Desktop) -> tuple[QWidget, QWidget] | None:
    dialog = desktop.window.findChild(CreateTicketDialog)
    if dialog is None:
        desktop.making.open_new()
        return None
    return dialog.form.subject, dialog.form.description


def _contact_form(desktop: Desktop) -> tuple[QWidget, QWidget] | None:
    desktop.contacts.open()
    window = desktop.contacts.contacts
    if window is None:
        return None
    dialog = window.findChild(NewEntryDialog)
    if dialog is None:
        window.open_new("contact", {})
        return None
    return dialog.lines["name"], dialog.notes


if __name__ == "__main__":
    sys.exit(main())
