"""The only place where a new ticket gets its contact: found, made in place, or just a number.

The field is in exactly one of four states: searching, a contact chosen, a contact being made, a
bare number. A search's answer that comes after newer typing never shows.
"""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.domain.people import ContactId, ContactRow, Directory, NewContact
from helpdesk_desktop.domain.ticket import CallerMatch
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.create.caller_list import (
    CallerList,
    CreateOffer,
    NumberOffer,
    Offer,
    caller_lines,
)
from helpdesk_desktop.ui.create.new_contact_form import NewContactForm, looks_like_number
from helpdesk_desktop.ui.detail.value_labels import LinkButton, ValueLabel
from helpdesk_desktop.ui.icons import icon
from helpdesk_desktop.ui.messages import error_sentence
from helpdesk_desktop.ui.plain_text import ElidedLabel
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.theme import set_kind, theme

# Shorter asks for every letter, longer feels late.
_DEBOUNCE_MS = 200


@dataclass(frozen=True, slots=True)
class ContactChoice:
    """What the field says: at most one of a contact, a contact to make, a number.

    `unchosen` is a text that was typed and nothing was made of.
    """

    contact_id: ContactId | None = None
    new_contact: NewContact | None = None
    phone: str | None = None
    unchosen: str = ""


class ContactField(QWidget):
    """Finds contacts as one types; `edited` on every change, `chosen` with a `CallerMatch`.

    `chosen` carries None when there is no contact any more.
    """

    edited = Signal()
    chosen = Signal(object)

    def __init__(
        self,
        runner: TaskRunner,
        desk: Desk,
        directory: Directory,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("contact")
        self._runner = runner
        self._desk = desk
        self._lane = ("callers", id(self))
        self._row: ContactRow | None = None
        self._number = ""
        self.line = QLineEdit(self)
        self.line.setObjectName("contact_search")
        self.line.setPlaceholderText(self.tr("Name, phone or e-mail"))
        self.line.setClearButtonEnabled(True)
        self._search_mark = self.line.addAction(
            icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.note = ValueLabel("contact_search_note")
        self.note.setProperty("tone", "muted")
        self.form = NewContactForm(directory, desk.clock, self)
        self.card = QFrame(self)
        self.name = ElidedLabel(name="chosen_contact", tone="strong", parent=self.card)
        self.rest = ElidedLabel(name="chosen_contact_rest", tone="muted", parent=self.card)
        self.change = LinkButton("change_contact")
        self.list = CallerList(self)
        self._debounce = QTimer(self, singleShot=True, interval=_DEBOUNCE_MS)
        self._build()
        self._wire()
        self._show_state()

    @property
    def choice(self) -> ContactChoice:
        """What the field says now."""
        if self._row is not None:
            return ContactChoice(contact_id=self._row.id)
        if self._number:
            return ContactChoice(phone=self._number)
        if self.is_making:
            return ContactChoice(new_contact=self.form.contact)
        text = self.line.text().strip()
        # A number typed and left there is as good as one taken from the list.
        if looks_like_number(text):
            return ContactChoice(phone=text)
        return ContactChoice(unchosen=text)

    @property
    def is_making(self) -> bool:
        """Whether a contact is being made in place."""
        return not self.form.isHidden()

    def as_draft(self) -> dict[str, Any]:
        """The field's state as JSON."""
        if self._row is not None:
            row = self._row
            return {
                "kind": "contact",
                "id": int(row.id),
                "name": row.name,
                "phone": row.phone,
                "email": row.email,
                "company": row.company,
            }
        if self._number:
            return {"kind": "number", "phone": self._number}
        if self.is_making:
            return {"kind": "new", **self.form.draft()}
        return {"kind": "search", "text": self.line.text()}

    def restore(self, draft: dict[str, Any]) -> None:
        """Be in the state that `as_draft` told."""
        kind = draft.get("kind")
        if kind == "contact":
            row = ContactRow(
                ContactId(draft["id"]),
                draft.get("name"),
                draft.get("phone"),
                draft.get("email"),
                draft.get("company"),
            )
            self._choose(CallerMatch(row, ()))
            self._read_open_tickets(row)
        elif kind == "number":
            self._number = draft["phone"]
        elif kind == "new":
            self.form.fill({key: text for key, text in draft.items() if key != "kind"})
            self.form.show()
        else:
            self.line.setText(draft.get("text", ""))
        self._show_state()

    def take(self, match: CallerMatch) -> None:
        """Choose this contact."""
        self._choose(match)
        self._show_state()
        self.edited.emit()

    def look_up(self, text: str) -> None:
        """Search for this as if it had been typed; the cursor stands in it."""
        self._stop_search()
        self.line.setText(text)
        self.line.setFocus()
        if text:
            self._search()

    def _choose(self, match: CallerMatch) -> None:
        self._stop_search()
        self.form.hide()
        self._row, self._number = match.contact, ""
        name, rest = caller_lines(match)
        self.name.set_whole_text(name)
        self.rest.set_whole_text(rest)
        self.chosen.emit(match)

    def _read_open_tickets(self, row: ContactRow) -> None:
        """A draft keeps no tickets of others: they are read again, or the contact is gone."""
        people, tickets = self._desk.people, self._desk.tickets

        def work(cancel: Cancellation) -> CallerMatch:
            people.contact(row.id, cancel)
            return CallerMatch(row, tickets.related(row.id, but=None))

        self._runner.run(work, self._on_read_again, failed=self._on_failed, lane=self._lane)

    def _on_read_again(self, match: CallerMatch) -> None:
        if self._row == match.contact:
            self.chosen.emit(match)

    def _build(self) -> None:
        set_kind(self.card, "card")
        self.card.setObjectName("contact_card")
        self.change.set_whole_text(self.tr("Change"))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.name)
        words.addWidget(self.rest)
        card = QHBoxLayout(self.card)
        card.setContentsMargins(12, 8, 12, 8)
        card.addLayout(words, 1)
        card.addWidget(self.change, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for part in (self.line, self.note, self.card, self.form):
            layout.addWidget(part)
        self.form.hide()
        self.setFocusProxy(self.line)

    def _wire(self) -> None:
        self.line.installEventFilter(self)
        self.line.textEdited.connect(self._on_text_edited)
        self._debounce.timeout.connect(self._search)
        self.list.taken.connect(self._on_taken)
        self.change.clicked.connect(self._on_change_clicked)
        self.form.edited.connect(self.edited)
        self.form.left.connect(self._on_change_clicked)
        theme().changed.connect(self._draw)

    def _draw(self) -> None:
        self._search_mark.setIcon(icon("search", "muted"))

    def _show_state(self) -> None:
        if self._number:
            self.name.set_whole_text(self._number)
            self.rest.set_whole_text(self.tr("Just the number, no contact"))
        is_chosen = self._row is not None or bool(self._number)
        self.card.setVisible(is_chosen)
        self.line.setVisible(not is_chosen and not self.is_making)
        self.note.hide()

    def _on_text_edited(self, text: str) -> None:
        self.edited.emit()
        self.note.hide()
        if text.strip():
            self._debounce.start()
        else:
            self._stop_search()

    def _stop_search(self) -> None:
        self._debounce.stop()
        self._runner.call_off(self._lane)
        self.list.hide()

    def _search(self) -> None:
        text = self.line.text().strip()
        people = self._desk.people

        def work(cancel: Cancellation) -> tuple[str, tuple[CallerMatch, ...]]:
            return text, people.find_callers(text, cancel)

        self._runner.run(work, self._on_found, failed=self._on_failed, lane=self._lane)

    def _on_found(self, answer: tuple[str, tuple[CallerMatch, ...]]) -> None:
        text, found = answer
        if text != self.line.text().strip() or self.line.isHidden() or not self.line.hasFocus():
            return
        offers: list[Offer] = [*found]
        if looks_like_number(text):
            offers.append(NumberOffer(text))
        offers.append(CreateOffer(text))
        self.list.show_offers(offers)
        self._place_list()
        self.list.show()
        self.list.raise_()

    def _on_failed(self, error: HelpdeskError) -> None:
        self.note.set_value(error_sentence(error))
        self.note.setVisible(not self.line.isHidden())

    def _on_taken(self, offer: Offer) -> None:
        match offer:
            case CallerMatch():
                self._choose(offer)
                self._show_state()
                self.change.setFocus()
            case NumberOffer(text):
                self._stop_search()
                self._number = text
                self._show_state()
                self.change.setFocus()
            case CreateOffer(text):
                self._stop_search()
                self.form.show()
                self._show_state()
                self.form.begin(text)
        self.edited.emit()

    def _on_change_clicked(self) -> None:
        had_contact = self._row is not None
        self._row = None
        if self._number:
            self.line.setText(self._number)
        self._number = ""
        self.form.hide()
        self._show_state()
        self.line.setFocus()
        self.line.selectAll()
        if had_contact:
            self.line.clear()
            self.chosen.emit(None)
        self.edited.emit()

    def _place_list(self) -> None:
        # It floats over the form, so it belongs to whatever holds the whole form.
        holder: QWidget = self
        while (above := holder.parentWidget()) is not None and not holder.property("floats"):
            holder = above
        if self.list.parentWidget() is not holder:
            self.list.setParent(holder)
        below = self.line.mapTo(holder, QPoint(0, self.line.height() + 2))
        self.list.setGeometry(below.x(), below.y(), self.line.width(), self.list.height())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and not self.list.isHidden():
            if event.type() == QEvent.Type.FocusOut:
                self.list.hide()
            elif event.type() in {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress}:
                return self._take_key(event)
        return super().eventFilter(watched, event)

    def _take_key(self, event: QEvent) -> bool:
        assert isinstance(event, QKeyEvent)  # noqa: S101 - the two kinds asked for are keys
        keys = {
            Qt.Key.Key_Down: lambda: self.list.step(1),
            Qt.Key.Key_Up: lambda: self.list.step(-1),
            Qt.Key.Key_Return: self.list.take_current,
            Qt.Key.Key_Enter: self.list.take_current,
            Qt.Key.Key_Escape: self.list.hide,
        }
        act = keys.get(Qt.Key(event.key()))
        if act is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            act()
        return True
