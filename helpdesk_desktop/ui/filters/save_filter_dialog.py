"""The only place where a name and a colour are given to what is saved as a quick filter."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from helpdesk_desktop.domain.errors import HelpdeskError, Invalid, Problem
from helpdesk_desktop.domain.filtering.filter_sharing import PRIVATE, Sharing
from helpdesk_desktop.domain.filtering.saved_filter import FilterColour, name_problem
from helpdesk_desktop.ui.create.form_field import FormField
from helpdesk_desktop.ui.filters.filter_colours import ColourPicker
from helpdesk_desktop.ui.filters.sharing_picker import SharingPicker
from helpdesk_desktop.ui.messages import error_sentence, problem_sentence
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.theme import set_kind
from helpdesk_desktop.ui.tokens import SPACE

_WIDTH = 440


class SaveFilterDialog(QDialog):
    """Asks for a name and a colour; `submitted` carries both, a name that can be taken.

    It stays open until `accept` or, with why not, `show_refused`. `updated` says that the active
    quick filter is to be changed instead, where there is one to change.
    """

    submitted = Signal(str, object)
    updated = Signal()

    def __init__(
        self,
        sentence: str,
        active_name: str | None,
        parent: QWidget,
        picker: SharingPicker | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("save_filter_dialog")
        self.setWindowTitle(self.tr("Save as quick filter"))
        self.name = QLineEdit()
        self.name.setObjectName("filter_name")
        self.name.setPlaceholderText(self.tr("For example: Refunds this week"))
        self.name_field = FormField("filter_name", self.tr("Name"), self.name, is_required=True)
        self.colours = ColourPicker()
        self.save = self._build_button("save_filter", self.tr("Save"))
        set_kind(self.save, "accent")
        self.save.setToolTip(self.tr("Save the quick filter (Ctrl+Enter)"))
        self.update_active = self._build_button("update_filter", "")
        self._trouble = make_label(name="save_filter_trouble", tone="danger", is_wrapped=True)
        self._trouble.hide()
        self._picker = picker
        self._build(sentence, active_name)
        self.name.textEdited.connect(self._on_name_edited)
        self.save.clicked.connect(self.submit)
        self.update_active.clicked.connect(self._on_update_clicked)

    def submit(self) -> None:
        """Hand out name and colour, or say beside the name why it cannot be taken."""
        problem = name_problem(self.name.text())
        if problem is not None:
            self._show_fault(problem)
            return
        self._set_busy(is_busy=True)
        self.submitted.emit(self.name.text(), self.colours.colour)

    def show_draft(self, name: str, colour: FilterColour | None) -> None:
        """Begin with what was typed before."""
        self.name.setText(name)
        self.name.selectAll()
        self.colours.show_colour(colour)

    @property
    def sharing(self) -> Sharing:
        """With whom it is to be shared."""
        return PRIVATE if self._picker is None else self._picker.sharing

    @property
    def draft(self) -> tuple[str, FilterColour | None]:
        """What was typed and chosen."""
        return self.name.text(), self.colours.colour

    def show_refused(self, error: HelpdeskError) -> None:
        """Say why nothing was saved: beside the name where it is the name's fault."""
        self._set_busy(is_busy=False)
        if not isinstance(error, Invalid):
            self._say_trouble((error_sentence(error),))
            return
        of_name = [problem for problem in error.problems if problem.field == "name"]
        rest = [problem_sentence(one) for one in error.problems if one not in of_name]
        self._say_trouble(rest)
        if of_name:
            self._show_fault(of_name[0])

    def _show_fault(self, problem: Problem) -> None:
        self.name_field.say_fault(problem_sentence(problem))
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.adjustSize()

    def _say_trouble(self, sentences: Sequence[str]) -> None:
        self._trouble.setText("\n".join(sentences))
        self._trouble.setVisible(bool(sentences))
        self.adjustSize()

    def _set_busy(self, *, is_busy: bool) -> None:
        for part in (self.name, self.colours, self.save, self.update_active):
            part.setEnabled(not is_busy)
        if self._picker is not None:
            self._picker.setEnabled(not is_busy)
        self._say_trouble(())
        if not is_busy:
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self, sentence: str, active_name: str | None) -> None:
        said = make_label(sentence, name="save_filter_sentence", tone="muted", is_wrapped=True)
        colour_label = make_label(self.tr("Colour"), name="colour_label")
        colour_label.setBuddy(self.colours)
        cancel = self._build_button("cancel_save", self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * SPACE)
        buttons.addWidget(self.update_active)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.save)
        self.update_active.setVisible(active_name is not None)
        if active_name is not None:
            words = self.tr("Update “{name}”").format(name=active_name)
            metrics = self.update_active.fontMetrics()
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, _WIDTH // 2)
            self.update_active.setText(shown.replace("&", "&&"))
            self.update_active.setAccessibleName(words)
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * SPACE, 5 * SPACE, 6 * SPACE, 5 * SPACE)
        column.setSpacing(4 * SPACE)
        column.addWidget(said)
        column.addWidget(self.name_field)
        colours = QVBoxLayout()
        colours.setSpacing(SPACE)
        colours.addWidget(colour_label)
        colours.addWidget(self.colours)
        column.addLayout(colours)
        if self._picker is not None:
            sharing = QVBoxLayout()
            sharing.setSpacing(2 * SPACE)
            label = make_label(self.tr("Share with"), name="sharing_label")
            label.setBuddy(self._picker.private)
            sharing.addWidget(label)
            sharing.addWidget(self._picker)
            column.addLayout(sharing)
            self._picker.changed.connect(self.adjustSize)
        column.addWidget(self._trouble)
        column.addSpacing(SPACE)
        column.addLayout(buttons)
        self.setMinimumWidth(_WIDTH)
        self.name.setFocus()

    def _build_button(self, name: str, says: str) -> QPushButton:
        button = QPushButton(says)
        button.setObjectName(name)
        button.setAutoDefault(False)
        return button

    def _on_name_edited(self) -> None:
        if self.name_field.fault:
            self.name_field.say_fault("")
            self.adjustSize()

    def _on_update_clicked(self) -> None:
        self._set_busy(is_busy=True)
        self.updated.emit()

    @override
    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        if arg__1.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(arg__1)
            return
        focused = self.focusWidget()
        with_control = bool(arg__1.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if isinstance(focused, QPushButton) and not with_control:
            focused.click()
        elif self.save.isEnabled():
            self.submit()
