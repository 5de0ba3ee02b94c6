"""The only place for how a day or an instant is given: none at first, by a near one or by hand."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QDateTimeEdit, QHBoxLayout, QSizePolicy, QToolButton, QWidget
from typing_extensions import override

from helpdesk_desktop.ui.field_editors import Choice, KeyedCombo
from helpdesk_desktop.ui.icons import bind_icon
from helpdesk_desktop.ui.theme import inset, set_kind


class _Near(KeyedCombo):
    # The offers are counted from the moment the list opens.

    opening = Signal()

    @override
    def showPopup(self) -> None:
        self.opening.emit()
        super().showPopup()


class MomentEditor(QWidget):
    """A list of near moments, or an input and a button that empties it.

    `edited` when the user's hand changed it.
    """

    edited = Signal()

    def __init__(
        self, name: str, nothing: str, edit: QDateTimeEdit, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._nothing = nothing
        self.choose = _Near(f"{name}_choose", self)
        self.edit = edit
        self.edit.setParent(self)
        self.edit.setObjectName(f"{name}_edit")
        self.edit.installEventFilter(self)
        self.edit.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        inset(self.edit)
        self.edit.setCalendarPopup(True)
        self.edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clear = QToolButton(self)
        self.clear.setObjectName(f"{name}_clear")
        set_kind(self.clear, "tool")
        bind_icon(self.clear, "x", "muted")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for part, share in ((self.choose, 1), (self.edit, 1), (self.clear, 0)):
            layout.addWidget(part, share)
        self.choose.opening.connect(self._fill)
        self.choose.edited.connect(self._on_near_picked)
        self.edit.dateTimeChanged.connect(self._on_edited)
        self.clear.clicked.connect(self._on_clear_clicked)

    def near(self) -> list[tuple[str, Any]]:
        """What is offered now, in words; by hand comes last, with where that begins."""
        raise NotImplementedError

    def put(self, moment: Any) -> None:
        """Show a moment as `near` gives it."""
        raise NotImplementedError

    def begin(self) -> None:
        """Offer what is near; nothing is given yet."""
        self._fill()
        self.show_given(is_given=False)

    @property
    def is_given(self) -> bool:
        """Whether there is a moment."""
        return not self.edit.isHidden()

    def show_given(self, *, is_given: bool) -> None:
        """Show the input, or the list."""
        self.choose.setCurrentIndex(0)
        self.choose.setVisible(not is_given)
        self.edit.setVisible(is_given)
        self.clear.setVisible(is_given)
        self.setFocusProxy(self.edit if is_given else self.choose)

    @override
    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.choose.setAccessibleName(name)
        self.edit.setAccessibleName(name)
        self.clear.setAccessibleName(self.tr("Clear {field}").format(field=name))
        self.clear.setToolTip(self.clear.accessibleName())

    def _fill(self) -> None:
        near = [Choice(moment, says) for says, moment in self.near()]
        self.choose.set_choices([Choice(None, self._nothing), *near])

    def _on_near_picked(self) -> None:
        moment = self.choose.key()
        if moment is not None:
            self.put(moment)
            self.edit.setFocus()
            self.edited.emit()

    def _on_edited(self) -> None:
        if self.is_given:
            self.edited.emit()

    def _on_clear_clicked(self) -> None:
        self.show_given(is_given=False)
        self.choose.setFocus()
        self.edited.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A form scrolls under the mouse without changing what it runs over.
        if event.type() == QEvent.Type.Wheel and watched is self.edit and not self.edit.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)
