"""What comes back with the window, and what happens when the file says nonsense."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, cast
from uuid import uuid4

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.filtering.filter_json import to_json
from helpdesk_desktop.domain.filtering.saved_filter import NewSavedFilter
from helpdesk_desktop.domain.filters import (
    DEFAULT_SORT,
    EVERYTHING,
    ChoiceCondition,
    FilterSpec,
    Group,
    SortKey,
)
from helpdesk_desktop.domain.list_look import ListLook, ShownColumn
from helpdesk_desktop.domain.people import RoleKind
from helpdesk_desktop.domain.quick_filters import SYSTEM_FILTERS
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.ui.actions import Act
from helpdesk_desktop.ui.list.ticket_columns import DEFAULT_COLUMNS, Names
from helpdesk_desktop.ui.main_window import MainWindow, Opened
from helpdesk_desktop.ui.memory_file import MemoryFile
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.window_layout import place_words
from helpdesk_desktop.ui.window_memory import WindowMemory
from tests.builders import NOW
from tests.screen import get
from tests.window_desk import Instead, desk_with

OPEN = Group(join="all", parts=(ChoiceCondition(field="status", items=(3,), neg=True),))
LOOK = ListLook(
    (
        ShownColumn("unread"),
        ShownColumn("serial"),
        ShownColumn("subject"),
        ShownColumn("of-tomorrow", 61),
        ShownColumn("status", 133),
    ),
    (SortKey("priority", is_descending=True), SortKey("status"), SortKey("serial")),
    SortKey("created", is_descending=True),
)

Run = Callable[..., tuple[MainWindow, WindowMemory]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "windows.ini"


@pytest.fixture
def start(qtbot: QtBot, runner: TaskRunner, path: Path) -> Iterator[Run]:
    """Starts the window on the file, as often as asked; each with an open desk if one is given."""
    windows: list[MainWindow] = []

    def run(opened: Opened | None = None, *, way: str = "way") -> tuple[MainWindow, WindowMemory]:
        window = MainWindow(runner)
        windows.append(window)
        qtbot.addWidget(window)
        window.layout_.rooms = lambda: [QRect(0, 0, 1920, 1080)]
        memory = WindowMemory(window, runner, str(path), way)
        window.show()
        if opened is not None:
            memory.open(opened, is_demo=False)
            window.set_desk(opened)
            qtbot.waitUntil(lambda: window.tickets.model.has_all_serials and not runner.is_busy)
        return window, memory

    yield run
    for window in windows:
        window.stop()


@pytest.fixture
def opened(desk: OpenDesk) -> Opened:
    directory = desk.directory()
    return Opened(desk, directory, Names(directory, NOW, desk.clock.zone))


def _end(qtbot: QtBot, runner: TaskRunner, window: MainWindow, memory: WindowMemory) -> None:
    memory.stop()
    window.stop()
    window.close()
    qtbot.waitUntil(lambda: not runner.is_busy)


def _group(path: Path) -> str:
    file = MemoryFile(str(path))
    (group,) = set(file.read("starts").values())
    return group


@pytest.fixture
def tell(
    qtbot: QtBot, runner: TaskRunner, start: Run, opened: Opened, path: Path
) -> Callable[..., None]:
    """Changes words in the file that an earlier run left."""

    def write(**words: str) -> None:
        window, memory = start(opened)
        _end(qtbot, runner, window, memory)
        assert MemoryFile(str(path)).write({_group(path): words})

    return write


def _search_by_words(window: MainWindow, text: str) -> None:
    window.search_box.setText(text)
    window.search_box.read_now()


def test_the_list_comes_back_with_a_single_question(
    qtbot: QtBot, runner: TaskRunner, start: Run, opened: Opened
) -> None:
    window, memory = start(opened)
    window.quick_filters.choose("unprocessed")
    window.filter_bar.show_filter(OPEN)
    window.filter_bar.filter_changed.emit(OPEN)
    _search_by_words(window, "priority:>=normal")
    window.tickets.show_look(LOOK)
    qtbot.waitUntil(lambda: window.tickets.model.has_all_serials and not runner.is_busy)
    spec = window.question.spec
    assert EVERYTHING not in {spec.quick, spec.filter, spec.search}
    _end(qtbot, runner, window, memory)

    asked: list[FilterSpec] = []
    tickets: Any = opened.desk.tickets

    def first_page(spec: FilterSpec, cancel: Cancellation, **rest: object) -> object:
        asked.append(spec)
        return tickets.first_page(spec, cancel, **rest)

    counted = Opened(
        desk_with(opened.desk, "tickets", first_page=first_page), opened.directory, opened.names
    )
    window, memory = start(counted)
    assert asked == [spec]
    assert window.tickets.look == LOOK
    assert [column.key for column in window.tickets.columns] == [
        "unread", "serial", "subject", "status",
    ]  # fmt: skip
    assert window.quick_filters.active is SYSTEM_FILTERS[2]
    assert len(window.filter_bar.chips) == 1
    assert window.filter_bar.tree == OPEN
    assert window.search_box.text() == "priority:>=normal"
    memory.stop()


def test_the_frame_is_there_before_any_database(
    qtbot: QtBot, runner: TaskRunner, start: Run, opened: Opened
) -> None:
    window, memory = start(opened)
    window.setGeometry(QRect(QPoint(210, 120), QSize(1210, 777)))
    window.actions_[Act.SHOW_DETAIL].setChecked(False)
    _end(qtbot, runner, window, memory)
    window, memory = start(None)
    assert window.geometry() == QRect(210, 120, 1210, 777)
    assert not window.detail_place.dock.isVisible()
    memory.stop()
    other, memory = start(None, way="another way")
    assert other.geometry() != QRect(210, 120, 1210, 777)
    memory.stop()


def test_each_agent_and_database_has_its_own(
    qtbot: QtBot, runner: TaskRunner, start: Run, opened: Opened, path: Path
) -> None:
    window, memory = start(opened)
    window.tickets.show_look(LOOK)
    qtbot.waitUntil(lambda: not runner.is_busy)
    _end(qtbot, runner, window, memory)
    window, memory = start(None)
    memory.open(opened, is_demo=True)
    assert window.tickets.look == ListLook()
    memory.stop()
    qtbot.waitUntil(lambda: not runner.is_busy)
    groups = path.read_text()
    assert "[demo-" in groups
    assert "[desk-" in groups


def test_another_database_in_the_same_window_brings_its_own_list_and_moves_nothing(
    qtbot: QtBot, runner: TaskRunner, start: Run, opened: Opened
) -> None:
    window, memory = start(opened)
    place = QRect(310, 200, 1234, 701)
    window.tickets.show_look(LOOK)
    window.setGeometry(place)
    memory.open(opened, is_demo=True)
    assert window.tickets.look == ListLook()
    assert window.geometry() == place
    window.tickets.view.column_layout.set_width("status", 99)
    look = window.tickets.look
    # The same database once more, as after a lost connection: all stays as it is.
    memory.open(opened, is_demo=True)
    assert window.tickets.look == look
    memory.keep()
    qtbot.waitUntil(lambda: not runner.is_busy)
    memory.open(opened, is_demo=False)
    assert window.tickets.look == LOOK
    memory.open(opened, is_demo=True)
    assert window.tickets.look == look
    qtbot.waitUntil(lambda: not runner.is_busy)
    memory.stop()


def test_the_filter_builder_opens_where_it_was_left(
    qtbot: QtBot, runner: TaskRunner, start: Run, opened: Opened, path: Path
) -> None:
    window, memory = start(opened)
    window.filter_building.build()
    builder = window.filter_building.builder
    assert builder is not None
    place = QRect(10, 60, builder.width() - 4, builder.height() - 30)
    builder.setGeometry(place)
    # Moved and still open: a kill now would lose it no more than two seconds.
    assert memory._pause.isActive()
    memory.keep()
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert MemoryFile(str(path)).read(_group(path))["builder"] == place_words(place)
    _end(qtbot, runner, window, memory)
    window, memory = start(opened)
    window.filter_building.build()
    again = window.filter_building.builder
    assert again is not None
    assert again.geometry() == place
    again.setGeometry(QRect(90_000, 70, place.width(), place.height()))
    _end(qtbot, runner, window, memory)
    window, _ = start(opened)
    window.filter_building.build()
    seen = window.filter_building.builder
    assert seen is not None
    assert window.screen().geometry().intersects(seen.geometry()), "it opened where no screen is"
    seen.close()


def test_a_change_is_kept_without_an_end(
    qtbot: QtBot, runner: TaskRunner, start: Run, opened: Opened, path: Path
) -> None:
    window, memory = start(opened)
    memory.keep()
    qtbot.waitUntil(lambda: not runner.is_busy)
    window.tickets.view.select_serial(7)
    group = _group(path)
    qtbot.waitUntil(
        lambda: MemoryFile(str(path)).read(group).get("selected") == "7", timeout=10_000
    )
    memory.stop()


def test_what_did_not_change_is_not_written_again(
    qtbot: QtBot, runner: TaskRunner, start: Run, opened: Opened, path: Path
) -> None:
    _, memory = start(opened)
    memory.keep()
    qtbot.waitUntil(lambda: not runner.is_busy)
    path.unlink()
    memory.stop()
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert not path.exists()


def test_a_damaged_file_is_told_once_and_everything_is_as_usual(
    qtbot: QtBot, runner: TaskRunner, start: Run, opened: Opened, path: Path
) -> None:
    noise = bytes(range(256)) * 9
    path.write_bytes(noise)
    window, memory = start(opened)
    assert f"{path}.damaged-1" in get(window.banner, QLabel, "banner_sentence").text()
    assert Path(f"{path}.damaged-1").read_bytes() == noise
    assert window.tickets.look == ListLook()
    _end(qtbot, runner, window, memory)
    window, memory = start(opened)
    assert not window.banner.isVisible()
    memory.stop()


def test_a_newer_program_s_file_is_used_and_left(
    qtbot: QtBot, runner: TaskRunner, start: Run, opened: Opened, path: Path
) -> None:
    window, memory = start(opened)
    window.tickets.show_look(LOOK)
    qtbot.waitUntil(lambda: not runner.is_busy)
    _end(qtbot, runner, window, memory)
    path.write_text(path.read_text().replace("version=1", "version=12"), encoding="utf-8")
    before = path.read_bytes()
    window, memory = start(opened)
    assert window.banner.isVisible()
    assert window.tickets.look == LOOK
    window.tickets.show_look(ListLook())
    qtbot.waitUntil(lambda: not runner.is_busy)
    _end(qtbot, runner, window, memory)
    assert path.read_bytes() == before


def test_a_file_that_cannot_be_written_is_told_once(
    qtbot: QtBot, runner: TaskRunner, start: Run, opened: Opened, path: Path
) -> None:
    window, memory = start(opened)
    path.mkdir()
    memory.keep()
    qtbot.waitUntil(window.toast.isVisible)
    assert str(path) in window.toast.sentence
    window.toast.hide()
    window.tickets.view.select_serial(5)
    memory.keep()
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert not window.toast.isVisible()
    memory.stop()


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("filter", "{"),
        ("filter", "[1,2]"),
        ("filter", "[" * 3_000),
        ("columns", '{"a":1}'),
        ("sort", "nonsense"),
        ("quick", "saved-gone"),
        ("selected", "x"),
        ("selected", "9" * 18),
        ("top", "1"),
        ("docks", "%%%"),
        ("place", "left"),
    ],
)
def test_nonsense_in_one_place_leaves_the_rest(
    tell: Callable[..., None], start: Run, opened: Opened, word: str, text: str
) -> None:
    tell(**{word: text, "detail": "no"})
    window, memory = start(opened)
    assert window.tickets.model.matching == 600
    assert window.tickets.view.current_serial is None
    assert tuple(column.key for column in window.tickets.columns) == DEFAULT_COLUMNS
    assert window.question.spec.sort == DEFAULT_SORT
    assert not window.actions_[Act.SHOW_DETAIL].isChecked()
    memory.stop()


def test_a_condition_that_nothing_knows_stays_as_a_chip_without_effect(
    tell: Callable[..., None], start: Run, opened: Opened
) -> None:
    gone = '{"f":"cf.gone","op":"in","v":[1]}'
    text = to_json(OPEN).replace('"all":[', f'"all":[{gone},')
    tell(filter=text)
    window, memory = start(opened)
    assert len(window.filter_bar.chips) == 2
    assert 0 < (window.tickets.model.matching or 0) < 600
    assert gone[1:-1] in to_json(window.filter_bar.tree)
    memory.stop()


def test_a_search_that_cannot_be_read_is_shown_and_lists_everything(
    qtbot: QtBot, runner: TaskRunner, start: Run, opened: Opened
) -> None:
    window, memory = start(opened)
    _search_by_words(window, "status:")
    _end(qtbot, runner, window, memory)
    window, memory = start(opened)
    assert window.search_box.text() == "status:"
    assert window.search_box.fault
    assert window.tickets.model.matching == 600
    memory.stop()


def test_a_saved_filter_is_chosen_as_soon_as_it_is_there(
    qtbot: QtBot, runner: TaskRunner, start: Run, opened: Opened, path: Path
) -> None:
    narrow = ListLook((ShownColumn("serial"), ShownColumn("subject", 300)))
    new = NewSavedFilter(uuid4(), "Open", OPEN, narrow)
    saved = opened.desk.saved_filters.create(new)
    key = f"saved:{saved.uid}"
    window, memory = start(opened)
    own = window.tickets.look
    window.quick_filters.choose(key)
    qtbot.waitUntil(lambda: not runner.is_busy)
    _end(qtbot, runner, window, memory)
    assert MemoryFile(str(path)).read(_group(path))["quick"] == key
    window, memory = start(opened)
    qtbot.waitUntil(lambda: window.question.quick is not None)
    assert window.question.quick is not None
    assert window.question.quick.key == key
    assert window.tickets.look == narrow
    window.quick_filters.clear()
    qtbot.waitUntil(lambda: not runner.is_busy)
    # The filter's look is not taken for the agent's own.
    assert window.tickets.look == own
    memory.stop()


def test_what_was_changed_of_a_filter_and_not_saved_comes_back_marked(
    qtbot: QtBot, runner: TaskRunner, start: Run, opened: Opened
) -> None:
    saved = opened.desk.saved_filters.create(NewSavedFilter(uuid4(), "Open", OPEN))
    key = f"saved:{saved.uid}"
    window, memory = start(opened)
    window.quick_filters.choose(key)
    qtbot.waitUntil(lambda: not runner.is_busy)
    window.tickets.group_by(SortKey("status"))
    window.tickets.view.header.sort_by("subject", is_added=False)
    qtbot.waitUntil(lambda: not runner.is_busy)
    _end(qtbot, runner, window, memory)
    window, memory = start(opened)
    qtbot.waitUntil(lambda: window.question.quick is not None and not runner.is_busy)
    spec = window.question.spec
    assert (spec.sort, spec.group) == ((SortKey("subject"),), SortKey("status"))
    assert window.quick_filtering.changed.is_changed
    assert opened.desk.saved_filters.mine(Cancellation())[0].version == 1
    window.quick_filtering.discard_changes()
    assert window.question.spec.group is None
    memory.stop()


def test_who_may_not_sort_by_phone_any_more_gets_another_order(
    qtbot: QtBot, runner: TaskRunner, tell: Callable[..., None], start: Run, opened: Opened
) -> None:
    tell(sort="phone,-due")
    window, memory = start(opened)
    assert window.question.spec.sort[0].column == "phone"
    _end(qtbot, runner, window, memory)
    viewer = opened.desk.viewer
    role = replace(viewer.role, kind=RoleKind.AGENT, phones_masked=True)
    masked = cast("Desk", Instead(opened.desk, viewer=replace(viewer, role=role)))
    window, memory = start(Opened(masked, opened.directory, opened.names))
    assert window.question.spec.sort == (SortKey("due", is_descending=True),)
    memory.stop()
