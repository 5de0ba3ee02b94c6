"""The only place that decides what the detail panel shows: nothing, a ticket, or why not.

What is on screen stays until something newer is there; a late answer for a ticket that is no
longer wanted never lands. A refresh keeps the scroll position and what is being typed.
"""

from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.changes import Changes
from helpdesk_desktop.domain.errors import HelpdeskError, NotFound
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.domain.ticket import Draft, Saved, Serial, TicketDetail
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.detail.attachment_list import AttachmentList
from helpdesk_desktop.ui.detail.call_card import CallCard, CallList
from helpdesk_desktop.ui.detail.field_card import FieldCard
from helpdesk_desktop.ui.detail.moments import When
from helpdesk_desktop.ui.detail.note_editor import NoteEditor, note_draft_key
from helpdesk_desktop.ui.detail.ticket_header import TicketHeader
from helpdesk_desktop.ui.detail.timeline import timeline
from helpdesk_desktop.ui.detail.timeline_view import TimelineView
from helpdesk_desktop.ui.editing.inline_editor import edit_draft_field
from helpdesk_desktop.ui.editing.panel_editing import PanelEditing
from helpdesk_desktop.ui.editing.ticket_saver import TicketSaver
from helpdesk_desktop.ui.icons import pixmap
from helpdesk_desktop.ui.messages import error_sentence
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.theme import set_kind, theme

# A ticket that only flew by while scrolling through the list was not read.
_READ_AFTER_MS = 1_000
# A faster answer needs no word about loading, which would only flicker.
_LOADING_AFTER_MS = 300


@dataclass(frozen=True, slots=True)
class _Loaded:
    detail: TicketDetail
    draft: Draft | None
    when: When
    edits: tuple[Draft, ...] = ()


class StatePage(QWidget):
    """An icon, one sentence and at most one button, where there is no ticket to show."""

    def __init__(self, name: str, drawing: str, sentence: str, button: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self._drawing = drawing
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence = make_label(sentence, name=f"{name}_sentence", tone="muted", is_wrapped=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = QPushButton(button)
        self.button.setObjectName(f"{name}_button")
        self.button.setVisible(bool(button))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(12)
        layout.addStretch(2)
        layout.addWidget(self.picture)
        layout.addWidget(self.sentence)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        theme().changed.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        self.picture.setPixmap(pixmap(self._drawing, "muted", 32, self.devicePixelRatioF()))


class DetailPanel(QWidget):
    """Everything about the selected ticket, and the note written to it.

    `note_added` carries `Saved`; `ticket_requested` and `was_read` carry a serial. `shown` carries
    the serial of a ticket that is on screen with what was read last.
    """

    note_added = Signal(object)
    ticket_requested = Signal(int)
    contact_requested = Signal(int)
    was_read = Signal(int)
    shown = Signal(object)

    def __init__(self, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("detail_panel")
        self.setAccessibleName(self.tr("Ticket"))
        self._runner = runner
        self._lane = ("detail", id(self))
        self._desk: Desk | None = None
        self._directory = Directory()
        self._wanted: Serial | None = None
        self._loaded: _Loaded | None = None
        # A ticket that the user marked unread stays so while it goes on being shown.
        self._kept_unread: int | None = None
        self.header = TicketHeader()
        self.fields = FieldCard(runner)
        self.call = CallCard()
        self.tabs = QTabBar()
        self.timeline = TimelineView()
        self.calls = CallList()
        self.attachments = AttachmentList()
        self.note = NoteEditor(runner)
        self.empty = StatePage("no_ticket", "inbox", self.tr("No ticket selected"))
        self.loading = StatePage("loading_ticket", "loader-circle", self.tr("Loading the ticket…"))
        self.missing = StatePage("missing_ticket", "search-x", "", self.tr("Copy what you typed"))
        self.editing: PanelEditing | None = None
        self._typed = ""
        self.failed = StatePage("failed_ticket", "circle-alert", "", self.tr("Try again"))
        self._read = QTimer(self, singleShot=True, interval=_READ_AFTER_MS)
        self._slow = QTimer(self, singleShot=True, interval=_LOADING_AFTER_MS)
        self._build()
        self._wire()

    @property
    def serial(self) -> Serial | None:
        """The ticket that is shown or on its way; None when nothing is selected."""
        return self._wanted

    @property
    def detail(self) -> TicketDetail | None:
        """What is on screen."""
        return self._loaded.detail if self._loaded is not None else None

    def set_desk(self, desk: Desk, directory: Directory) -> None:
        """Show tickets of this desk; what was shown of another one goes."""
        if desk is not self._desk:
            self.show_ticket(None)
            self._desk = desk
        self.set_directory(directory)

    def let_edit(self, saver: TicketSaver) -> PanelEditing:
        """Let the values be changed where they stand, saved by this saver."""
        self.editing = PanelEditing(self._runner, saver, self.header, self.fields, self)
        return self.editing

    def set_directory(self, directory: Directory) -> None:
        """Use these names from now on."""
        self._directory = directory
        if self._loaded is not None:
            self._render(self._loaded, is_refresh=True)

    def show_ticket(self, serial: int | None) -> None:
        """Show this ticket as soon as it is read; None shows that nothing is selected."""
        if serial is not None and serial == self._wanted and self._shows_ticket():
            return
        self._read.stop()
        self._kept_unread = None
        self._wanted = Serial(serial) if serial is not None else None
        if serial is None:
            self._slow.stop()
            self._runner.call_off(self._lane)
            self._leave()
            self._pages.setCurrentWidget(self.empty)
            return
        self._load()

    def reload(self) -> None:
        """Read the ticket again; scroll position and typed text stay."""
        if self._wanted is not None:
            self._load()

    def is_touched_by(self, changes: Changes) -> bool:
        """Whether these changes are to be seen in what is shown."""
        if self._wanted is None or changes.is_everything:
            return self._wanted is not None
        contact = None if self.detail is None else self.detail.contact_id
        if changes.companies:  # a name that many tickets show
            return True
        return self._wanted in changes.tickets or contact in changes.contacts

    def keep_unread(self, serials: frozenset[int]) -> None:
        """Do not take the ticket for read again because it is still on screen."""
        if self._wanted in serials:
            self._read.stop()
            self._kept_unread = self._wanted

    def flush_draft(self) -> None:
        """Put what is being typed on disk now: the window is about to go."""
        self.note.flush()
        if self.editing is not None:
            self.editing.flush()

    def _load(self) -> None:
        desk, serial = self._desk, self._wanted
        if desk is None or serial is None:
            return
        needs_draft = self.note.serial != serial
        if self.detail is None or self.detail.serial != serial:
            self._slow.start()

        def work(cancel: Cancellation) -> _Loaded:
            detail = desk.tickets.detail(serial, cancel)
            draft: Draft | None = None
            edits: tuple[Draft, ...] = ()
            if needs_draft:
                key = note_draft_key(serial)
                drafts = desk.drafts.load_all()
                draft = next((kept for kept in drafts if kept.key == key), None)
                edits = tuple(kept for kept in drafts if edit_draft_field(kept.key, serial))
            return _Loaded(detail, draft, When(desk.clock.now(), desk.clock.zone), edits)

        self._runner.run(work, self._on_loaded, failed=self._on_failed, lane=self._lane)

    def _on_loaded(self, loaded: _Loaded) -> None:
        if self._desk is None:
            return
        self._slow.stop()
        is_refresh = self.detail is not None and self.detail.serial == loaded.detail.serial
        self._loaded = loaded
        self._render(loaded, is_refresh=is_refresh)
        if self.editing is not None:
            self.editing.show(loaded.detail, self._directory, loaded.edits)
        self.note.open(self._desk, loaded.detail.serial, loaded.draft)
        self._pages.setCurrentWidget(self._content)
        self.shown.emit(loaded.detail.serial)
        is_kept = self._kept_unread == loaded.detail.serial
        if loaded.detail.is_unread and not is_kept and self.isVisible():
            self._read.start()

    def _on_failed(self, error: HelpdeskError) -> None:
        self._slow.stop()
        self._read.stop()
        if isinstance(error, NotFound):
            self._keep_typed()
            self._leave()
            self.missing.sentence.setText(error_sentence(error))
            self._pages.setCurrentWidget(self.missing)
        elif self._shows_ticket():
            # A refresh that failed takes nothing away; the window's banner tells of the server.
            self._runner.failed.emit(error)
        else:
            self._leave()
            self.failed.sentence.setText(error_sentence(error))
            self._pages.setCurrentWidget(self.failed)

    def _keep_typed(self) -> None:
        # The ticket is out of sight, and with it the place to which what was typed would come back.
        texts = [self.note.text.toPlainText().strip()]
        texts += self.editing.typed_texts if self.editing is not None else ()
        self._typed = "\n\n".join(filter(None, texts))
        self.missing.button.setVisible(bool(self._typed))

    def _on_copy_typed(self) -> None:
        QGuiApplication.clipboard().setText(self._typed)

    def _shows_ticket(self) -> bool:
        return (
            self.detail is not None
            and self.detail.serial == self._wanted
            and self._pages.currentWidget() is self._content
        )

    def _leave(self) -> None:
        self._loaded = None
        if self.editing is not None:
            self.editing.leave()
        self.note.close_ticket()

    def _render(self, loaded: _Loaded, *, is_refresh: bool) -> None:
        assert self._desk is not None  # noqa: S101 - a ticket was read from it
        detail, when, directory = loaded.detail, loaded.when, self._directory
        scrolled = self._scroll.verticalScrollBar().value()
        if self.editing is not None:
            self.editing.let_edit()
        self.header.show_detail(detail, directory)
        self.fields.show_detail(detail, directory, self._desk, when)
        self.call.show_calls(detail.calls, directory, when)
        self.timeline.show_entries(timeline(detail, directory, when), when, is_refresh=is_refresh)
        self.calls.show_calls(detail.calls, directory, when)
        self.attachments.show_attachments(detail.attachments)
        self.tabs.setTabText(1, self.tr("Calls {count}").format(count=len(detail.calls)))
        self.tabs.setTabText(
            2, self.tr("Attachments {count}").format(count=len(detail.attachments))
        )
        if not is_refresh:
            self.tabs.setCurrentIndex(0)
        self._scroll.verticalScrollBar().setValue(scrolled if is_refresh else 0)

    def _build(self) -> None:
        for title in (self.tr("Timeline"), self.tr("Calls"), self.tr("Attachments")):
            self.tabs.addTab(title)
        self.tabs.setObjectName("detail_tabs")
        self.tabs.setAccessibleName(self.tr("Parts of the ticket"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        rule = QFrame()
        rule.setProperty("kind", "rule")
        column = QWidget()
        set_kind(column, "panel")
        inside = QVBoxLayout(column)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.setSpacing(12)
        for card in (self.header, self.fields, self.fields.custom, self.call):
            inside.addWidget(card)
        both = QVBoxLayout()
        both.setSpacing(0)
        both.addWidget(self.tabs)
        both.addWidget(rule)
        inside.addLayout(both)
        self._tab_pages = (self.timeline, self.calls, self.attachments)
        for page in self._tab_pages:
            inside.addWidget(page)
        inside.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("detail_scroll")
        self._scroll.setAccessibleName(self.tr("Ticket"))
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(column)
        self._inside = inside
        foot = QWidget()
        foot_layout = QVBoxLayout(foot)
        foot_layout.setContentsMargins(16, 8, 16, 12)
        foot_layout.addWidget(self.note)
        self._content = QWidget()
        content = QVBoxLayout(self._content)
        content.setContentsMargins(0, 0, 0, 0)
        content.setSpacing(0)
        content.addWidget(self._scroll, 1)
        content.addWidget(foot)
        self._pages = QStackedWidget()
        for state in (self.empty, self.loading, self.missing, self.failed, self._content):
            self._pages.addWidget(state)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        # Narrower, the field card's two columns no longer fit a date.
        self.setMinimumWidth(300)
        self._on_tab_changed(0)

    def _wire(self) -> None:
        self.tabs.currentChanged.connect(self._on_tab_changed)
        self.fields.ticket_requested.connect(self.ticket_requested)
        self.fields.contact_requested.connect(self.contact_requested)
        self.note.added.connect(self._on_note_added)
        self.failed.button.clicked.connect(self.reload)
        self.missing.button.clicked.connect(self._on_copy_typed)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._on_range_changed)
        self._read.timeout.connect(self._on_read)
        self._slow.timeout.connect(self._on_slow)

    def _on_tab_changed(self, index: int) -> None:
        for number, page in enumerate(self._tab_pages):
            page.setVisible(number == index)

    def _on_range_changed(self, _least: int, most: int) -> None:
        # The scroll bar stands in the margin, so that cards and note editor end at one line.
        bar = self._scroll.verticalScrollBar().sizeHint().width() if most else 0
        self._inside.setContentsMargins(16, 12, 16 - bar, 12)

    def _on_note_added(self, saved: Saved) -> None:
        if saved.serial == self._wanted:
            self.reload()
        self.note_added.emit(saved)

    def _on_slow(self) -> None:
        if not self._shows_ticket():
            self._pages.setCurrentWidget(self.loading)

    def _on_read(self) -> None:
        desk, detail = self._desk, self.detail
        if desk is None or detail is None or not self._shows_ticket():
            return
        serial = detail.serial

        def work(_cancel: Cancellation) -> Serial:
            desk.tickets.mark_read(serial)
            return serial

        self._runner.run(work, self._on_marked_read)

    def _on_marked_read(self, serial: Serial) -> None:
        self.was_read.emit(serial)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._read.stop()
        self.flush_draft()
        super().hideEvent(event)
