"""The only place where the kind of a new field is picked: ten cards, each with a sentence."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QLabel,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from helpdesk_desktop.domain.custom_field import CustomFieldKind
from helpdesk_desktop.ui.admin.form_parts import FormPart
from helpdesk_desktop.ui.admin.kind_words import KIND_ICONS, kind_name, kind_sentence
from helpdesk_desktop.ui.create.form_field import FormField
from helpdesk_desktop.ui.icons import bind_icon
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.tokens import SPACE

# What stands before a radio button's words: its mark and its icon.
_INDENT = 22


class KindPart(FormPart):
    """One of the ten kinds; the arrow keys go through them."""

    def __init__(self, name: str, says: str) -> None:
        box = QWidget()
        box.setObjectName(name)
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setVerticalSpacing(SPACE)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self._group = QButtonGroup(box)
        self.buttons: dict[str, QRadioButton] = {}
        self._cards: dict[QObject, QRadioButton] = {}
        for place, kind in enumerate(CustomFieldKind):
            button = QRadioButton(kind_name(kind))
            button.setObjectName(f"{name}_{kind.value}")
            bind_icon(button, KIND_ICONS[kind], "muted")
            self._group.addButton(button)
            self.buttons[kind.value] = button
            grid.addWidget(self._card(button, kind_sentence(kind)), place // 2, place % 2)
        super().__init__(FormField(name, says, box, target=next(iter(self.buttons.values()))))
        for kind in CustomFieldKind:
            button = self.buttons[kind.value]
            button.setAccessibleName(f"{says}: {kind_name(kind)}")
            button.setAccessibleDescription(kind_sentence(kind))
            button.clicked.connect(self.changed)
        for card in self._cards:
            card.installEventFilter(self)

    def _card(self, button: QRadioButton, sentence: str) -> QFrame:
        said: QLabel = make_label(sentence, tone="muted", is_wrapped=True)
        said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        said.setContentsMargins(_INDENT, 0, 0, 0)
        card = QFrame()
        card.setProperty("kind", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        column.setSpacing(0)
        column.addWidget(button)
        column.addWidget(said)
        self._cards[card] = button
        return card

    @property
    def kind(self) -> CustomFieldKind:
        """The chosen kind."""
        return CustomFieldKind(self.value() or CustomFieldKind.TEXT)

    @override
    def value(self) -> str:
        """The chosen kind's word."""
        return next((word for word, one in self.buttons.items() if one.isChecked()), "")

    @override
    def show_value(self, value: str) -> None:
        """Choose a kind."""
        if value in self.buttons:
            self.buttons[value].setChecked(True)

    @override
    def said(self, value: str) -> str:
        """The kind's name."""
        return kind_name(CustomFieldKind(value)) if value in self.buttons else value

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The whole card is the button, its sentence too.
        button = self._cards.get(watched)
        if (
            button is not None
            and isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonRelease
            and event.button() == Qt.MouseButton.LeftButton
        ):
            button.setFocus(Qt.FocusReason.MouseFocusReason)
            button.click()
            return True
        return super().eventFilter(watched, event)
