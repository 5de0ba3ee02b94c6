"""The only place for the head of the detail panel: serial, subject, badges, description."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from helpdesk_desktop.domain.desk_links import ticket_link
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.domain.ticket import TicketDetail
from helpdesk_desktop.ui.detail.value_labels import Badge, LinkButton
from helpdesk_desktop.ui.detail.whole_text_window import show_whole_text
from helpdesk_desktop.ui.detail.wrapped_text import WrappedText
from helpdesk_desktop.ui.editing.value_cell import ValueCell
from helpdesk_desktop.ui.icons import bind_icon
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.theme import set_kind, theme

# Long enough to see that the copy happened, too short to be in the way.
_COPIED_MS = 1_500
# A description longer than about eight lines is folded, so that the fields stay in sight.
_FOLDED_CHARACTERS = 480
_FOLDED_LINES = 8
# More than this is shown in a window of its own.
_UNFOLDED_CHARACTERS = 8_000


class TicketHeader(QWidget):
    """What the ticket is, at a glance."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("ticket_header")
        self._detail: TicketDetail | None = None
        self._is_unfolded = False
        self.serial = make_label(name="serial", tone="muted", is_selectable=True)
        self.copy_serial = self._build_copy_button("copy_serial", "copy", self.tr("Copy serial"))
        self.copy_link = self._build_copy_button("copy_link", "link", self.tr("Copy link"))
        self.subject = WrappedText("subject")
        self.subject.setAccessibleName(self.tr("Subject"))
        self.status = Badge("status")
        self.priority = Badge("priority")
        self.type = Badge("type")
        self.description = WrappedText("description")
        self.description.setAccessibleName(self.tr("Description"))
        self.unfold = LinkButton("unfold_description")
        self.no_description = make_label(
            self.tr("Add a description…"), name="no_description", tone="muted"
        )
        self._is_editable = False
        self.badges = {"status": self.status, "priority": self.priority, "type": self.type}
        about = QWidget()
        texts = QVBoxLayout(about)
        texts.setContentsMargins(0, 0, 0, 0)
        texts.addWidget(self.description)
        texts.addWidget(self.no_description)
        self.cells = {
            name: ValueCell(name, says, shown, is_flush=True)
            for name, says, shown in (
                ("subject", self.tr("Subject"), self.subject),
                ("description", self.tr("Description"), about),
            )
        }
        self._copied = QTimer(self, singleShot=True, interval=_COPIED_MS)
        self._build()
        self._wire()

    def show_detail(self, detail: TicketDetail, directory: Directory) -> None:
        """Show this ticket; a description that was unfolded stays so on a refresh."""
        if self._detail is None or self._detail.serial != detail.serial:
            self._is_unfolded = False
        self._detail = detail
        self.serial.setText(f"#{detail.serial}")
        self.subject.show_text(detail.subject)
        self.status.show_status(detail.status)
        self.priority.show_priority(detail.priority)
        kind = directory.type_by_id.get(detail.type_id) if detail.type_id is not None else None
        self.type.setVisible(kind is not None or self._is_editable)
        if kind is None:
            self.type.show_no_type()
        else:
            self.type.show_type(kind.name)
        self._show_description()

    def set_editable(self, *, is_editable: bool) -> None:
        """Let the values be changed where they stand, or only be read."""
        self._is_editable = is_editable
        for cell in self.cells.values():
            cell.set_editable(is_editable=is_editable)
        for badge in self.badges.values():
            badge.set_editable(is_editable=is_editable)

    def _show_description(self) -> None:
        text = (self._detail and self._detail.description) or ""
        folded = _folded(text)
        self.cells["description"].setVisible(bool(text) or self._is_editable)
        self.description.setVisible(bool(text))
        self.no_description.setVisible(not text)
        self.unfold.setVisible(folded != text)
        if folded == text or (self._is_unfolded and len(text) <= _UNFOLDED_CHARACTERS):
            self.description.show_text(text)
            self.unfold.set_whole_text(self.tr("Show less"))
        else:
            self.description.show_text(folded)
            self.unfold.set_whole_text(self.tr("Show the whole description"))

    def _build_copy_button(self, name: str, drawing: str, says: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setToolTip(says)
        button.setAccessibleName(says)
        set_kind(button, "tool")
        bind_icon(button, drawing, "muted")
        return button

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self.serial)
        top.addStretch(1)
        top.addWidget(self.copy_serial)
        top.addWidget(self.copy_link)
        badges = QHBoxLayout()
        badges.setSpacing(8)
        for badge in (self.status, self.priority, self.type):
            badges.addWidget(badge)
        badges.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self.cells["subject"])
        layout.addLayout(badges)
        layout.addWidget(self.cells["description"])
        layout.addWidget(self.unfold)
        self._grow_subject()

    def _wire(self) -> None:
        self.copy_serial.clicked.connect(self._on_copy_serial_clicked)
        self.copy_link.clicked.connect(self._on_copy_link_clicked)
        self.unfold.clicked.connect(self._on_unfold_clicked)
        self._copied.timeout.connect(self._on_copied_over)
        theme().changed.connect(self._grow_subject)

    def _grow_subject(self) -> None:
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 1.25)
        font.setBold(True)
        self.subject.setFont(font)
        self.subject.document().setDefaultFont(font)

    def _on_copy_serial_clicked(self) -> None:
        if self._detail is not None:
            self._copy(self.copy_serial, f"#{self._detail.serial}")

    def _on_copy_link_clicked(self) -> None:
        if self._detail is not None:
            self._copy(self.copy_link, ticket_link(self._detail.serial))

    def _copy(self, button: QToolButton, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._on_copied_over()
        bind_icon(button, "check", "success")
        button.setAccessibleDescription(self.tr("Copied"))
        self._copied.start()

    def _on_copied_over(self) -> None:
        for button, drawing in ((self.copy_serial, "copy"), (self.copy_link, "link")):
            if button.accessibleDescription():
                bind_icon(button, drawing, "muted")
                button.setAccessibleDescription("")

    def _on_unfold_clicked(self) -> None:
        if self._detail is None or not self._detail.description:
            return
        if len(self._detail.description) > _UNFOLDED_CHARACTERS:
            title = self.tr("Description of #{serial}").format(serial=self._detail.serial)
            show_whole_text(self, title, self._detail.description)
            return
        self._is_unfolded = not self._is_unfolded
        self._show_description()


def _folded(text: str) -> str:
    """The beginning of a long text, cut at a line or character."""
    lines = text.split("\n", _FOLDED_LINES)
    cut = "\n".join(lines[:_FOLDED_LINES])[:_FOLDED_CHARACTERS]
    # A few more characters cost less room than the button that would show them.
    return text if len(text) - len(cut) < 80 and len(lines) <= _FOLDED_LINES else f"{cut.rstrip()}…"
