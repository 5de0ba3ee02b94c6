"""The only place where a saved filter is shared with others, or with nobody any more."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.domain.filtering.filter_sharing import Sharing
from helpdesk_desktop.domain.filtering.saved_filter import SavedFilter, short_name
from helpdesk_desktop.domain.people import Group, Viewer
from helpdesk_desktop.ui.filters.sharing_picker import SharingPicker
from helpdesk_desktop.ui.messages import error_sentence
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.theme import set_kind
from helpdesk_desktop.ui.tokens import SPACE

_WIDTH = 400


class ShareDialog(QDialog):
    """Asks with whom a filter is shared; `submitted` carries a `Sharing`.

    It stays open until `accept` or, with why not, `show_refused`.
    """

    submitted = Signal(object)

    def __init__(
        self, saved: SavedFilter, viewer: Viewer, groups: Sequence[Group], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("share_dialog")
        self.setWindowTitle(self.tr("Share “{name}”").format(name=short_name(saved.name)))
        self.picker = SharingPicker(viewer, groups, saved.sharing)
        self.share = QPushButton(self.tr("Share"))
        self.share.setObjectName("share_filter")
        self.share.setAutoDefault(False)
        self.share.setToolTip(self.tr("Share the quick filter so (Ctrl+Enter)"))
        set_kind(self.share, "accent")
        self._trouble = make_label(name="share_trouble", tone="danger", is_wrapped=True)
        self._trouble.hide()
        self._build()
        self._before: Sharing = saved.sharing
        self.picker.changed.connect(self._on_changed)
        self.share.clicked.connect(self.submit)
        self._on_changed()

    def submit(self) -> None:
        """Hand out what is chosen."""
        if self.share.isEnabled():
            self._set_busy(is_busy=True)
            self.submitted.emit(self.picker.sharing)

    def show_refused(self, error: HelpdeskError) -> None:
        """Say why nothing was shared."""
        self._set_busy(is_busy=False)
        self._trouble.setText(error_sentence(error))
        self._trouble.show()
        self.adjustSize()

    def _set_busy(self, *, is_busy: bool) -> None:
        self.picker.setEnabled(not is_busy)
        self.share.setEnabled(not is_busy)
        self._trouble.hide()

    def _build(self) -> None:
        said = make_label(
            self.tr("Everybody sees through it only the tickets that they may see themselves."),
            name="share_sentence",
            tone="muted",
            is_wrapped=True,
        )
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setObjectName("cancel_share")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * SPACE)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.share)
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * SPACE, 5 * SPACE, 6 * SPACE, 5 * SPACE)
        column.setSpacing(4 * SPACE)
        column.addWidget(said)
        column.addWidget(self.picker)
        column.addWidget(self._trouble)
        column.addLayout(buttons)
        self.setMinimumWidth(_WIDTH)

    def _on_changed(self) -> None:
        wanted = self.picker.sharing
        # Groups without any group would share with nobody, which is said by its own choice.
        is_whole = not (self.picker.some.isChecked() and wanted.is_private)
        self.share.setEnabled(is_whole and wanted != self._before)
        is_end = wanted.is_private and not self._before.is_private
        self.share.setText(self.tr("Stop sharing") if is_end else self.tr("Share"))
        self.adjustSize()

    @override
    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        is_enter = arg__1.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_enter and arg__1.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submit()
        elif is_enter and isinstance(focused := self.focusWidget(), QPushButton):
            focused.click()
        else:
            super().keyPressEvent(arg__1)
