"""The only place that offers what was being typed when the program ended.

The window asks once at its start; each draft of a new ticket, contact or company becomes one
sentence with Open and Discard. Notes need no offer: they stand in their ticket's editor again.
"""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.ticket import Draft
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.contacts.entry_drafts import entry_kind, entry_sentence
from helpdesk_desktop.ui.create.create_ticket_dialog import is_new_ticket_draft
from helpdesk_desktop.ui.detail.moments import When, stamp_text
from helpdesk_desktop.ui.icons import bind_icon, pixmap
from helpdesk_desktop.ui.plain_text import ElidedLabel
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.theme import set_kind, theme

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class DraftOffer:
    """A draft that was left, and the sentence that offers it."""

    draft: Draft
    sentence: str


def draft_offer(draft: Draft, when: When) -> DraftOffer:
    """`A draft was kept: Đơn hàng 77120, 12:31`."""
    stamp = stamp_text(draft.saved_at, when)
    if entry_kind(draft) is not None:
        return DraftOffer(draft, entry_sentence(draft, stamp))
    subject = str(dict(draft.fields).get("subject") or "").strip()
    sentence = (
        translate("DraftOffer", "A draft was kept: {subject}, {time}")
        if subject
        else translate("DraftOffer", "A draft without a subject was kept, {time}")
    )
    return DraftOffer(draft, sentence.format(subject=subject, time=stamp))


class DraftOffers(QObject):
    """Reads the drafts left behind; `found` carries a tuple of `DraftOffer`, newest first."""

    found = Signal(object)

    def __init__(self, runner: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner

    def look(self, desk: Desk) -> None:
        """Read the journal; nothing is said when there is nothing."""

        def work(_cancel: Cancellation) -> tuple[DraftOffer, ...]:
            when = When(desk.clock.now(), desk.clock.zone)
            return tuple(
                draft_offer(draft, when)
                for draft in desk.drafts.load_all()
                if is_new_ticket_draft(draft) or entry_kind(draft) is not None
            )

        self._runner.run(work, self._on_found)

    def discard(self, desk: Desk, draft: Draft) -> None:
        """Drop a draft that nobody wants."""
        drafts = desk.drafts

        def work(_cancel: Cancellation) -> None:
            drafts.forget(draft.key)

        self._runner.run(work, self._on_discarded, order=draft.key)

    def _on_found(self, offers: tuple[DraftOffer, ...]) -> None:
        if offers:
            self.found.emit(offers)

    def _on_discarded(self, _answer: None) -> None:
        """The bar that asked for it has gone already."""


class DraftOfferBar(QFrame):
    """One offer as a banner; `open_requested` and `discard_requested` carry the `Draft`."""

    open_requested = Signal(object)
    discard_requested = Signal(object)

    def __init__(self, offer: DraftOffer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("draft_offer")
        self.setProperty("kind", "banner-info")
        self._offer = offer
        self._mark = QLabel()
        self.sentence = ElidedLabel(offer.sentence, name="draft_offer_sentence")
        self.open = QPushButton(self.tr("Open"))
        self.open.setObjectName("open_draft")
        self.discard = QPushButton(self.tr("Discard"))
        self.discard.setObjectName("discard_kept_draft")
        bind_icon(self.discard, "trash-2", "muted")
        set_kind(self.discard, "quiet")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 16, 6)
        layout.setSpacing(8)
        layout.addWidget(self._mark)
        layout.addWidget(self.sentence, 1)
        layout.addWidget(self.open)
        layout.addWidget(self.discard)
        self.open.clicked.connect(self._on_open_clicked)
        self.discard.clicked.connect(self._on_discard_clicked)
        theme().changed.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        self._mark.setPixmap(pixmap("save", "info", 16, self.devicePixelRatioF()))

    def _on_open_clicked(self) -> None:
        self.open_requested.emit(self._offer.draft)

    def _on_discard_clicked(self) -> None:
        self.discard_requested.emit(self._offer.draft)
