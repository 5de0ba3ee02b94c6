"""A program of its own for `test_killed_while_typing`: opens the create dialog and types for ever.

Prints one line per letter once it is typed, so that the parent knows what a kill may not lose.
"""

import sys
import time

from PySide6.QtCore import QTimer

from helpdesk_desktop.app import Desktop, make_application
from helpdesk_desktop.options import Options
from helpdesk_desktop.ui.create.create_ticket_dialog import CreateTicketDialog
from tests.screen import type_text

_LETTER_MS = 15
WORDS = "Đơn hàng 77120 giao thiếu một kiện, khách chờ từ sáng. "


def main() -> int:
    """Type until killed."""
    app = make_application(["typing"])
    desktop = Desktop(Options(database=sys.argv[1], time_zone="Asia/Ho_Chi_Minh"))
    typed = 0

    def on_tick() -> None:
        nonlocal typed
        if desktop.opened is None:
            return
        dialog = desktop.window.findChild(CreateTicketDialog)
        if dialog is None:
            desktop.making.open_new()
            return
        if typed == 0:
            type_text(dialog.form.subject, "Kill")
        type_text(dialog.form.description, WORDS[typed % len(WORDS)])
        typed += 1
        sys.stdout.write(f"{typed} {time.monotonic():.3f}\n")
        sys.stdout.flush()

    timer = QTimer()
    timer.setInterval(_LETTER_MS)
    timer.timeout.connect(on_tick)
    timer.start()
    desktop.window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
