"""The only place that lists a ticket's attached files."""

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from helpdesk_desktop.domain.ticket import AttachmentDetail
from helpdesk_desktop.ui.detail.call_card import clear_layout
from helpdesk_desktop.ui.detail.value_labels import ValueLabel
from helpdesk_desktop.ui.icons import pixmap
from helpdesk_desktop.ui.plain_text import make_label


class AttachmentList(QWidget):
    """Name and size of each file."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("attachment_list")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)

    def show_attachments(self, attachments: tuple[AttachmentDetail, ...]) -> None:
        """Show these files."""
        clear_layout(self._layout)
        for attachment in attachments:
            self._layout.addWidget(self._build_line(attachment))
        if not attachments:
            self._layout.addWidget(
                make_label(self.tr("No attachments"), name="no_attachments", tone="muted")
            )

    def _build_line(self, attachment: AttachmentDetail) -> QWidget:
        line = QWidget()
        line.setObjectName("attachment")
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        clip = QLabel()
        clip.setPixmap(pixmap("paperclip", "muted", 16, self.devicePixelRatioF()))
        name = ValueLabel("attachment_name")
        size = make_label(QLocale().formattedDataSize(attachment.size), tone="muted")
        layout.addWidget(clip, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(name, 1)
        layout.addWidget(size, 0, Qt.AlignmentFlag.AlignTop)
        name.set_value(attachment.name)
        return line
