"""The page of the export dialog."""

from pathlib import Path
from typing import Self

from helpdesk_desktop.testing.pages.page import Dialog
from helpdesk_desktop.ui.actions import Act


class ExportPage(Dialog):
    """Writes the tickets of the list, or the selected ones, to a file."""

    name = "export_dialog"

    def open(self) -> Self:
        """Open it by Ctrl+Shift+E."""
        self.do(Act.EXPORT)
        return self.wait_open()

    @property
    def sentence(self) -> str:
        """What was written, or why nothing was."""
        return self.says("export_said")

    def fill(self, path: Path | str, *, selected: bool = False, every_column: bool = False) -> Self:
        """Say which tickets, which columns, and the file; its ending decides its kind."""
        self.tick("export_selected" if selected else "export_matching")
        self.tick("export_every" if every_column else "export_shown")
        return self.type_into("export_path", str(path))

    def run(self) -> Self:
        """Write the file, and wait until it is whole."""
        self.click("export_run")
        return self.until(
            lambda: self.has("export_open") or self.fault("export_path"),
            "the file to be written",
            self._faults,
        )
