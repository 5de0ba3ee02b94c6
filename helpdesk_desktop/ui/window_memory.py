"""The only place that brings the window back as it was left: how it stands, and what it listed.

One group of the file for each database and agent. It is put back before the first question is asked
of the database, and kept at the end and two seconds after a change, so that a kill loses little.
"""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QDockWidget
from typing_extensions import override

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.domain.filtering.filter_json import from_json, to_json
from helpdesk_desktop.domain.filters import EVERYTHING, Group, Node, UnknownCondition
from helpdesk_desktop.domain.grouping import grouping_from_text, grouping_text
from helpdesk_desktop.domain.list_look import (
    ListLook,
    columns_from_json,
    columns_json,
    sort_from_text,
    sort_text,
)
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.ui.banner import Notice
from helpdesk_desktop.ui.main_window import MainWindow, Opened
from helpdesk_desktop.ui.memory_file import FileTrouble, MemoryFile, group_name
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.window_layout import (
    frame_from_words,
    frame_words,
    numbers,
    place_from_words,
    place_words,
)

KEPT_AFTER_MS = 2_000
_STARTS = "starts"
_NOTICE = "window_memory"
_MOVES = {QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.WindowStateChange}


class WindowMemory(QObject):
    """Keeps in a file how the window was left, and puts it back.

    `start` names how the program was started; it finds the frame of the desk that this led to last,
    before any database is open.
    """

    def __init__(self, window: MainWindow, runner: TaskRunner, path: str, start: str) -> None:
        super().__init__(window)
        self._window = window
        self._runner = runner
        self._file = MemoryFile(path)
        self._start = group_name(start)
        self._group = ""
        self._opened: Opened | None = None
        self._kept: dict[str, str] = {}
        self._is_told = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(KEPT_AFTER_MS)
        self._pause.timeout.connect(self.keep)
        self._tell_trouble()
        group = self._file.read(_STARTS).get(self._start, "")
        if group:
            self._begin(group, has_frame=True)
        self._watch()

    def open(self, opened: Opened, *, is_demo: bool) -> None:
        """This database is about to be shown: put back what was listed in it."""
        kind = "demo" if is_demo else "desk"
        desk = opened.desk
        group = f"{kind}-{group_name(desk.info.place, desk.viewer.login)}"
        before, is_same = self._opened, group == self._group
        if before is not None and not is_same:
            self.keep()
        self._opened = opened
        if not is_same:
            self._begin(group, has_frame=before is None)
        if before is None or not is_same:
            self._put_list_back(self._file.read(group), opened)
        self._pause.start()

    def keep(self) -> None:
        """Write down how the window is now, on a worker; nothing where it is as written last."""
        self._pause.stop()
        words = self._words()
        if not self._group or words == self._kept:
            return
        self._kept = words
        groups = {self._group: words}
        if self._opened is not None:
            groups[_STARTS] = {self._start: self._group}

        def work(_cancel: Cancellation) -> bool:
            return self._file.write(groups)

        self._runner.run(work, self._on_written, order="window memory", owner=self)

    def leave(self) -> None:
        """Write down how this database was left; another one comes."""
        self.keep()
        # What is cleared for the next one is no wish for this one.
        self._group = ""

    def stop(self) -> None:
        """The window closes: write down how it was left, and nothing after that."""
        self.keep()
        self._pause.stop()
        self._group = ""

    # What is put back

    def _begin(self, group: str, *, has_frame: bool) -> None:
        self._group = group
        self._kept = {}
        words = self._file.read(group)
        # A window that is in use already is not moved from under the user's hands.
        if words and has_frame:
            self._window.layout_.put_back(frame_from_words(words, self._window.layout_.usual))
        place = place_from_words(words.get("builder", ""))
        if place is not None:
            self._window.filter_building.put_back(place)

    def _put_list_back(self, words: dict[str, str], opened: Opened) -> None:
        window = self._window
        # Columns, sort and grouping may be those of its custom fields.
        window.tickets.model.know(opened.directory)
        window.quick_filters.clear()
        tree = _filter(words.get("filter", ""), opened.directory)
        window.filter_bar.show_filter(tree)
        window.question.set_filter(tree)
        # Read when the window gives the box its names, before anything is asked.
        window.search_box.setText(words.get("search", ""))
        sort = sort_from_text(words.get("sort"), opened.directory)
        if opened.desk.viewer.phones_masked:
            # Refused to who sees no numbers; the role may be another than when this was kept.
            sort = tuple(key for key in sort if key.column != "phone")
        look = ListLook(
            columns_from_json(words.get("columns")),
            grouping=grouping_from_text(words.get("grouping")),
        )
        window.tickets.show_look(replace(look, sort=sort) if sort else look)
        window.quick_filtering.changed.put_back(words.get("filter_looks", ""), opened.directory)
        # After the plain list's own look, which a saved filter gives back when it is left.
        window.quick_filtering.choose_key(words.get("quick", ""))
        selected = numbers(words.get("selected", ""), 1)
        top = numbers(words.get("top", ""), 2)
        window.tickets.view.return_to(
            None if selected is None else selected[0], None if top is None else (top[0], top[1])
        )

    # What is written down

    def _words(self) -> dict[str, str]:
        window = self._window
        words = frame_words(window.layout_.frame)
        words["builder"] = place_words(window.filter_building.place)
        if self._opened is None:
            return words
        desk, view, look = self._opened.desk, window.tickets.view, window.quick_filtering.own_look
        quick = window.question.quick
        top = view.top_place
        return words | {
            "database": desk.info.place,
            "agent": desk.viewer.login,
            "quick": window.quick_filtering.wanted_key if quick is None else quick.key,
            "filter": to_json(window.filter_bar.tree) if window.filter_bar.tree.parts else "",
            "search": window.search_box.text(),
            "columns": columns_json(look.columns),
            "sort": sort_text(look.sort),
            "grouping": grouping_text(look.grouping) or "",
            "filter_looks": window.quick_filtering.changed.words,
            "selected": "" if view.current_serial is None else str(view.current_serial),
            "top": "" if top is None else f"{top[0]},{top[1]}",
        }

    def _watch(self) -> None:
        window, touch = self._window, self._touch
        window.installEventFilter(self)
        for dock in window.findChildren(QDockWidget):
            dock.installEventFilter(self)
            dock.dockLocationChanged.connect(touch)
            dock.topLevelChanged.connect(touch)
            dock.visibilityChanged.connect(touch)
        window.question.spec_changed.connect(touch)
        window.tickets.look_changed.connect(touch)
        window.tickets.view.current_changed.connect(touch)
        window.tickets.view.verticalScrollBar().valueChanged.connect(touch)
        window.search_box.textEdited.connect(touch)
        window.detail_place.visibility_changed.connect(touch)
        window.filter_building.place_changed.connect(touch)

    def _touch(self) -> None:
        # Not put off by what goes on changing: a kill loses two seconds at most.
        if self._group and not self._pause.isActive():
            self._pause.start()

    def _on_written(self, is_written: object) -> None:
        if not is_written and self._file.trouble is None and not self._is_told:
            self._is_told = True
            sentence = self.tr("How the window is arranged cannot be kept: {path} is not writable.")
            self._window.toast.say(sentence.format(path=self._file.path))

    def _tell_trouble(self) -> None:
        sentence = {
            None: "",
            FileTrouble.DAMAGED: self.tr(
                "How the window was arranged could not be read. It starts afresh; the old file is "
                "kept as {aside}."
            ),
            FileTrouble.NEWER: self.tr(
                "How the window is arranged was kept by a newer version of this program. It is "
                "used as far as possible, and left as it is."
            ),
            FileTrouble.UNREADABLE: self.tr(
                "How the window was arranged cannot be read, and will not be kept: {path}."
            ),
        }[self._file.trouble]
        if sentence:
            said = sentence.format(path=self._file.path, aside=self._file.aside)
            self._window.banner.put(Notice(_NOTICE, "info", said))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._touch()
        return super().eventFilter(watched, event)


def _filter(text: str, directory: Directory) -> Group:
    try:
        tree = from_json(text, directory) if text else EVERYTHING
    except HelpdeskError:
        return EVERYTHING
    # What cannot be asked any more, as of a field that is gone, stays as a chip without effect.
    parts = tuple(replace(part, mute=True) if _has_unknown(part) else part for part in tree.parts)
    return replace(tree, parts=parts)


def _has_unknown(node: Node) -> bool:
    if isinstance(node, Group):
        return any(map(_has_unknown, node.parts))
    return isinstance(node, UnknownCondition)
