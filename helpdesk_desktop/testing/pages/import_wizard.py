"""The page of the import wizard, step by step."""

from pathlib import Path
from typing import Final, Self

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QTableView, QWidget

from helpdesk_desktop.testing import reading, screen
from helpdesk_desktop.testing.pages.page import Dialog
from helpdesk_desktop.ui.actions import Act

STEPS: Final = ("file", "columns", "values", "trial", "run")
# A large file on a slow machine.
_LONGEST_S = 120.0


class ImportWizardPage(Dialog):
    """Five steps from a file to tickets: file, columns, values, trial, run."""

    name = "import_wizard"

    def open(self) -> Self:
        """Open it by Ctrl+I."""
        self.do(Act.IMPORT)
        return self.wait_open()

    @property
    def step(self) -> str:
        """The step that is shown."""
        return next((one for one in STEPS if self.has(f"{one}_page")), "")

    @property
    def hindrance(self) -> str:
        """Why the next step cannot be taken yet."""
        return self.says("hindrance")

    @property
    def columns(self) -> list[tuple[str, str]]:
        """The file's columns, and where each goes, in words."""
        model = self.find("column_table", QTableView).model()
        last = model.columnCount() - 1
        return list(zip(reading.rows_of(model), reading.rows_of(model, last), strict=True))

    @property
    def sentence(self) -> str:
        """What the dry run or the import came to."""
        return self.says("run_sentence") or self.says("trial_sentence")

    def choose_file(self, path: Path | str) -> Self:
        """Type the file's path and wait until it was looked at."""
        self.type_into("import_path", str(path))
        self.press_in("import_path", Qt.Key.Key_Return)
        return self.until(
            lambda: self.has("preview_table") or self.has("empty_sentence"),
            "the file to be looked at",
            self._faults,
        ).until(lambda: not self._program.runner.is_busy, "the file to be looked at")

    def go_on(self) -> Self:
        """Press the button of the next step, and wait for it."""
        before = self.step
        self.click("wizard_next")
        return self.until(
            lambda: self.step not in {"", before},
            f"the step after {before}",
            lambda: self.hindrance,
            longest_s=_LONGEST_S,
        )

    def go_back(self) -> Self:
        """Go to the step before."""
        self.click("wizard_back")
        return self

    def map_column(self, column: str, field: str) -> Self:
        """Let a column of the file go into a field, by the words of the list."""
        table = self.find("column_table", QTableView)
        rows = reading.rows_of(table.model())
        self.until(lambda: column in rows, f"the column {column}", lambda: rows)
        screen.focus(table)
        place = table.model().index(rows.index(column), table.model().columnCount() - 1)
        table.setCurrentIndex(place)
        screen.press(table, Qt.Key.Key_Return)
        self.until(lambda: _popup() is not None, "the list of fields")
        boxes = [one for one in table.findChildren(QComboBox) if one.isVisible()]
        offered = [boxes[-1].itemText(row) for row in range(boxes[-1].count())]
        self.until(lambda: field in offered, f"the field {field}", lambda: offered, longest_s=1)
        view = boxes[-1].view()
        screen.press(view, Qt.Key.Key_Home)
        for _ in range(offered.index(field)):
            screen.press(view, Qt.Key.Key_Down)
        screen.press(view, Qt.Key.Key_Return)
        return self.until(lambda: _popup() is None, "the list of fields to close")

    def run_to_the_end(self) -> Self:
        """Take every step that is left, and wait until the import is over."""
        while self.step != "run":
            self.until(
                lambda: self.is_enabled("wizard_next"),
                "the next step to be possible",
                lambda: self.hindrance,
                longest_s=_LONGEST_S,
            )
            self.go_on()
        return self.until(
            lambda: self.has("show_imported") or self.has("run_trouble") or self._is_over(),
            "the import to end",
            lambda: self.says("run_sentence"),
            longest_s=_LONGEST_S,
        )

    def show_imported(self) -> None:
        """List the tickets that came in."""
        self.click("show_imported")
        self.settle()

    def figure(self, name: str) -> str:
        """A figure of the report, as `rows`, `created`, `updated`, `rejected`, `warnings`."""
        step = "run" if self.step == "run" else "trial"
        return self.says(f"{step}_{name}_figure")

    def _is_over(self) -> bool:
        return not self._program.runner.is_busy and not self.has("running_strip")


def _popup() -> QWidget | None:
    popup: QWidget | None = QApplication.activePopupWidget()
    return popup
