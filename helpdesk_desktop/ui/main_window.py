"""The only place that joins the parts of the main window; each part knows nothing of the others.

The frame is complete without a database: `set_desk` brings one later, `show_failure` says why
there is none. Nothing here reads: questions go to the runner. Long because every part is joined
here, and nowhere else.
"""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget
from typing_extensions import override

from helpdesk_desktop.domain.changes import ChangeKind, Changes
from helpdesk_desktop.domain.errors import HelpdeskError, Unavailable
from helpdesk_desktop.domain.filters import EVERYTHING, FilterSpec, Group
from helpdesk_desktop.domain.people import Directory, Right
from helpdesk_desktop.domain.quick_filters import SYSTEM_FILTERS
from helpdesk_desktop.domain.ticket import Saved
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.account_menu import AccountMenu
from helpdesk_desktop.ui.actions import Act, Actions, Reach
from helpdesk_desktop.ui.banner import Banner, Notice
from helpdesk_desktop.ui.detail.detail_panel import DetailPanel
from helpdesk_desktop.ui.detail_place import NARROW_WIDTH, DetailPlace
from helpdesk_desktop.ui.editing.ticket_editing import TicketEditing
from helpdesk_desktop.ui.filter_builder.filter_building import BuildingParts, FilterBuilding
from helpdesk_desktop.ui.filters.filter_bar import FilterBar
from helpdesk_desktop.ui.filters.filter_parts import FilterParts
from helpdesk_desktop.ui.filters.quick_filter_dock import QuickFilterDock
from helpdesk_desktop.ui.filters.quick_filter_model import quick_filter_name
from helpdesk_desktop.ui.filters.quick_filtering import QuickFiltering
from helpdesk_desktop.ui.filters.search_box import SearchBox
from helpdesk_desktop.ui.list.column_choosing import ColumnChoosing
from helpdesk_desktop.ui.list.row_copying import RowCopying
from helpdesk_desktop.ui.list.row_menu import RowMenu
from helpdesk_desktop.ui.list.sort_refusing import SortRefusing
from helpdesk_desktop.ui.list.ticket_columns import Names
from helpdesk_desktop.ui.list.ticket_list import TicketList
from helpdesk_desktop.ui.list.ticket_model import ListState
from helpdesk_desktop.ui.list.unread_marking import UnreadMarking
from helpdesk_desktop.ui.list_question import ListQuestion
from helpdesk_desktop.ui.live import NOTICE as AWAY_NOTICE
from helpdesk_desktop.ui.live import LiveUpdates, NewNames
from helpdesk_desktop.ui.messages import error_sentence
from helpdesk_desktop.ui.movable_dock import MovableDock
from helpdesk_desktop.ui.quick_counts import EVERY_TICKET, QuickCounts
from helpdesk_desktop.ui.shortcut_list import ShortcutList
from helpdesk_desktop.ui.status_line import StatusLine
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.ticket_jumps import TicketJumps
from helpdesk_desktop.ui.toast import Toast
from helpdesk_desktop.ui.top_bar import TopBar
from helpdesk_desktop.ui.why.why_asking import WhyAsking
from helpdesk_desktop.ui.window_layout import WindowLayout

_DOCK_WIDTH = 232
_NARROW_DOCK_WIDTH = 196
_USUAL_SIZE = QSize(1600, 900)
# What the window's own frame takes of a small screen, or its foot hangs below the edge.
_FRAME = QSize(16, 48)
_LEAST_SIZE = QSize(800, 520)


@dataclass(frozen=True, slots=True)
class Opened:
    """A database that was opened on a worker, with the words that the window needs of it."""

    desk: Desk
    directory: Directory
    names: Names


class MainWindow(QMainWindow):
    """Quick filters left, tickets in the middle, one ticket right.

    `first_painted` comes once, when the frame is on screen. `retry_wanted` asks to open the
    database again, `database_wanted` for another one, `new_ticket_wanted` for the create dialog.
    `closing` comes before the end.
    """

    first_painted = Signal()
    retry_wanted = Signal()
    database_wanted = Signal()
    new_ticket_wanted = Signal()
    closing = Signal()

    def __init__(self, runner: TaskRunner) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.setWindowTitle("Helpdesk Desktop")
        self._runner = runner
        self._open: Opened | None = None
        self._counts: dict[str, int] = {}
        self._is_painted = False
        self._is_narrow = False
        self.actions_ = Actions(self)
        self.question = ListQuestion(self)
        self.search_box = SearchBox()
        self.top_bar = TopBar(self.actions_, self.search_box)
        self.banner = Banner()
        self.quick_filters = QuickFilterDock()
        self.filter_bar = FilterBar()
        self.tickets = TicketList(runner)
        self.detail = DetailPanel(runner)
        self.status_line = StatusLine()
        self.quick_counts = QuickCounts(runner, self)
        self.column_choosing = ColumnChoosing(self.tickets, self.top_bar.columns)
        self.account_menu = AccountMenu(self.actions_, self)
        self._build()
        self.toast = Toast(self)
        self.layout_ = WindowLayout(
            self, self.quick_dock, self.detail_place, self.actions_, self.fit
        )
        self.resize(_USUAL_SIZE.boundedTo(self.screen().availableSize() - _FRAME))
        self.quick_filtering = QuickFiltering(runner, self._filter_parts(), self)
        self.filter_building = FilterBuilding(
            runner,
            BuildingParts(self.question, self.filter_bar, self.quick_filtering.mine, self.toast),
            self,
        )
        self.editing = TicketEditing(
            runner,
            self.tickets.view,
            self.detail,
            self.toast,
            actions=self.actions_,
            window=self,
        )
        self.jumps = TicketJumps(
            runner,
            self.tickets.view,
            detail=self.detail,
            place=self.detail_place,
            question=self.question,
            toast=self.toast,
            window=self,
        )
        self.live = LiveUpdates(runner, self.banner, self)
        self.unread_marking = UnreadMarking(runner, self.tickets.view, self.toast)
        self.row_copying = RowCopying(runner, self.tickets, self.toast)
        self.why_asking = WhyAsking(runner, self.tickets.view, self.question, self)
        self._wire()
        self._wire_actions()
        self._set_ready(is_ready=False)

    def _build(self) -> None:
        self.setMinimumSize(_LEAST_SIZE)
        self.resize(_USUAL_SIZE)
        options = QMainWindow.DockOption
        self.setDockOptions(options.AnimatedDocks | options.AllowNestedDocks)
        top = QWidget()
        column = QVBoxLayout(top)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(self.banner)
        self.setMenuWidget(top)
        self._center = QWidget()
        middle = QVBoxLayout(self._center)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.filter_bar)
        middle.addWidget(self.tickets, 1)
        self._center.setFocusProxy(self.tickets.view)
        self.setCentralWidget(self._center)
        self.quick_dock = MovableDock(
            self.tr("Quick filters"), "quick_dock", self.quick_filters, self
        )
        self.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, self.quick_dock)
        self.resizeDocks([self.quick_dock], [_DOCK_WIDTH], Qt.Orientation.Horizontal)
        self.detail_place = DetailPlace(self, self._center, self.detail)
        self.setStatusBar(self.status_line)
        self.quick_filters.show_sections(((self.tr("System"), SYSTEM_FILTERS),))
        self.top_bar.set_account("", self.account_menu)

    def _filter_parts(self) -> FilterParts:
        return FilterParts(
            self.quick_filters,
            self.filter_bar,
            self.search_box,
            self.tickets,
            self.question,
            self.quick_counts,
            self.toast,
            self.actions_,
        )

    def _wire(self) -> None:
        self.filter_bar.filter_changed.connect(self.question.set_filter)
        self.quick_filtering.edit_wanted.connect(self.filter_building.build_saved)
        self.closing.connect(self.filter_building.close)
        self.filter_bar.count_wanted.connect(self._on_count_wanted)
        self.search_box.search_changed.connect(self.question.set_search)
        self.search_box.serial_entered.connect(self.jumps.look_up)
        self.search_box.list_wanted.connect(self.tickets.view.setFocus)
        self.tickets.sort_changed.connect(self.question.set_sort)
        self.tickets.grouping_changed.connect(self.question.set_group)
        self.tickets.sort_lost.connect(self._on_sort_lost)
        self.tickets.grouping_lost.connect(self._on_grouping_lost)
        self.sort_refusing = SortRefusing(self.tickets, self.toast, self)
        self.tickets.way_out_chosen.connect(self._on_way_out_chosen)
        self.tickets.database_wanted.connect(self.database_wanted)
        self.question.spec_changed.connect(self._on_spec_changed)
        self.question.quick_changed.connect(self._say_counts)
        self.tickets.model.count_changed.connect(self._on_count_changed)
        self.tickets.model.failed.connect(self._on_failed)
        self.tickets.view.selection_counted.connect(self.status_line.show_selected)
        self.tickets.view.current_changed.connect(self.detail.show_ticket)
        self.tickets.view.opened.connect(self._on_ticket_opened)
        self.tickets.view.clicked.connect(self.detail_place.open_for_ticket)
        self.detail.ticket_requested.connect(self.jumps.jump_to)
        self.detail.was_read.connect(self._on_ticket_read)
        self.detail.note_added.connect(self._on_note_added)
        self.detail_place.visibility_changed.connect(self._on_detail_visibility_changed)
        self.quick_counts.counted.connect(self._on_counted)
        self.quick_counts.latency_measured.connect(self._on_latency_measured)
        self.banner.action_chosen.connect(self._on_banner_action_chosen)
        self._runner.failed.connect(self._on_failed)
        self._runner.changed.connect(self._on_changed)
        self.live.names_read.connect(self._on_names_read)
        self.banner.changed.connect(self._on_banner_changed)
        self.unread_marking.marked.connect(self.detail.keep_unread)

    def _wire_actions(self) -> None:
        acts = self.actions_
        self.addActions(acts.of_reach(Reach.WINDOW))
        self.tickets.view.addActions(acts.of_reach(Reach.LIST))
        acts[Act.NEW_TICKET].triggered.connect(self.new_ticket_wanted)
        acts[Act.SEARCH].triggered.connect(self._on_search_triggered)
        acts[Act.ADD_FILTER].triggered.connect(self._on_add_filter_triggered)
        acts[Act.BUILD_FILTER].triggered.connect(self.filter_building.build)
        acts[Act.CLEAR_FILTER].triggered.connect(self.clear_filter)
        acts[Act.REFRESH].triggered.connect(self.refresh)
        acts[Act.NEXT_TICKET].triggered.connect(lambda: self.tickets.view.move_by(1))
        acts[Act.PREVIOUS_TICKET].triggered.connect(lambda: self.tickets.view.move_by(-1))
        acts[Act.MARK_UNREAD].triggered.connect(self.unread_marking.mark_selected)
        acts[Act.COPY].triggered.connect(self.row_copying.copy_rows)
        acts[Act.COPY_SERIALS].triggered.connect(self.row_copying.copy_serials)
        self.row_copying.export = acts[Act.EXPORT].trigger
        in_menu = (Act.COPY, Act.COPY_SERIALS, None, Act.MARK_UNREAD, Act.WHY)
        self.row_menu = RowMenu(
            self.tickets.view, [None if act is None else acts[act] for act in in_menu]
        )
        acts[Act.WHY].triggered.connect(self.why_asking.open)
        acts[Act.LEAVE].triggered.connect(self._on_leave_triggered)
        acts[Act.SHOW_QUICK_FILTERS].setChecked(True)
        acts[Act.SHOW_QUICK_FILTERS].toggled.connect(self.quick_dock.setVisible)
        acts[Act.SHOW_DETAIL].setChecked(True)
        acts[Act.SHOW_DETAIL].toggled.connect(
            lambda is_on: self.detail_place.set_open(is_open=is_on)
        )
        self.quick_dock.offer(
            acts[Act.FLOAT_QUICK_FILTERS],
            acts[Act.MOVE_QUICK_FILTERS],
            acts[Act.SHOW_QUICK_FILTERS],
        )
        self.detail_place.dock.offer(
            acts[Act.FLOAT_DETAIL], acts[Act.MOVE_DETAIL], acts[Act.SHOW_DETAIL]
        )
        acts[Act.COMPACT_ROWS].toggled.connect(
            lambda is_on: self.tickets.view.set_compact(is_compact=is_on)
        )
        acts[Act.SHORTCUTS].triggered.connect(self._on_shortcuts_triggered)
        acts[Act.CHOOSE_COLUMNS].triggered.connect(self.column_choosing.open_chooser)
        acts[Act.GROUP_ROWS].triggered.connect(self.column_choosing.open_group_menu)
        acts[Act.RESET_LAYOUT].triggered.connect(self._on_reset_layout_triggered)
        acts[Act.QUIT].triggered.connect(self.close)
        for action in acts.quick:
            action.triggered.connect(self._on_quick_triggered)

    # The database comes and goes

    @property
    def open_desk(self) -> Opened | None:
        """The database that is shown."""
        return self._open

    def set_desk(self, opened: Opened) -> None:
        """Show this database from now on."""
        self._open = opened
        desk, directory = opened.desk, opened.directory
        self.banner.take(AWAY_NOTICE)
        today = desk.clock.now().astimezone(desk.clock.zone).date()
        self.search_box.set_directory(directory)
        self.filter_bar.set_directory(directory, today)
        self.filter_building.set_desk(desk, directory)
        self.editing.set_desk(desk, directory)
        self.detail.set_desk(desk, directory)
        self.tickets.model.set_desk(desk, opened.names)
        self.status_line.show_database(desk.info)
        self.account_menu.set_viewer(desk.viewer)
        self.sort_refusing.set_masked(is_masked=desk.viewer.phones_masked)
        self.top_bar.set_account(desk.viewer.name, self.account_menu)
        self._set_ready(is_ready=True)
        if desk.info.is_read_only:
            sentence = self.tr("This database can only be read: nothing can be changed here.")
            self.banner.put(Notice("read_only", "warning", sentence))
        self.jumps.set_desk(desk)
        self.quick_filtering.sharing.directory = directory
        self.quick_filtering.set_desk(desk)
        self.quick_counts.set_desk(desk, self.quick_filters.filters)
        self.unread_marking.set_desk(desk)
        self.row_copying.set_desk(desk)
        self.why_asking.set_desk(desk, directory)
        self.live.set_desk(desk, directory)
        self.tickets.show_spec(self.question.spec)
        self.tickets.view.setFocus()

    def show_failure(self, error: HelpdeskError) -> None:
        """Say that the database could not be opened, and offer to try again."""
        self.tickets.show_error(error)

    def leave_desk(self) -> None:
        """Put typed text on disk and forget what belongs to this database alone: another comes."""
        self.live.stop()
        self.filter_building.close()
        self.detail.flush_draft()
        self.tickets.view.clearSelection()
        self.detail.show_ticket(None)
        self.filter_bar.show_filter(EVERYTHING)
        self.search_box.clear_search()
        self.question.set_filter(EVERYTHING)
        self.question.set_search(EVERYTHING)
        self._counts.clear()
        self.toast.hide()  # its button would act on the other database
        for key in (AWAY_NOTICE, "read_only", "draft"):
            self.banner.take(key)

    def stop(self) -> None:
        """Ask nothing more and put typed text on disk: the window closes."""
        self.detail.flush_draft()
        self.quick_filtering.stop()
        self.live.stop()
        self.quick_counts.stop()
        self.tickets.model.stop()

    # What the user wants

    def refresh(self) -> None:
        """Read the list, the counts and the ticket again."""
        if self._open is None:
            self.retry_wanted.emit()
            return
        self.tickets.refresh()
        self.detail.reload()
        self.quick_counts.recount()

    def clear_filter(self) -> None:
        """List everything the quick filter lists; once more, every ticket."""
        if self.question.is_narrowed:
            self.filter_bar.show_filter(EVERYTHING)
            self.search_box.clear_search()
            self.question.set_filter(EVERYTHING)
            self.question.set_search(EVERYTHING)
        else:
            self.quick_filters.clear()

    def _on_quick_triggered(self) -> None:
        action = self.sender()
        filters = self.quick_filters.filters
        place = action.data() if action in self.actions_.quick else None
        if isinstance(place, int) and place < len(filters):
            self.quick_filters.choose(filters[place].key)

    def _on_spec_changed(self, spec: FilterSpec) -> None:
        self.tickets.show_spec(spec)
        self._say_counts()

    def _on_count_wanted(self, tree: Group) -> None:
        opened, spec = self._open, self.question.spec.with_filter(tree)
        if opened is not None:
            self._runner.run(
                lambda cancel: opened.desk.tickets.count(spec, cancel),
                lambda count: self.filter_bar.show_count(tree, count),
                failed=lambda _: None,  # the card keeps its dash
                lane="candidate",
                owner=self,
            )

    def _on_way_out_chosen(self) -> None:
        if self._open is None:
            self.retry_wanted.emit()
        elif self.tickets.model.state is ListState.FAILED:
            self.refresh()
        elif self.tickets.is_unfiltered:
            self.new_ticket_wanted.emit()
        else:
            self.clear_filter()

    def _on_sort_lost(self, field: str) -> None:
        sentence = self.tr("“{field}” was retired: the list is no longer sorted by it.")
        self.toast.say(sentence.format(field=field))

    def _on_grouping_lost(self, field: str) -> None:
        sentence = self.tr("“{field}” was retired: the rows are no longer grouped by it.")
        self.toast.say(sentence.format(field=field))

    def _on_search_triggered(self) -> None:
        self.search_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search_box.selectAll()

    def _on_add_filter_triggered(self) -> None:
        self.filter_bar.open_field_menu(self.top_bar.filter)

    def _on_leave_triggered(self) -> None:
        if self.detail_place.leave():
            self.tickets.view.setFocus()
        elif self.search_box.text():
            self.search_box.clear_search()
            self.question.set_search(EVERYTHING)
        else:
            self.tickets.view.setFocus()

    def _on_reset_layout_triggered(self) -> None:
        before = self.layout_.reset()
        sentence = self.tr("The window stands as at the first start.")
        self.toast.say_done(sentence, lambda: self.layout_.put_back(before))

    def _on_shortcuts_triggered(self) -> None:
        shown = ShortcutList(self)
        shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown.open()

    def _on_ticket_opened(self, _serial: int) -> None:
        self.detail_place.set_open(is_open=True)
        self.detail.setFocus()

    def _on_detail_visibility_changed(self, is_open: bool) -> None:  # noqa: FBT001 - Qt's own signal
        self.actions_[Act.SHOW_DETAIL].setChecked(is_open)

    # What came back

    def _on_count_changed(self, _matching: int | None) -> None:
        self._say_counts()

    def _on_counted(self, key: str, count: int) -> None:
        self._counts[key] = count
        if key != EVERY_TICKET:
            self.quick_filters.show_count(key, count)
        self._say_counts()

    def _say_counts(self) -> None:
        quick = self.question.quick
        model = self.tickets.model
        self.status_line.show_counts(
            model.matching,
            self._counts.get(EVERY_TICKET if quick is None else quick.key),
            "" if quick is None else quick_filter_name(quick),
            is_cut=model.is_cut,
        )

    def _on_latency_measured(self, latency_ms: int) -> None:
        if self._open is not None:
            self.status_line.show_database(self._open.desk.info, latency_ms)

    def _on_ticket_read(self, serial: int) -> None:
        changes = Changes(tickets=frozenset({serial}), kinds=frozenset({ChangeKind.READ}))
        self._runner.announce(changes, self.detail)

    def _on_note_added(self, saved: Saved) -> None:
        self._runner.announce(Changes(tickets=frozenset({int(saved.serial)})), self.detail)

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        self.tickets.model.take_changes(changes, initiator)
        if initiator is not self.detail and self.detail.is_touched_by(changes):
            self.detail.reload()
        if not changes.is_of_filters_alone:
            self.quick_counts.recount()

    def _on_names_read(self, new: NewNames) -> None:
        self.search_box.set_directory(new.directory)
        self.quick_filtering.sharing.directory = new.directory
        if self._open is not None:
            # The role may have changed with the names, and what it lets one do.
            self.account_menu.set_viewer(self._open.desk.viewer)
            is_masked = self._open.desk.viewer.phones_masked
            self.sort_refusing.set_masked(is_masked=is_masked)
            if is_masked:
                self.question.drop_sort("phone")
            self._set_ready(is_ready=True)
            clock = self._open.desk.clock
            today = clock.now().astimezone(clock.zone).date()
            self.filter_bar.set_directory(new.directory, today)
            self.filter_building.set_desk(self._open.desk, new.directory)
            self.editing.set_desk(self._open.desk, new.directory)
            self.why_asking.set_desk(self._open.desk, new.directory)
        self.detail.set_directory(new.directory)
        self.tickets.model.set_names(new.names)

    def _on_failed(self, error: HelpdeskError) -> None:
        if self.live.takes(error):
            return
        if isinstance(error, Unavailable):
            retry = ("retry", self.tr("Try again"))
            self.banner.put(Notice(AWAY_NOTICE, "danger", error_sentence(error), (retry,)))
        elif self.tickets.model.state is not ListState.FAILED:
            self.toast.say(error_sentence(error))

    def _on_banner_changed(self) -> None:
        # The lamp says what the banner says, whoever met the failure.
        self.status_line.show_away(is_away=self.banner.has(AWAY_NOTICE))

    def _on_banner_action_chosen(self, notice: str, action: str) -> None:
        if (notice, action) == (AWAY_NOTICE, "retry"):
            self.banner.take(notice)
            self.refresh()
            self.live.try_now()

    def _set_ready(self, *, is_ready: bool) -> None:
        may_create = (
            is_ready
            and self._open is not None
            and self._open.desk.viewer.may(Right.CREATE)
            and not self._open.desk.info.is_read_only
        )
        self.actions_[Act.NEW_TICKET].setEnabled(may_create)
        for act in (
            Act.ADD_FILTER,
            Act.BUILD_FILTER,
            Act.CLEAR_FILTER,
            Act.CHOOSE_COLUMNS,
            Act.GROUP_ROWS,
        ):
            self.actions_[act].setEnabled(is_ready)
        for part in (self.search_box, self.quick_filters, self.top_bar.columns):
            part.setEnabled(is_ready)

    def fit(self, width: int) -> None:
        """Arrange the parts for a window of this width."""
        self.top_bar.set_room(width)
        is_narrow = width < NARROW_WIDTH
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            dock_width = _NARROW_DOCK_WIDTH if is_narrow else _DOCK_WIDTH
            self.resizeDocks([self.quick_dock], [dock_width], Qt.Orientation.Horizontal)
        self.detail_place.fit(width)

    # Qt

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            self.first_painted.emit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit(event.size().width())

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)
