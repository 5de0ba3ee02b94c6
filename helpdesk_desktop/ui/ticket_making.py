"""The only place that opens the create dialog, and offers again what was being typed."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from helpdesk_desktop.domain.desk_links import Direction
from helpdesk_desktop.domain.ticket import CallerMatch, Draft
from helpdesk_desktop.ui.banner import Banner, Notice
from helpdesk_desktop.ui.contacts.entry_drafts import entry_kind
from helpdesk_desktop.ui.create.create_ticket_dialog import CreateTicketDialog
from helpdesk_desktop.ui.create.draft_offer import DraftOffer, DraftOffers
from helpdesk_desktop.ui.live import NewNames
from helpdesk_desktop.ui.main_window import MainWindow, Opened
from helpdesk_desktop.ui.tasks import TaskRunner

_NOTICE = "draft"


class TicketMaking(QObject):
    """Joins the create dialog to the window.

    `ticket_created` carries `Saved`, `entry_draft_wanted` the `Draft` of a contact or company.
    """

    ticket_created = Signal(object)
    entry_draft_wanted = Signal(object)

    def __init__(self, runner: TaskRunner, window: MainWindow) -> None:
        super().__init__(window)
        self._runner = runner
        self._window = window
        self._opened: Opened | None = None
        self._dialogs: list[CreateTicketDialog] = []
        self._waiting: list[DraftOffer] = []
        self._offers = DraftOffers(runner, self)
        self._offers.found.connect(self._on_drafts_found)
        self._banner: Banner = window.banner
        self._banner.action_chosen.connect(self._on_banner_action_chosen)
        self._banner.closed.connect(self._on_banner_closed)
        window.new_ticket_wanted.connect(self.open_new)
        window.live.names_read.connect(self._on_names_read)
        self.ticket_created.connect(window.jumps.show_created)

    def set_desk(self, opened: Opened) -> None:
        """Make tickets in this database, and offer the drafts that were left for it."""
        self._opened = opened
        self._offers.look(opened.desk)

    def open_new(self) -> None:
        """Open an empty dialog."""
        opened = self._opened
        if opened is not None:
            self._show(
                CreateTicketDialog(self._runner, opened.desk, opened.directory, self._window)
            )

    def open_for(self, match: CallerMatch) -> None:
        """Open the dialog with this contact chosen."""
        opened = self._opened
        if opened is not None:
            dialog = CreateTicketDialog(self._runner, opened.desk, opened.directory, self._window)
            self._show(dialog)
            dialog.form.contact.take(match)
            dialog.form.subject.setFocus()

    def open_call(self, number: str, direction: Direction) -> None:
        """Open the dialog for a caller; one in which nothing was typed yet is taken again."""
        opened = self._opened
        if opened is None:
            return
        dialog = next((one for one in self._dialogs if one.form.is_pristine), None)
        if dialog is None:
            dialog = CreateTicketDialog(self._runner, opened.desk, opened.directory, self._window)
            self._show(dialog)
        dialog.raise_()
        dialog.activateWindow()
        dialog.form.begin_call(number, direction)

    def open_draft(self, draft: Draft) -> None:
        """Open the dialog as it was when the draft was kept."""
        opened = self._opened
        if entry_kind(draft) is not None:
            self.entry_draft_wanted.emit(draft)
        elif opened is not None:
            self._show(
                CreateTicketDialog.from_draft(
                    draft, self._runner, opened.desk, opened.directory, self._window
                )
            )

    def close_all(self) -> None:
        """Close every dialog; each keeps its draft."""
        for dialog in tuple(self._dialogs):
            dialog.close()

    def _on_names_read(self, new: NewNames) -> None:
        # A field or an agent that somebody added meanwhile stands in the next dialog.
        if self._opened is not None:
            self._opened = replace(self._opened, directory=new.directory, names=new.names)

    def _show(self, dialog: CreateTicketDialog) -> None:
        opened = self._opened

        def tell(saved: object) -> None:
            # A save that ends after another database was opened is no news there.
            if opened is self._opened:
                self.ticket_created.emit(saved)

        self._dialogs.append(dialog)
        dialog.ticket_created.connect(tell)
        dialog.ticket_requested.connect(self._window.jumps.jump_to)
        dialog.draft_kept.connect(self._on_draft_kept)
        dialog.draft_discarded.connect(self._on_draft_discarded)
        dialog.finished.connect(lambda: self._dialogs.remove(dialog))
        dialog.show()

    def _on_draft_kept(self, draft: Draft) -> None:
        self._window.toast.say(
            self.tr("The draft was kept."),
            self.tr("Open"),
            lambda: self.open_draft(draft),
        )

    def _on_draft_discarded(self, draft: Draft) -> None:
        self._window.toast.say(
            self.tr("The draft was discarded."),
            self.tr("Undo"),
            lambda: self.open_draft(draft),
        )

    def _on_drafts_found(self, offers: tuple[DraftOffer, ...]) -> None:
        self._waiting = list(offers)
        self._offer_next()

    def _offer_next(self) -> None:
        if not self._waiting:
            self._banner.take(_NOTICE)
            return
        actions = (("open", self.tr("Open")), ("discard", self.tr("Discard")))
        self._banner.put(Notice(_NOTICE, "info", self._waiting[0].sentence, actions))

    def _on_banner_action_chosen(self, notice: str, action: str) -> None:
        if notice != _NOTICE or not self._waiting or self._opened is None:
            return
        offer = self._waiting.pop(0)
        if action == "open":
            self.open_draft(offer.draft)
        else:
            self._offers.discard(self._opened.desk, offer.draft)
            self._on_draft_discarded(offer.draft)
        self._offer_next()

    def _on_banner_closed(self, notice: str) -> None:
        # Closing says "not now": the draft stays on disk and is offered at the next start.
        if notice == _NOTICE:
            self._waiting = []
