"""The only place for what the panels of contacts and companies share: loading, states, cells."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.contact_edits import Details, is_custom
from helpdesk_desktop.domain.custom_field import CustomFieldOwner
from helpdesk_desktop.domain.errors import HelpdeskError, NotFound
from helpdesk_desktop.domain.people import Directory, Right
from helpdesk_desktop.domain.ticket import Draft
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.choice_names import NOTHING
from helpdesk_desktop.ui.contacts.custom_editor import CustomEditor
from helpdesk_desktop.ui.contacts.custom_rows import LABEL_WIDTH, CustomRows
from helpdesk_desktop.ui.contacts.merged_lines import MergedLines
from helpdesk_desktop.ui.contacts.merged_save import Ways
from helpdesk_desktop.ui.contacts.panel_cells import PanelCells
from helpdesk_desktop.ui.contacts.ticket_lines import TicketLines
from helpdesk_desktop.ui.contacts.value_editors import EditPlace, FieldEditor, draft_key
from helpdesk_desktop.ui.detail.detail_panel import StatePage
from helpdesk_desktop.ui.detail.value_labels import ValueLabel
from helpdesk_desktop.ui.editing.value_cell import ValueCell
from helpdesk_desktop.ui.messages import error_sentence
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.theme import set_kind

_LOADING_AFTER_MS = 300


@dataclass(frozen=True, slots=True)
class _Loaded:
    page: Any
    drafts: tuple[Draft, ...]


class EntryPanel(QWidget):
    """Everything about one contact, or company, changed where it stands.

    `shown` carries the page that is on screen, `saved` what stands there now and what takes it
    back. `ticket_requested` carries a serial, `merge_wanted` the ids to bring together.
    """

    shown = Signal(object)
    saved = Signal(object, object)
    ticket_requested = Signal(int)
    merge_wanted = Signal(object)

    def __init__(self, runner: TaskRunner, kind: str, nothing: str) -> None:
        super().__init__()
        self.setObjectName(f"{kind}_panel")
        self._runner = runner
        self._kind = kind
        self._lane = (kind, id(self))
        self._desk: Desk | None = None
        self._directory = Directory()
        self._wanted: int | None = None
        self._page: Any = None
        self.cells = PanelCells(runner, kind, self._build_any, self)
        self.values: dict[str, ValueLabel] = {}
        self.tickets = TicketLines()
        self.merges = MergedLines()
        self.custom = CustomRows(CustomFieldOwner(kind), self.cells)
        self.empty = StatePage(f"no_{kind}", "users", nothing)
        self.loading = StatePage(f"loading_{kind}", "loader-circle", self.tr("Loading…"))
        self.missing = StatePage(f"missing_{kind}", "search-x", "")
        self.failed = StatePage(f"failed_{kind}", "circle-alert", "", self.tr("Try again"))
        self._slow = QTimer(self, singleShot=True, interval=_LOADING_AFTER_MS)
        self._slow.timeout.connect(self._on_slow)
        self.grid = QGridLayout()
        self._build()
        self.cells.saved.connect(self._on_saved)
        self.tickets.ticket_requested.connect(self.ticket_requested)
        self.failed.button.clicked.connect(self.reload)

    # What a panel says of itself

    def build_editor(self, name: str, details: Details) -> FieldEditor:
        """The editor of a field."""
        raise NotImplementedError

    def read(self, desk: Desk, number: int, cancel: Cancellation) -> Any:
        """The page, on a worker."""
        raise NotImplementedError

    def details_of(self, page: Any) -> Details:
        """What of the page can be changed."""
        raise NotImplementedError

    def ways(self, desk: Desk, details: Details) -> Ways:
        """How it is changed and read again."""
        raise NotImplementedError

    def editable(self, page: Any) -> frozenset[str]:
        """The fields that may be changed by who may edit."""
        raise NotImplementedError

    def render_page(self, page: Any) -> None:
        """Put the values on screen."""
        raise NotImplementedError

    def fill(self, column: QVBoxLayout) -> None:
        """Build what stands in the panel."""
        raise NotImplementedError

    # What all have

    @property
    def number(self) -> int | None:
        """What is shown or on its way."""
        return self._wanted

    @property
    def page(self) -> Any:
        """What is on screen, None where nothing is."""
        return self._page

    @property
    def desk(self) -> Desk:
        """Where it comes from."""
        assert self._desk is not None  # noqa: S101 - asked only once something is shown
        return self._desk

    @property
    def directory(self) -> Directory:
        """Names and ids."""
        return self._directory

    @property
    def runner(self) -> TaskRunner:
        """Where work is done."""
        return self._runner

    def may(self, right: Right) -> bool:
        """Whether who looks may do this here."""
        return (
            self._desk is not None
            and self._desk.viewer.may(right)
            and not self._desk.info.is_read_only
        )

    def set_desk(self, desk: Desk, directory: Directory) -> None:
        """Show what is in this desk."""
        if desk is not self._desk:
            self.show_number(None)
        self._desk, self._directory = desk, directory
        if self._page is not None:
            self._render(self._page, ())

    def show_number(self, number: int | None) -> None:
        """Show this as soon as it is read; None shows that nothing is chosen."""
        if number == self._wanted and self._page is not None:
            return
        self._wanted = number
        if number is None:
            self._slow.stop()
            self._runner.call_off(self._lane)
            self._leave()
            self._pages.setCurrentWidget(self.empty)
        else:
            self.reload()

    def reload(self) -> None:
        """Read it again; what is typed stays."""
        desk, number = self._desk, self._wanted
        if desk is None or number is None:
            return
        if self._page is None or self.details_of(self._page).id != number:
            self._slow.start()

        def work(cancel: Cancellation) -> _Loaded:
            page = self.read(desk, number, cancel)
            prefix = draft_key(self._kind, self.details_of(page).id, "")
            drafts = desk.drafts.load_all()
            return _Loaded(page, tuple(one for one in drafts if one.key.startswith(prefix)))

        self._runner.run(work, self._on_loaded, failed=self._on_failed, lane=self._lane, owner=self)

    def flush(self) -> None:
        """Put what is being typed on disk now."""
        self.cells.flush()

    def _on_loaded(self, loaded: _Loaded) -> None:
        self._slow.stop()
        is_other = self._page is None or (
            self.details_of(self._page).id != self.details_of(loaded.page).id
        )
        self._page = loaded.page
        self._wanted = self.details_of(loaded.page).id
        self._render(loaded.page, loaded.drafts)
        if is_other:
            self._scroll.verticalScrollBar().setValue(0)
        self._pages.setCurrentWidget(self._scroll)
        self.shown.emit(loaded.page)

    def _render(self, page: Any, drafts: tuple[Draft, ...]) -> None:
        details = self.details_of(page)
        held = dict(details.custom)
        self.custom.make(self._directory, held)
        self.custom.show_values(held)
        fields = self.editable(page) | self.custom.editable
        editable = fields if self.may(Right.EDIT) else frozenset[str]()
        self.cells.show(details, self.ways(self.desk, details), drafts, editable=editable)
        self.merges.show_merges(page.merges, may_undo=self.may(Right.MERGE))
        self.render_page(page)

    def _on_failed(self, error: HelpdeskError) -> None:
        self._slow.stop()
        if isinstance(error, NotFound):
            self._leave()
            self.missing.sentence.setText(error_sentence(error))
            self._pages.setCurrentWidget(self.missing)
        elif self._page is not None and self.details_of(self._page).id == self._wanted:
            self._runner.failed.emit(error)
        else:
            self._leave()
            self.failed.sentence.setText(error_sentence(error))
            self._pages.setCurrentWidget(self.failed)

    def _on_saved(self, details: Details, before: Any) -> None:
        self.saved.emit(details, before)
        if self._wanted == details.id:
            self.reload()

    def _build_any(self, name: str, details: Details) -> FieldEditor:
        if is_custom(name):
            place = EditPlace(self._runner, self.desk, self._kind, details)
            return CustomEditor(place, self.custom.field_of(name))
        return self.build_editor(name, details)

    def _leave(self) -> None:
        self.cells.leave()
        self._page = None

    def _on_slow(self) -> None:
        if self._page is None or self.details_of(self._page).id != self._wanted:
            self._pages.setCurrentWidget(self.loading)

    # Building

    def _build(self) -> None:
        column = QWidget()
        set_kind(column, "panel")
        inside = QVBoxLayout(column)
        inside.setContentsMargins(16, 12, 16, 16)
        inside.setSpacing(12)
        self.fill(inside)
        inside.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setObjectName(f"{self._kind}_scroll")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(column)
        self._pages = QStackedWidget()
        for page in (self.empty, self.loading, self.missing, self.failed, self._scroll):
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self.setMinimumWidth(300)

    def build_card(self) -> QFrame:
        """The card of fields; rows are put in by `add_value` and `add_row`."""
        card = QFrame()
        card.setObjectName(f"{self._kind}_card")
        set_kind(card, "card")
        self.grid.setContentsMargins(12, 10, 12, 10)
        self.grid.setHorizontalSpacing(6)
        self.grid.setVerticalSpacing(2)
        self.grid.setColumnStretch(1, 1)
        card.setLayout(self.grid)
        return card

    def add_value(self, name: str, says: str) -> None:
        """A field that is one text."""
        value = ValueLabel(f"{self._kind}_{name}")
        self.values[name] = value
        self.add_row(name, says, value)

    def add_row(self, name: str, says: str, shown: QWidget) -> None:
        """A field under its label, changed where it stands."""
        label = make_label(says, tone="muted")
        label.setContentsMargins(0, 2, 0, 2)
        label.setMinimumWidth(LABEL_WIDTH)
        cell = ValueCell(name, says, shown)
        row = self.grid.rowCount()
        self.grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self.grid.addWidget(cell, row, 1)
        self.cells.add(name, cell)

    def say(self, name: str, text: str | None) -> None:
        """Show the text of a field."""
        self.values[name].set_value(text or NOTHING)
