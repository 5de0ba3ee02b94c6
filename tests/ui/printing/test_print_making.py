"""Ctrl+P: the system's dialog, pages on the printer, and what is said when there are none."""

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QLineEdit, QPushButton, QRadioButton, QSpinBox

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import Unavailable
from helpdesk_desktop.domain.export_values import ReadRows, ReadWish
from helpdesk_desktop.domain.filtering.filter_text import parse
from helpdesk_desktop.domain.filters import SortKey
from helpdesk_desktop.domain.quick_filters import SYSTEM_FILTERS
from helpdesk_desktop.services import export_right
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.ui.actions import Act
from helpdesk_desktop.ui.printing.pages import Page
from helpdesk_desktop.ui.printing.window_paper import paper_of
from tests.builders import NOW, add_agent, add_role, opened
from tests.screen import click, focus, get, press
from tests.ui.printing.conftest import PrintScreen
from tests.window_desk import desk_with

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
PRINTED = "pages printed."


def _ask(screen: PrintScreen, path: Path) -> QPrintDialog:
    """Ctrl+P, with a printer that writes what it prints."""
    press(screen.window, Qt.Key.Key_P, CONTROL)
    dialog = screen.making.dialog
    assert isinstance(dialog, QPrintDialog)
    screen.qtbot.waitUntil(dialog.isVisible)
    # Where there is no printer, Qt's own dialog offers a file.
    get(dialog, QLineEdit, "filename").setText(str(path))
    return dialog


def _print(screen: PrintScreen, path: Path, **wishes: Any) -> str:
    """Print to the end, and what is said then."""
    dialog = _ask(screen, path)
    if "pages" in wishes:
        get(dialog, QRadioButton, "printRange").setChecked(True)
        for name, page in zip(("from", "to"), wishes["pages"], strict=True):
            get(dialog, QSpinBox, name).setValue(page)
    dialog.accept()
    return _said(screen)


def _said(screen: PrintScreen) -> str:
    screen.qtbot.waitUntil(
        lambda: screen.making.printing is not None and not screen.making.printing.is_running
    )
    return screen.window.toast.sentence


def _page_count(path: Path) -> int:
    found = path.read_bytes()
    assert found.startswith(b"%PDF-")
    assert found.rstrip().endswith(b"%%EOF")
    return found.count(b"/Type /Page\n")


def test_all_tickets_of_the_list_are_printed(screen: PrintScreen, tmp_path: Path) -> None:
    said = _print(screen, tmp_path / "all.pdf")
    count = _page_count(tmp_path / "all.pdf")
    assert count > 15
    assert said == f"{count} pages printed."
    assert screen.making.dialog is None


def test_several_selected_tickets_are_what_is_wanted(screen: PrintScreen, tmp_path: Path) -> None:
    view = screen.window.tickets.view
    view.select_row(0)
    press(view, Qt.Key.Key_Down, SHIFT)
    assert _print(screen, tmp_path / "two.pdf") == "1 page printed."
    assert _page_count(tmp_path / "two.pdf") == 1


def test_pages_that_are_not_wanted_are_left_out(screen: PrintScreen, tmp_path: Path) -> None:
    assert _print(screen, tmp_path / "some.pdf", pages=(2, 6)) == "5 pages printed."
    assert _page_count(tmp_path / "some.pdf") == 5


def test_a_dialog_that_is_left_prints_nothing(screen: PrintScreen, tmp_path: Path) -> None:
    dialog = _ask(screen, tmp_path / "none.pdf")
    press(screen.window, Qt.Key.Key_P, CONTROL)
    assert screen.making.dialog is dialog
    dialog.reject()
    assert not screen.making.is_asking
    assert screen.making.printing is None
    assert not (tmp_path / "none.pdf").exists()


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_told(screen: PrintScreen, tmp_path: Path) -> None:
    dialog = _ask(screen, tmp_path / "all.pdf")
    dialog.accepted.connect(
        lambda: dialog.printer().setOutputFileName(str(tmp_path / "gone" / "a"))
    )
    dialog.accept()
    assert _said(screen).startswith("The printer took nothing.")


def test_more_than_a_role_without_the_right_may_take_is_not_printed(
    bare: PrintScreen,
    desk: OpenDesk,
    desk_path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(export_right, "MOST_WITHOUT_RIGHT", 599)
    add_role(desk, "few", tickets="all", contacts="all", rights="create")
    add_agent(desk, "lan", role="few")
    with opened(str(desk_path), "lan", now=NOW) as lan:
        bare.open(lan)
        assert "copied or printed at once" in _print(bare, tmp_path / "all.pdf")
        assert not (tmp_path / "all.pdf").exists()
        bare.making.close_all()
        bare.settle()


def _held(desk: OpenDesk, gate: Event, after: int) -> Desk:
    """The desk, whose rows after so many blocks wait for the gate, or for a cancel."""

    def read(wish: ReadWish, cancel: Cancellation) -> ReadRows:
        found = desk.exports.read(wish, cancel)

        def blocks() -> Any:
            for at, block in enumerate(found.blocks):
                if at >= after:
                    with cancel.interrupting(gate.set):
                        assert gate.wait(20)
                    cancel.check()
                yield block

        return found._replace(blocks=blocks())

    return desk_with(desk, "exports", read=read)


@pytest.mark.parametrize("after", [0, 1])
def test_printing_is_called_off(
    bare: PrintScreen, desk: OpenDesk, tmp_path: Path, after: int
) -> None:
    bare.open(_held(desk, Event(), after))
    _ask(bare, tmp_path / "all.pdf").accept()
    printing = bare.making.printing
    assert printing is not None
    if after:
        bare.qtbot.waitUntil(lambda: printing.count > 3)
    # Asked again while it prints, it says how far it is, with the way out.
    focus(bare.window.tickets.view)
    press(bare.window.tickets.view, Qt.Key.Key_P, CONTROL)
    assert bare.making.dialog is None
    assert bare.window.toast.sentence.startswith("Printing: ")
    click(get(bare.window.toast, QPushButton, "toast_button"))
    assert not printing.is_running
    assert bare.window.toast.sentence == "Printing was stopped."
    bare.qtbot.waitUntil(lambda: not bare.runner.is_busy)
    assert bare.window.toast.sentence == "Printing was stopped."


@pytest.mark.parametrize("after", [0, 1])
def test_a_lost_server_is_told(
    bare: PrintScreen, desk: OpenDesk, tmp_path: Path, after: int
) -> None:
    def read(wish: ReadWish, cancel: Cancellation) -> ReadRows:
        found = desk.exports.read(wish, cancel)

        def blocks() -> Any:
            for at, block in enumerate(found.blocks):
                if at >= after:
                    raise Unavailable("unreachable", place="db", reason="gone")
                yield block

        return found._replace(blocks=blocks())

    bare.open(desk_with(desk, "exports", read=read))
    said = _print(bare, tmp_path / "all.pdf")
    assert "db" in said


def test_another_database_ends_the_printing(
    bare: PrintScreen, desk: OpenDesk, tmp_path: Path
) -> None:
    bare.open(_held(desk, Event(), 0))
    _ask(bare, tmp_path / "all.pdf").accept()
    bare.open(desk)
    assert bare.making.printing is not None
    assert not bare.making.printing.is_running
    bare.settle()


def test_without_a_database_there_is_nothing_to_print(bare: PrintScreen) -> None:
    assert not bare.window.actions_[Act.PRINT].isEnabled()
    bare.making.open_dialog()
    assert bare.making.dialog is None
    assert paper_of(bare.window) is None


# --- What is on the pages -----------------------------------------------------------------------


def _pages(screen: PrintScreen, desk: OpenDesk) -> list[Page]:
    paper = paper_of(screen.window)
    assert paper is not None
    read: Callable[..., ReadRows] = desk.exports.read
    cancel = Cancellation()
    found = read(paper.wish(None), cancel)
    layout = QPrinter().pageLayout()
    return [page for page, _ in paper.pages(found, layout, cancel, is_chosen=False)]


def _texts(pages: list[Page]) -> list[str]:
    return [stroke.text for page in pages for stroke in page.strokes]


def test_the_heading_says_which_tickets_these_are(screen: PrintScreen, desk: OpenDesk) -> None:
    window, directory = screen.window, desk.directory()
    texts = _texts(_pages(screen, desk)[:1])
    assert texts[0] == "All tickets"
    assert texts[1].startswith("600 tickets · ")
    window.question.set_quick(SYSTEM_FILTERS[2])
    window.question.set_filter(parse("priority:high", directory))
    window.question.set_search(parse("Huế", directory))
    screen.settle()
    count = window.tickets.model.matching
    texts = _texts(_pages(screen, desk)[:1])
    assert texts[0] == "Unprocessed"
    assert "Priority High" in texts[1]
    assert "Huế" in texts[1]
    assert texts[2].startswith(f"{count} ticket")


def test_groups_stand_over_their_rows_with_their_counts(
    screen: PrintScreen, desk: OpenDesk
) -> None:
    screen.window.tickets.group_by(SortKey("status"))
    screen.settle()
    groups = desk.tickets.groups(screen.window.question.spec, Cancellation())
    pages = _pages(screen, desk)
    counts = [text for text in _texts(pages) if text.startswith("Closed (")]
    (closed,) = [group for group in groups if group.value == 3]
    assert counts == [f"Closed ({closed.count})"]
    assert sum(page.rows for page in pages) == 600
