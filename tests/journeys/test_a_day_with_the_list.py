"""A day in the list as it is used most: scrolled, sorted, filtered, selected, changed by others.

With `--tickets-file` it runs on a copy of a large database. What counts is that the window answers
all the while; what the answers must be has tests of its own.
"""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from helpdesk_desktop.domain.columns import COLUMN_KEYS, SORTABLE
from helpdesk_desktop.domain.ticket import Priority
from helpdesk_desktop.ui.theme import apply_theme
from tests.at_the_desk import FRAME, AtTheDesk, DeskFile
from tests.freeze_meter import FreezeMeter
from tests.screen import delivered

CONTROL = Qt.KeyboardModifier.ControlModifier
COMMON = "order"
# As long as a slow typist takes: each letter asks anew and calls off what was asked before.
LETTER_MS = 230


class Day:
    """What the agent does in the list; each part begins a step of the meter."""

    def __init__(self, qtbot: QtBot, desk: AtTheDesk, file: DeskFile, meter: FreezeMeter) -> None:
        self._wait = qtbot.wait
        self._desk = desk
        self._file = file
        self._meter = meter
        self._view = desk.view
        self._model = desk.window.tickets.model
        self._strike = desk.keys.strike

    def _begin(self, step: str) -> None:
        self._meter.begin(f"daily: {step}")

    def open(self) -> None:
        self._begin("open")
        self._desk.start()
        assert self._count

    def scroll(self) -> None:
        self._begin("scroll to the end")
        bar = self._view.verticalScrollBar()
        self._press(Qt.Key.Key_End)
        assert self._view.currentIndex().row() == self._count - 1
        self._strike(Qt.Key.Key_PageUp, times=10)
        self._press(Qt.Key.Key_Home)
        # The knob drawn from end to end.
        for step in range(60):
            with delivered():
                bar.setValue(bar.maximum() * step // 59)
            self._wait(10)
        self._press(Qt.Key.Key_Home)

    def sort(self) -> None:
        for key in (*(key for key in COLUMN_KEYS if key in SORTABLE), "updated"):
            self._begin(f"sort by {key}")
            self._sort_by(key)
            self._sort_by(key)
            self._to_both_ends()

    def search(self) -> None:
        every = self._count
        self._begin("search a common word")
        assert 0 < self._find(COMMON) < every
        self._begin("sort what was found")
        self._sort_by("created")
        self._forget()
        self._begin("search a rare phrase")
        subject = self._desk.ticket(self._model.serial_at(every // 2)).subject
        words = "".join(letter for letter in subject if letter.isascii() and letter != '"')
        assert self._find(words[-24:].strip()) < every
        self._forget()
        self._begin("search what there is not")
        assert not self._find("zzqqxy")
        self._forget()
        assert self._count == every

    def quick_filters(self) -> None:
        every = self._count
        for place in range(len(self._desk.window.quick_filters.filters)):
            self._begin(f"quick filter {place + 1}")
            self._press(Qt.Key(Qt.Key.Key_1 + place), CONTROL)
            self._to_both_ends()
        self._forget()
        assert self._count == every

    def select_all(self) -> None:
        every = self._count
        self._begin("select all")
        self._to_the_list()
        self._press(Qt.Key.Key_A, CONTROL)
        assert self._view.selected_count() == every
        self._begin("others' change with all selected")
        self._change_elsewhere(self._on_screen(2), "Changed elsewhere")
        assert self._view.selected_count() == every
        self._begin("sort with all selected")
        self._sort_by("subject")

    def edit(self) -> None:
        self._begin("edit")
        self._press(Qt.Key.Key_Home)
        serial = self._view.current_serial
        before = self._desk.ticket(serial).priority
        self._strike(Qt.Key.Key_P)
        self._desk.popup("priority_popup")
        self._desk.keys.write("high" if before is not Priority.HIGH else "low")
        self._strike(Qt.Key.Key_Return)
        self._desk.until_no_popup()
        assert self._desk.ticket(serial).priority is not before

    def see_others(self) -> None:
        self._begin("others' change")
        self._press(Qt.Key.Key_End)
        self._change_elsewhere(self._on_screen(3), "Changed once more")
        self._begin("refresh")
        self._press(Qt.Key.Key_F5)

    def quit(self) -> None:
        self._begin("quit")
        self._desk.quit()

    @property
    def _count(self) -> int:
        return self._model.rowCount()

    def _press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        self._strike(key, modifier)
        self._desk.settle()

    def _to_both_ends(self) -> None:
        self._strike(Qt.Key.Key_End)
        self._press(Qt.Key.Key_Home)

    def _to_the_list(self) -> None:
        self._strike(Qt.Key.Key_F, CONTROL)
        self._press(Qt.Key.Key_Down)

    def _sort_by(self, key: str) -> None:
        with delivered():
            self._view.header.sort_by(key, is_added=False)
        self._desk.settle()
        assert self._desk.window.question.spec.sort[0].column == key

    def _find(self, text: str) -> int:
        self._strike(Qt.Key.Key_F, CONTROL)
        for letter in text:
            self._desk.keys.write(letter)
            self._wait(LETTER_MS)
        self._press(Qt.Key.Key_Down)
        return self._count

    def _forget(self) -> None:
        self._press(Qt.Key.Key_X, CONTROL | Qt.KeyboardModifier.ShiftModifier)

    def _on_screen(self, place: int) -> int:
        serial = self._model.serial_at(self._view.rowAt(0) + place)
        assert serial is not None
        return serial

    def _change_elsewhere(self, serial: int, subject: str) -> None:
        words = ["edit", str(serial), "--set", f"subject={subject}"]
        asked = ["--database", str(self._file.path), "--as", self._file.login]
        child = subprocess.Popen(
            [sys.executable, "-m", "helpdesk_desktop.cli", *words, *asked],
            stdout=subprocess.DEVNULL,
        )
        self._desk.until(lambda: child.poll() is not None)
        assert child.returncode == 0
        self._desk.until(lambda: self._subject_of(serial) == subject)
        self._desk.settle()

    def _subject_of(self, serial: int) -> str:
        place = self._model.row_of(serial)
        known = None if place is None else self._model.row_at(place)
        return "" if known is None or known.row is None else known.row.subject


@pytest.mark.usefixtures("wide_screen")
@pytest.mark.timeout(900)
def test_the_window_answers_all_day(
    qapp: QApplication,
    qtbot: QtBot,
    desk_file: DeskFile,
    tmp_path: Path,
    freeze_meter: FreezeMeter,
) -> None:
    apply_theme(qapp, "light")
    desk = AtTheDesk(qtbot, desk_file, tmp_path / "windows.ini")
    desk.window.setGeometry(FRAME)
    day = Day(qtbot, desk, desk_file, freeze_meter)
    day.open()
    day.scroll()
    day.sort()
    day.search()
    day.quick_filters()
    day.select_all()
    day.edit()
    day.see_others()
    day.quit()
