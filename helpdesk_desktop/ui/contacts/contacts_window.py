"""The only place that joins the window of contacts and companies; its parts know nothing of it.

A window of its own beside the main one: the list of tickets stays as it is, and a contact can be
read beside a ticket. Two pages, each a list with the panel of its current row.

Long because both pages share one foot and one undo, of edits and of merges, which end here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from helpdesk_desktop.domain.changes import Changes
from helpdesk_desktop.domain.contact_edits import Details
from helpdesk_desktop.domain.contacts import Merged, rebased
from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.domain.people import ContactScope, Directory, Right
from helpdesk_desktop.domain.ticket import Draft
from helpdesk_desktop.services.contracts import Companies, Contacts, Desk
from helpdesk_desktop.ui.contacts.company_panel import CompanyPanel
from helpdesk_desktop.ui.contacts.contact_panel import ContactPanel
from helpdesk_desktop.ui.contacts.entry_columns import COMPANY_COLUMNS, CONTACT_COLUMNS
from helpdesk_desktop.ui.contacts.entry_drafts import entry_kind
from helpdesk_desktop.ui.contacts.entry_list import EntryList, ListWords
from helpdesk_desktop.ui.contacts.entry_model import EntryModel
from helpdesk_desktop.ui.contacts.entry_panel import EntryPanel
from helpdesk_desktop.ui.contacts.merge_dialog import MergeDialog
from helpdesk_desktop.ui.contacts.merged_save import Clash, save_merged
from helpdesk_desktop.ui.contacts.new_entry_dialog import NewEntryDialog
from helpdesk_desktop.ui.custom.company_needs import needy_company
from helpdesk_desktop.ui.icons import bind_icon
from helpdesk_desktop.ui.list.ticket_columns import Names
from helpdesk_desktop.ui.messages import error_sentence, number_text
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.theme import set_kind
from helpdesk_desktop.ui.toast import Toast
from helpdesk_desktop.ui.tokens import SPACE

_SIZE = (1180, 720)
_FRAME = QSize(16, 48)  # what the system puts around a window
_LEAST = (760, 480)
_PANEL = 400
# More columns than these no screen can compare.
_MOST_MERGED = 8


@dataclass(frozen=True, slots=True)
class _Page:
    """One of the two: its list, its panel, what stands above and below."""

    kind: str
    list: EntryList
    panel: EntryPanel
    widget: QWidget
    service: Callable[[Desk], Contacts | Companies]


@dataclass(frozen=True, slots=True)
class _Edit:
    """A saved change: what stood there after it, and what takes it back."""

    page: _Page
    details: Details
    before: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Merge:
    """A merge that can be taken back."""

    page: _Page
    merged: Merged


class ContactsWindow(QWidget):
    """Contacts and companies.

    `ticket_requested` carries a serial, `new_ticket_wanted` a `ContactRow`.
    """

    ticket_requested = Signal(int)
    new_ticket_wanted = Signal(object)

    def __init__(self, runner: TaskRunner) -> None:
        super().__init__()
        self.setObjectName("contacts_window")
        self.setWindowTitle(self.tr("Contacts and companies"))
        self._runner = runner
        self._desk: Desk | None = None
        self._directory = Directory()
        self._done: list[_Edit | _Merge] = []
        self.contact_panel = ContactPanel(runner)
        self.company_panel = CompanyPanel(runner)
        self.contacts = self._build_page(
            "contact",
            EntryModel(runner, lambda desk: desk.contacts, CONTACT_COLUMNS, self),
            self.contact_panel,
            lambda desk: desk.contacts,
        )
        self.companies = self._build_page(
            "company",
            EntryModel(runner, lambda desk: desk.companies, COMPANY_COLUMNS, self),
            self.company_panel,
            lambda desk: desk.companies,
        )
        self.contacts_tab = QPushButton(self.tr("Contacts"))
        self.companies_tab = QPushButton(self.tr("Companies"))
        self.new_button = QPushButton()
        self.merge_button = QPushButton(self.tr("Merge…"))
        self.counts = make_label(name="entry_counts", tone="muted")
        self._tools = QStackedWidget()
        self._pages = QStackedWidget()
        self._build()
        self.toast = Toast(self)
        self._wire()
        self._show_page(self.contacts)

    # Building

    def _build_page(
        self,
        kind: str,
        model: EntryModel,
        panel: EntryPanel,
        service: Callable[[Desk], Contacts | Companies],
    ) -> _Page:
        is_contact = kind == "contact"
        search = self.tr("Search contacts") if is_contact else self.tr("Search companies")
        made = EntryList(kind, model, search)
        made.search.setPlaceholderText(
            self.tr("Name, phone, e-mail, job title or company") if is_contact else search
        )
        made.set_words(
            ListWords(
                self.tr("There are no contacts yet."),
                self.tr("Your role shows the contacts that you manage; there is none yet."),
                self.tr("No contact matches this search."),
                self.tr("No two contacts share a name, a number or an address."),
                self.tr("New contact"),
            )
            if is_contact
            else ListWords(
                self.tr("There are no companies yet."),
                self.tr("Your role shows the companies of your contacts; there is none yet."),
                self.tr("No company matches this search."),
                self.tr("No two companies share a name."),
                self.tr("New company"),
            )
        )
        made.view.setAccessibleName(self.tr("Contacts") if is_contact else self.tr("Companies"))
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setObjectName(f"{kind}_splitter")
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        splitter.addWidget(made)
        splitter.addWidget(panel)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 0)
        splitter.setSizes([_SIZE[0] - _PANEL, _PANEL])
        return _Page(kind, made, panel, splitter, service)

    def _build(self) -> None:
        self.setMinimumSize(*_LEAST)
        self.resize(QSize(*_SIZE).boundedTo(self.screen().availableSize() - _FRAME))
        group = QButtonGroup(self)
        for button, name in (
            (self.contacts_tab, "contacts_tab"),
            (self.companies_tab, "companies_tab"),
        ):
            button.setObjectName(name)
            button.setCheckable(True)
            set_kind(button, "switch")
            group.addButton(button)
        bind_icon(self.contacts_tab, "users")
        bind_icon(self.companies_tab, "building-2")
        self.contacts_tab.setChecked(True)
        self.new_button.setObjectName("new_entry")
        set_kind(self.new_button, "accent")
        self.merge_button.setObjectName("merge_selected")
        bind_icon(self.merge_button, "git-merge")
        bar = QFrame()
        set_kind(bar, "bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(10, 9, 10, 8)
        row.setSpacing(2 * SPACE)
        row.addWidget(self.new_button)
        row.addWidget(self.contacts_tab)
        row.addWidget(self.companies_tab)
        row.addWidget(self._tools, 1)
        for page in (self.contacts, self.companies):
            tools = QWidget()
            line = QHBoxLayout(tools)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(2 * SPACE)
            line.addWidget(page.list.search, 1)
            line.addWidget(page.list.duplicates)
            self._tools.addWidget(tools)
            self._pages.addWidget(page.widget)
        self._tools.setFixedHeight(self.new_button.sizeHint().height())
        foot = QFrame()
        foot.setProperty("kind", "foot")
        below = QHBoxLayout(foot)
        below.setContentsMargins(2 * SPACE + 2, SPACE, 2 * SPACE + 2, SPACE)
        below.addWidget(self.counts, 1)
        below.addWidget(self.merge_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self._pages, 1)
        layout.addWidget(foot)

    def _wire(self) -> None:
        self.contacts_tab.clicked.connect(partial(self._on_tab_clicked, self.contacts))
        self.companies_tab.clicked.connect(partial(self._on_tab_clicked, self.companies))
        self.new_button.clicked.connect(lambda: self.open_new(self._shown.kind, {}))
        self.merge_button.clicked.connect(self._on_merge_selected)
        for page in (self.contacts, self.companies):
            page.list.view.current_changed.connect(page.panel.show_number)
            page.list.view.opened.connect(lambda _, page=page: page.panel.setFocus())
            page.list.view.selection_counted.connect(lambda _: self._say_counts())
            page.list.model.count_changed.connect(lambda _: self._say_counts())
            page.list.model.failed.connect(partial(self._on_list_failed, page))
            page.list.make_wanted.connect(partial(self.open_new, page.kind, {}))
            page.panel.saved.connect(partial(self._on_saved, page))
            page.panel.cells.refused.connect(partial(self._on_refused, page))
            page.panel.ticket_requested.connect(self.ticket_requested)
            page.panel.merge_wanted.connect(partial(self.open_merge, page))
            page.panel.merges.undo_wanted.connect(partial(self._on_unmerge_wanted, page))
        self.contact_panel.new_ticket_wanted.connect(self.new_ticket_wanted)
        self.contact_panel.company_requested.connect(self.show_company)
        self.company_panel.contact_requested.connect(self.show_contact)
        self.company_panel.contact_wanted.connect(
            lambda company: self.open_new("contact", {"company": company})
        )
        self._runner.changed.connect(self._on_changed)
        for keys, act in (
            ("Ctrl+F", self._on_find),
            ("F5", self.refresh),
            ("Ctrl+N", lambda: self.open_new(self._shown.kind, {})),
            ("Ctrl+W", self.close),
            ("Ctrl+Z", self.undo),
        ):
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(act)
            self.addAction(action)

    # The database comes and goes

    @property
    def _shown(self) -> _Page:
        is_contacts = self._pages.currentWidget() is self.contacts.widget
        return self.contacts if is_contacts else self.companies

    def set_desk(self, desk: Desk, directory: Directory, names: Names) -> None:
        """Show contacts and companies of this desk."""
        self._desk, self._directory = desk, directory
        self._done.clear()
        is_narrow = desk.viewer.contact_scope is not ContactScope.ALL
        for page in (self.contacts, self.companies):
            page.panel.set_desk(desk, directory)
            page.list.model.set_desk(desk, names)
            page.list.begin(is_narrow_role=is_narrow, may_make=self._may(Right.CREATE))
        self.new_button.setEnabled(self._may(Right.CREATE))
        self._say_counts()

    def set_names(self, directory: Directory, names: Names) -> None:
        """Say people with these words from now on."""
        self._directory = directory
        for page in (self.contacts, self.companies):
            page.list.model.set_names(names)
            if self._desk is not None:
                page.panel.set_desk(self._desk, directory)

    def stop(self) -> None:
        """Put typed text on disk and ask nothing more."""
        for form in self.findChildren(NewEntryDialog):
            form.keeper.flush()
        for page in (self.contacts, self.companies):
            page.panel.flush()
            page.list.model.stop()

    def refresh(self) -> None:
        """Read the lists and what is shown again."""
        for page in (self.contacts, self.companies):
            page.list.model.refresh()
            page.panel.reload()

    def _may(self, right: Right) -> bool:
        desk = self._desk
        return desk is not None and desk.viewer.may(right) and not desk.info.is_read_only

    # Ways in

    def show_contact(self, number: int) -> None:
        """Show this contact, in the list too where it is listed."""
        self._show_entry(self.contacts, number)

    def show_company(self, number: int) -> None:
        """Show this company, in the list too where it is listed."""
        self._show_entry(self.companies, number)

    def _show_entry(self, page: _Page, number: int) -> None:
        self._show_page(page)
        page.list.view.select_when_listed(number)
        page.panel.show_number(number)

    def _on_tab_clicked(self, page: _Page, *_: bool) -> None:
        self._show_page(page)
        page.list.search.setFocus()

    def _show_page(self, page: _Page) -> None:
        is_contacts = page is self.contacts
        self._pages.setCurrentWidget(page.widget)
        self._tools.setCurrentIndex(0 if is_contacts else 1)
        (self.contacts_tab if is_contacts else self.companies_tab).setChecked(True)
        words = self.tr("New contact") if is_contacts else self.tr("New company")
        self.new_button.setText(words)
        self.new_button.setAccessibleName(words)
        bind_icon(self.new_button, "plus", "on_accent")
        self._say_counts()

    def _on_find(self) -> None:
        self._shown.list.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._shown.list.search.selectAll()

    def _say_counts(self) -> None:
        page = self._shown
        matching = page.list.model.matching
        selected = page.list.view.selected_count()
        is_contacts = page is self.contacts
        parts = []
        if matching is not None:
            said = self.tr("{count} contacts") if is_contacts else self.tr("{count} companies")
            parts.append(said.format(count=number_text(matching)))
        if selected > 1:
            parts.append(self.tr("{count} selected").format(count=number_text(selected)))
        self.counts.setText("  ·  ".join(parts))
        may_merge = self._may(Right.MERGE)
        self.merge_button.setVisible(may_merge)
        self.merge_button.setEnabled(1 < selected <= _MOST_MERGED)
        hint = self.tr("Select two or more rows (Ctrl+click), up to {most}, to make them one")
        self.merge_button.setToolTip(hint.format(most=_MOST_MERGED))

    # Making and merging

    def open_new(self, kind: str, texts: dict[str, Any]) -> None:
        """Open the form for a new contact or company."""
        dialog = self._open_form(kind, None)
        if dialog is not None:
            dialog.fill(texts)

    def open_draft(self, draft: Draft) -> None:
        """Open the form as it was when the draft was kept."""
        kind = entry_kind(draft)
        if kind is not None:
            self._open_form(kind, draft)

    def _open_form(
        self, kind: str, draft: Draft | None, made: Callable[[int], None] | None = None
    ) -> NewEntryDialog | None:
        desk = self._desk
        if desk is None or not self._may(Right.CREATE):
            return None
        dialog = NewEntryDialog(self._runner, desk, kind, self._directory, self, draft=draft)
        dialog.made.connect(made or partial(self._on_made, kind))
        dialog.draft_kept.connect(self._on_draft_kept)
        dialog.draft_discarded.connect(self._on_draft_discarded)
        dialog.open()
        dialog.lines["name"].setFocus()
        dialog.lines["name"].deselect()
        return dialog

    def _on_draft_kept(self, draft: Draft) -> None:
        self.toast.say(
            self.tr("Nothing was created; the draft was kept."),
            self.tr("Open again"),
            partial(self.open_draft, draft),
        )

    def _on_draft_discarded(self, draft: Draft) -> None:
        self.toast.say(
            self.tr("The draft was discarded."), self.tr("Undo"), partial(self.open_draft, draft)
        )

    def _on_refused(self, page: _Page, name: str, error: HelpdeskError) -> None:
        company = needy_company(error)
        if company is None:
            return
        # It is made by itself first, and then the contact is saved as it was typed.
        form = self._open_form("company", None, made=partial(self._on_company_made, page, name))
        if form is not None:
            form.fill({"name": company})

    def _on_company_made(self, page: _Page, name: str, number: int) -> None:
        self._announce(self.companies, frozenset({number}))
        page.panel.cells.send_again(name)

    def _on_made(self, kind: str, number: int) -> None:
        is_contact = kind == "contact"
        page = self.contacts if is_contact else self.companies
        self._announce(page, frozenset({number}))
        self._show_entry(page, number)

    def _on_merge_selected(self) -> None:
        self.open_merge(self._shown, self._shown.list.view.selected_ids())

    def open_merge(self, page: _Page, ids: list[int]) -> None:
        """Compare these and make them one."""
        desk = self._desk
        if desk is None or len(ids) < 2 or not self._may(Right.MERGE):
            return
        dialog = MergeDialog(
            self._runner, page.service(desk), ids[:_MOST_MERGED], self._directory, self
        )
        dialog.merged.connect(partial(self._on_merged, page))
        dialog.open()

    def _on_merged(self, page: _Page, merged: Merged) -> None:
        self._announce_merge(page, merged)
        self._show_entry(page, merged.survivor[0])
        count = merged.tickets
        moved = (
            self.tr("Merged; 1 ticket moved.")
            if count == 1
            else self.tr("Merged; %Ln tickets moved.", "", count)
        )
        self._done.append(_Merge(page, merged))
        self.toast.say_done(moved, self.undo)

    def undo(self) -> None:
        """Take back what was done last here; what was changed again since is left alone."""
        desk = self._desk
        if desk is None or not self._done:
            return
        last = self._done.pop()
        if isinstance(last, _Merge):
            self._undo_merge(desk, last)
        else:
            self._undo_edit(desk, last)

    def _on_unmerge_wanted(self, page: _Page, merged: Merged) -> None:
        if self._desk is not None:
            self._undo_merge(self._desk, _Merge(page, merged))

    def _undo_merge(self, desk: Desk, last: _Merge) -> None:
        service = last.page.service(desk)

        def land(_answer: None) -> None:
            self._done = [
                _Merge(one.page, rebased(one.merged, last.merged))
                if isinstance(one, _Merge) and one.page is last.page
                else one
                for one in self._done
                if not (isinstance(one, _Merge) and one.merged.batch == last.merged.batch)
            ]
            self._announce_merge(last.page, last.merged)
            self.toast.say(self.tr("The merge was undone."))

        self._runner.run(
            lambda _: service.undo_merge(last.merged),
            land,
            failed=self._say_error,
            order="merge",
            owner=self,
        )

    def _undo_edit(self, desk: Desk, last: _Edit) -> None:
        ways = last.page.panel.ways(desk, last.details)

        def land(answer: Details | Clash) -> None:
            if isinstance(answer, Clash):
                self.toast.say(self.tr("It was changed again meanwhile; nothing was taken back."))
            else:
                self._announce(last.page, frozenset({int(answer.id)}))
                self.toast.say(self.tr("Taken back."))

        self._runner.run(
            lambda _: save_merged(ways, last.details, last.before),
            land,
            failed=self._say_error,
            order=("save", last.page.kind, last.details.id),
            owner=self,
        )

    def _announce(self, page: _Page, ids: frozenset[int]) -> None:
        is_contact = page is self.contacts
        self._runner.announce(Changes(contacts=ids) if is_contact else Changes(companies=ids), self)

    def _announce_merge(self, page: _Page, merged: Merged) -> None:
        numbers = (merged.survivor[0], *(number for number, _ in merged.duplicates))
        self._announce(page, frozenset(numbers))

    # What comes back

    def _on_saved(self, page: _Page, details: Details, before: Any) -> None:
        ids = frozenset({int(details.id)})
        is_contact = page is self.contacts
        self._runner.announce(
            Changes(contacts=ids) if is_contact else Changes(companies=ids), page.panel
        )
        if before is None:
            self.toast.say(self.tr("Someone else changed this meanwhile; here it is as it is now."))
            return
        self._done.append(_Edit(page, details, before))
        self.toast.say_done(self.tr("Saved."), self.undo)

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        everything = changes.is_everything
        is_touched = bool(changes.contacts or changes.companies) or everything
        for page in (self.contacts, self.companies):
            page.list.model.take_changes(is_touched=is_touched)
            has_tickets = bool(changes.tickets) and not changes.kinds
            if initiator is not page.panel and (is_touched or has_tickets):
                page.panel.reload()

    def _on_list_failed(self, page: _Page, error: HelpdeskError) -> None:
        if page.list.model.ids:
            self._say_error(error)

    def _say_error(self, error: HelpdeskError) -> None:
        self.toast.say(error_sentence(error))

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        for page in (self.contacts, self.companies):
            page.panel.flush()
        super().closeEvent(event)
