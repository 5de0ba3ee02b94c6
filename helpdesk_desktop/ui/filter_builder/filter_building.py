"""The only place that joins the filter builder with the list, the chips and what is saved.

One builder at a time: for the filter on screen, which changes with every edit, or for one of the
agent's own quick filters, which changes when Save is pressed.
"""

from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.domain.filtering.saved_filter import short_name
from helpdesk_desktop.domain.filters import FilterSpec, Group
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.filter_builder.filter_builder import FilterBuilder
from helpdesk_desktop.ui.filter_builder.saved_building import SavedBuilding
from helpdesk_desktop.ui.filters.filter_bar import FilterBar
from helpdesk_desktop.ui.filters.my_filters import MyFilters
from helpdesk_desktop.ui.list_question import ListQuestion
from helpdesk_desktop.ui.messages import error_sentence
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.toast import Toast
from helpdesk_desktop.ui.window_layout import fitted, screen_rooms

_LANE = "builder-count"
_FROM_CORNER = QPoint(24, 40)
# What the builder's own frame takes.
_FRAME = QSize(16, 48)


@dataclass(frozen=True, slots=True)
class BuildingParts:
    """What the window hands over to be joined."""

    question: ListQuestion
    bar: FilterBar
    mine: MyFilters
    toast: Toast


class FilterBuilding(QObject):
    """Opens the builder and does what it asks for; `place_changed`: it was moved or sized."""

    place_changed = Signal()

    def __init__(self, runner: TaskRunner, parts: BuildingParts, window: QWidget) -> None:
        super().__init__(window)
        self._runner = runner
        self._parts = parts
        self._window = window
        self._desk: Desk | None = None
        self._directory = Directory()
        self._builder: FilterBuilder | None = None
        self._key = ""
        self._place = QRect()
        self._unread: tuple[Group, str] | None = None
        self._listed: Group = parts.question.spec.filter
        self._saved = SavedBuilding(parts.mine, parts.toast, self)
        self._saved.saved.connect(self._forget)
        self._saved.go_on_wanted.connect(self.build_saved)
        self._saved.list_wanted.connect(self._list)
        parts.question.spec_changed.connect(self._on_spec_changed)
        parts.bar.build_wanted.connect(self.build)

    @property
    def place(self) -> QRect:
        """Where the builder stands, or stood last; not valid before it was ever opened."""
        return self._place if self._builder is None else self._builder.geometry()

    def put_back(self, place: QRect) -> None:
        """Open the builder here the next time, as far as there is a screen."""
        self._place = place

    @property
    def builder(self) -> FilterBuilder | None:
        """The builder that is open."""
        return self._builder

    def set_desk(self, desk: Desk, directory: Directory) -> None:
        """Count in this desk, and name people, groups and fields by its directory."""
        self._desk = desk
        self._directory = directory
        if self._builder is not None:
            self._builder.set_directory(directory, self._today(desk))

    def close(self) -> None:
        """Close the builder, and keep what it built: the window or the database goes."""
        if self._builder is not None:
            self._builder.close()

    def build(self) -> None:
        """Build the filter on screen."""
        if self._desk is None or self._raised(""):
            return
        before = self._parts.question.spec.filter
        builder = self._opened("")
        builder.filter_changed.connect(self._list)
        builder.left.connect(partial(self._on_left, before))
        unread = ""
        if self._unread is not None and self._unread[0] == before:
            unread = self._unread[1]
        self._listed = before
        builder.show_filter(before, unread)
        builder.show()

    def build_saved(self, key: str, tree: Group | None = None) -> None:
        """Build one of the agent's own filters; with a tree, go on where it was left."""
        saved = self._parts.mine.find(key)
        if self._desk is None or saved is None or saved.tree is None or self._raised(key):
            return
        builder = self._opened(key, short_name(saved.name))
        self._saved.begin(builder, key, saved)
        builder.left.connect(self._forget)
        builder.show_filter(saved.tree)
        if tree is not None:
            builder.draft.take(tree)
        builder.show()

    # One builder at a time

    def _raised(self, key: str) -> bool:
        if self._builder is not None and self._key == key:
            self._builder.raise_()
            self._builder.activateWindow()
            return True
        self.close()
        return False

    def _opened(self, key: str, name: str | None = None) -> FilterBuilder:
        builder = FilterBuilder(self._window, saved_name=name)
        builder.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._builder, self._key = builder, key
        if self._desk is not None:
            builder.set_directory(self._directory, self._today(self._desk))
        builder.count_wanted.connect(partial(self._count, builder))
        if self._place.isValid():
            builder.setGeometry(fitted(self._place, screen_rooms()))
        else:
            builder.setGeometry(self._usual_place(builder))
        builder.installEventFilter(self)
        return builder

    def _usual_place(self, builder: FilterBuilder) -> QRect:
        # At the window's lower right, so that chips and the first tickets stay in sight.
        room = self._window.screen().availableGeometry()
        frame = self._window.frameGeometry().intersected(room)
        place = QRect(QPoint(0, 0), builder.size().boundedTo(room.size() - _FRAME))
        place.moveBottomRight(frame.bottomRight() - _FROM_CORNER)
        place.moveLeft(max(place.left(), room.left()))
        place.moveTop(max(place.top(), room.top() + _FRAME.height()))
        return place

    def _today(self, desk: Desk) -> date:
        return desk.clock.now().astimezone(desk.clock.zone).date()

    def _count(self, builder: FilterBuilder, tree: Group) -> None:
        desk = self._desk
        if desk is None:
            return
        spec = self._parts.question.spec.with_filter(tree)
        if self._key:
            spec = FilterSpec(quick=tree)
        around = "" if self._key else self._around(spec)

        def failed(error: HelpdeskError) -> None:
            builder.show_refused(tree, error_sentence(error))

        self._runner.run(
            lambda cancel: desk.tickets.count(spec, cancel),
            lambda count: builder.show_count(tree, count, around),
            failed=failed,
            lane=_LANE,
            owner=builder,
        )

    def _around(self, spec: FilterSpec) -> str:
        # The list asks for more than what is built: the number would not fit the sentence above.
        if spec.quick.parts and spec.search.parts:
            return self.tr("with the quick filter and the search")
        if spec.quick.parts:
            return self.tr("with the quick filter")
        return self.tr("with the search") if spec.search.parts else ""

    # The filter on screen

    def _list(self, tree: Group) -> None:
        self._parts.bar.show_filter(tree)
        # Before the list hears of it, so that what comes back is known for our own.
        self._listed = tree if tree.parts else FilterSpec().filter
        self._parts.question.set_filter(tree)

    def _on_spec_changed(self, spec: FilterSpec) -> None:
        builder = self._builder
        if builder is None or self._key:
            return
        if spec.filter != self._listed:
            self._listed = spec.filter
            builder.take(spec.filter)
        else:
            builder.count_again()

    def _on_left(self, before: Group, tree: Group) -> None:
        builder = self._forget()
        # What could not be read is there again when the builder is opened the next time.
        is_unread = builder is not None and bool(builder.text.fault)
        kept = self._parts.question.spec.filter
        self._unread = (kept, builder.text.text) if is_unread and builder is not None else None
        if tree != before:
            sentence = self.tr("The filter was changed in the builder.")
            self._parts.toast.say_done(sentence, partial(self._list, before))

    def _forget(self) -> FilterBuilder | None:
        builder, self._builder = self._builder, None
        self._key = ""
        if builder is not None:
            self._place = builder.geometry()
        return builder

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Move, QEvent.Type.Resize}:
            self.place_changed.emit()
        return super().eventFilter(watched, event)
