"""The pages of backups: the list of them, and the question before one is restored."""

from typing import Self

from PySide6.QtWidgets import QTableView

from helpdesk_desktop.testing.pages.page import Dialog
from helpdesk_desktop.ui.actions import Act


class RestorePage(Dialog):
    """What restoring a backup would do."""

    name = "restore_dialog"

    def restore(self) -> None:
        """Go back to the backup; the database is closed and opened again."""
        self.click("restore_agree")
        self.wait_closed()

    def cancel(self) -> None:
        """Leave the database as it is."""
        self.click("restore_cancel")
        self.wait_closed()


class BackupsPage(Dialog):
    """The backups of the local database."""

    name = "backups_dialog"

    def open(self) -> Self:
        """Open it by its key."""
        self.do(Act.BACKUPS)
        return self.wait_open()

    @property
    def count(self) -> int:
        """How many there are."""
        tables = self.root.findChildren(QTableView)
        return sum(table.model().rowCount() for table in tables if table.isVisible())

    @property
    def sentence(self) -> str:
        """How making, checking or restoring went."""
        return self.says("backups_said")

    def make(self) -> Self:
        """Make one, and wait until it is there."""
        return self._do("backups_make")

    def check(self) -> Self:
        """Check the database, and wait for what is said of it."""
        return self._do("backups_check")

    def restore(self) -> RestorePage:
        """Ask to go back to the backup that is chosen."""
        self.click("backups_restore")
        return RestorePage(self._program).wait_open()

    def close(self) -> None:
        """Close it."""
        self.click("backups_close")
        self.wait_closed()

    def _do(self, button: str) -> Self:
        self.click(button)
        self.until(lambda: self.sentence, f"what {button} came to", self._faults)
        self.settle()
        return self
