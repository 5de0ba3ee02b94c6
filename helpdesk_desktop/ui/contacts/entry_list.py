"""The only place that joins a table of contacts, or companies, with its search and empty pages."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QStackedLayout, QWidget
from typing_extensions import override

from helpdesk_desktop.domain.contacts import ContactSpec
from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.domain.filters import SortKey
from helpdesk_desktop.ui.contacts.entry_model import EntryModel
from helpdesk_desktop.ui.contacts.entry_view import EntryView
from helpdesk_desktop.ui.icons import bind_icon
from helpdesk_desktop.ui.list.empty_page import EmptyPage
from helpdesk_desktop.ui.list.ticket_model import ListState
from helpdesk_desktop.ui.messages import error_sentence
from helpdesk_desktop.ui.theme import set_kind

_PAUSE_MS = 200
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class ListWords:
    """What an empty list says."""

    none_yet: str
    none_in_sight: str
    no_match: str
    no_duplicates: str
    make: str


class EntryList(QWidget):
    """A table and what stands in its place; `make_wanted` asks for a new one.

    The search line and the switch for duplicates are placed by the owner.
    """

    make_wanted = Signal()

    def __init__(self, kind: str, model: EntryModel, search_name: str) -> None:
        super().__init__()
        self.setObjectName(f"{kind}_list")
        self.model = model
        self.view = EntryView(f"{kind}_view", model)
        self.empty = EmptyPage()
        self.search = QLineEdit()
        self.search.setObjectName(f"{kind}_search")
        self.search.setAccessibleName(search_name)
        self.search.setMaxLength(_LONGEST)
        self.search.setClearButtonEnabled(True)
        glass = QAction(self.search)
        bind_icon(glass, "search", "muted")
        self.search.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self.duplicates = QPushButton(self.tr("Possible duplicates"))
        self.duplicates.setObjectName(f"{kind}_duplicates")
        self.duplicates.setCheckable(True)
        set_kind(self.duplicates, "switch")
        self._error: HelpdeskError | None = None
        self._is_narrow_role = False
        self._may_make = False
        self._words = ListWords("", "", "", "", "")
        self._spec = ContactSpec()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        self._pause.timeout.connect(self._ask)
        self.search.textEdited.connect(lambda _: self._pause.start())
        self.search.textChanged.connect(self._on_text_changed)
        self.search.installEventFilter(self)
        self.duplicates.toggled.connect(lambda _: self._ask())
        self.view.header.sort_chosen.connect(self._on_sort_chosen)
        model.state_changed.connect(self._on_state_changed)
        model.failed.connect(self._on_failed)
        self.empty.pressed.connect(self._on_way_out)

    @property
    def spec(self) -> ContactSpec:
        """What is asked for."""
        return self._spec

    def set_words(self, words: ListWords) -> None:
        """Say these where the list is empty."""
        self._words = words

    def begin(self, *, is_narrow_role: bool, may_make: bool) -> None:
        """Read the list of a desk from now on."""
        self._is_narrow_role, self._may_make = is_narrow_role, may_make
        self.model.show(self._spec)

    def clear(self) -> None:
        """Show everything there is."""
        self._pause.stop()
        self.search.clear()
        self.duplicates.setChecked(False)
        self._ask()

    def _ask(self) -> None:
        self._pause.stop()
        spec = replace(
            self._spec,
            text=self.search.text().strip(),
            only_duplicates=self.duplicates.isChecked(),
        )
        if spec != self._spec or self.model.state is ListState.FAILED:
            self._spec = spec
            self.model.show(spec)

    def _on_text_changed(self, text: str) -> None:
        if not text:  # by the cross, which is no edit
            self._ask()

    def _on_sort_chosen(self, sort: tuple[SortKey, ...]) -> None:
        self._spec = replace(self._spec, sort=sort)
        self.view.header.show_sort(sort)
        self.model.show(self._spec)

    def _on_failed(self, error: HelpdeskError) -> None:
        self._error = error
        if self.model.state is ListState.FAILED:
            self._on_state_changed(ListState.FAILED)

    def _on_way_out(self) -> None:
        if self.model.state is ListState.FAILED:
            self.model.show(self._spec)
        elif self._spec.text or self._spec.only_duplicates:
            self.clear()
            self.search.setFocus()
        else:
            self.make_wanted.emit()

    def _on_state_changed(self, state: ListState) -> None:
        words = self._words
        if state in {ListState.SHOWN, ListState.IDLE}:
            self._stack.setCurrentWidget(self.view)
            return
        if state is ListState.LOADING:
            self.empty.say("loader-circle", self.tr("Reading…"))
        elif state is ListState.FAILED:
            sentence = "" if self._error is None else error_sentence(self._error)
            self.empty.say("circle-alert", sentence, self.tr("Try again"))
        elif self._spec.text:
            self.empty.say("search-x", words.no_match, self.tr("Clear search"))
        elif self._spec.only_duplicates:
            self.empty.say("circle-check", words.no_duplicates, self.tr("Show all"))
        elif self._is_narrow_role:
            self.empty.say("lock", words.none_in_sight, words.make if self._may_make else "")
        else:
            self.empty.say("users", words.none_yet, words.make if self._may_make else "")
        self._stack.setCurrentWidget(self.empty)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down and not event.modifiers():
                self.view.setFocus()
                if not self.view.currentIndex().isValid():
                    self.view.move_by(1)
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._ask()
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return super().eventFilter(watched, event)
