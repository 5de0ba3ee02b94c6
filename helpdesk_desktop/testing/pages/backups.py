"""The pages of the list of backups, and of what is asked before one is restored."""

from typing import Self

from PySide6.QtWidgets import QTableView

from helpdesk_desktop.testing.pages.page import Dialog
from helpdesk_desktop.ui.actions import Act


class BackupsPage(Dialog):
    """The backups of the open database."""

    name = "backups_dialog"

    def open(self) -> Self:
        """Open it by Ctrl+Shift+B."""
        self.do(Act.BACKUPS)
        return self.wait_open()

    @property
    def sentence(self) -> str:
        """How the last thing went."""
        return self.says("backups_said")

    @property
    def count(self) -> int:
        """How many backups are listed."""
        model = self.find("backup_table", QTableView).model()
        return model.rowCount()

    def make(self) -> Self:
        """Make a backup, and wait until it is listed."""
        self.click("backups_make")
        return self.until(
            lambda: self.sentence and not self.has("backups_strip"), "the backup", self._faults
        )

    def check(self) -> Self:
        """See whether the database is sound, and wait for the answer."""
        self.click("backups_check")
        return self.until(
            lambda: self.sentence and not self.has("backups_strip"), "the check", self._faults
        )

    def restore(self) -> "RestorePage":
        """Ask to restore the chosen backup."""
        self.click("backups_restore")
        return RestorePage(self.program).wait_open()


class RestorePage(Dialog):
    """What is asked before a backup takes the database's place."""

    name = "restore_dialog"

    def agree(self) -> None:
        """Restore it, and wait until the question is gone."""
        self.click("restore_agree")
        self.wait_closed()
