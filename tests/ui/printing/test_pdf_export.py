"""The PDF of an export: asked for in the dialog, whole or not there, and no more than the list."""

import resource
from pathlib import Path
from typing import BinaryIO

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QRadioButton

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import BadUsage, Cancelled, Unavailable
from helpdesk_desktop.domain.export_values import (
    ExportFormat,
    ExportProgress,
    ExportWish,
    ReadRows,
)
from helpdesk_desktop.domain.filters import FilterSpec
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.ui.export_making import ExportMaking
from helpdesk_desktop.ui.exporting.export_dialog import ExportDialog
from helpdesk_desktop.ui.printing.window_paper import paper_of
from tests.screen import get, press, type_text
from tests.ui.printing.conftest import PrintScreen

CONTROL = Qt.KeyboardModifier.ControlModifier


def _pages(path: Path) -> int:
    found = path.read_bytes()
    assert found.startswith(b"%PDF-")
    assert found.rstrip().endswith(b"%%EOF")
    # Where each object begins is told in the end: it does.
    table = int(found[found.rindex(b"startxref") + 9 :].split()[0])
    assert found[table : table + 4] == b"xref"
    return found.count(b"/Type /Page\n")


def _run(
    screen: PrintScreen,
    desk: OpenDesk,
    path: Path,
    cancel: Cancellation | None = None,
    heard: list[ExportProgress] | None = None,
) -> None:
    paper = paper_of(screen.window)
    assert paper is not None
    wish = ExportWish(
        screen.window.question.spec,
        tuple(column.key for column in paper.columns),
        ExportFormat.PDF,
        str(path),
        is_replacing=True,
    )
    outcome = desk.exports.run(
        wish, cancel or Cancellation(), None if heard is None else heard.append, paper.pdf(None)
    )
    assert (outcome.rows, outcome.missing, outcome.size) == (600, 0, path.stat().st_size)


def test_a_pdf_is_one_of_the_kinds_and_has_the_lists_columns(
    screen: PrintScreen, desk: OpenDesk, tmp_path: Path
) -> None:
    assert desk.viewer.name
    making = ExportMaking(screen.runner, screen.window)
    opened = screen.window.open_desk
    assert opened is not None
    making.set_desk(opened)
    making.open_dialog()
    dialog = making.dialog
    assert isinstance(dialog, ExportDialog)
    every = get(dialog, QRadioButton, "export_every")
    every.click()
    line = get(dialog, QLineEdit, "export_path")
    line.clear()
    type_text(line, str(tmp_path / "list.pdf"))
    assert get(dialog, QComboBox, "export_kind").currentText().startswith("PDF")
    assert not every.isEnabled()
    assert get(dialog, QRadioButton, "export_shown").isChecked()
    press(line, Qt.Key.Key_Return, CONTROL)
    screen.qtbot.waitUntil(lambda: (tmp_path / "list.pdf").exists() and not screen.runner.is_busy)
    assert _pages(tmp_path / "list.pdf") > 15
    assert dialog.said.text().startswith("600 tickets written to list.pdf")
    get(dialog, QComboBox, "export_kind").setCurrentIndex(0)
    assert every.isEnabled()
    making.close_all()


def test_a_pdf_tells_how_far_it_is(screen: PrintScreen, desk: OpenDesk, tmp_path: Path) -> None:
    heard: list[ExportProgress] = []
    _run(screen, desk, tmp_path / "a.pdf", heard=heard)
    assert heard == [(0, 0), (500, 600), (600, 600)]


def test_a_pdf_that_is_called_off_leaves_the_old_file(
    screen: PrintScreen, desk: OpenDesk, tmp_path: Path
) -> None:
    path = tmp_path / "a.pdf"
    path.write_text("old", "utf-8")
    paper = paper_of(screen.window)
    assert paper is not None
    cancel = Cancellation()

    def draw(read: ReadRows, file: BinaryIO, stop: Cancellation) -> int:
        assert stop is cancel
        first = next(read.blocks)
        cancel.request()
        return paper.pdf(None)(read._replace(blocks=iter((first,))), file, stop)

    wish = ExportWish(FilterSpec(), ("subject",), ExportFormat.PDF, str(path), is_replacing=True)
    with pytest.raises(Cancelled):
        desk.exports.run(wish, cancel, None, draw)
    assert path.read_text("utf-8") == "old"
    assert [one.name for one in tmp_path.iterdir() if "part" in one.name] == []


def test_a_full_disk_leaves_the_old_file(
    screen: PrintScreen, desk: OpenDesk, tmp_path: Path
) -> None:
    path = tmp_path / "a.pdf"
    path.write_text("old", "utf-8")
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, hard))
    try:
        with pytest.raises(Unavailable) as caught:
            _run(screen, desk, path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    assert str(path) in caught.value.message
    assert path.read_text("utf-8") == "old"
    assert [one.name for one in tmp_path.iterdir() if "part" in one.name] == []


def test_a_pdf_needs_somebody_who_draws(desk: OpenDesk, tmp_path: Path) -> None:
    wish = ExportWish(FilterSpec(), ("subject",), ExportFormat.PDF, str(tmp_path / "a.pdf"))
    with pytest.raises(BadUsage):
        desk.exports.run(wish, Cancellation())
    assert not (tmp_path / "a.pdf").exists()
