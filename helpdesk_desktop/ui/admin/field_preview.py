"""The only place that shows a field as it will stand in the forms, while it is being defined."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldOwner
from helpdesk_desktop.services.contracts import Clock
from helpdesk_desktop.ui.admin.putting_away import put_away
from helpdesk_desktop.ui.custom.custom_form import CustomForm
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.tokens import SPACE

_PAUSE_MS = 150
_BESIDE = 2  # fields before it, and after it


class FieldPreview(QWidget):
    """The field between its neighbours, in a form that one can try; nothing of it is kept."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._caption = make_label(name=f"{name}_caption", tone="section")
        self._card = QFrame()
        self._card.setProperty("kind", "card")
        self._column = QVBoxLayout(self._card)
        self._column.setContentsMargins(4 * SPACE, 3 * SPACE, 4 * SPACE, 4 * SPACE)
        self._column.setSpacing(3 * SPACE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * SPACE)
        column.addWidget(self._caption)
        column.addWidget(self._card)
        self._shown: tuple[CustomField, tuple[CustomField, ...]] | None = None
        self._wanted: tuple[CustomField, tuple[CustomField, ...]] | None = None
        self._clock: Clock | None = None
        self.form: CustomForm | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._draw)

    @property
    def is_drawing(self) -> bool:
        """Whether what is shown is older than what is typed."""
        return self._pause.isActive()

    def show_field(self, field: CustomField, others: Sequence[CustomField], clock: Clock) -> None:
        """Show this field among the owner's others, in a moment."""
        self._clock = clock
        self._wanted = (field, tuple(others))
        if self._wanted != self._shown:
            self._pause.start()

    def _draw(self) -> None:
        wanted, clock = self._wanted, self._clock
        if wanted is None or clock is None or wanted == self._shown:
            return
        self._shown = wanted
        field, others = wanted
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                put_away(old)
        self.form = None
        self._caption.setText(self._captions()[field.owner])
        if not field.is_active:
            told = self.tr("It is retired: the form does not show it.")
            self._column.addWidget(make_label(told, tone="muted", is_wrapped=True))
            return
        before = [one for one in others if _rank(one) < _rank(field)]
        after = [one for one in others if _rank(one) > _rank(field)]
        fields = (*before[-_BESIDE:], field, *after[:_BESIDE])
        self._say_more(len(before) - _BESIDE, is_before=True)
        required = frozenset(one.key for one in fields if one.is_required_to_create)
        self.form = CustomForm(fields, clock, required=required, parent=self._card)
        self.form.show_defaults()
        self._column.addWidget(self.form)
        self._say_more(len(after) - _BESIDE, is_before=False)
        if field.is_required_to_close and not field.is_required_to_create:
            rule = QFrame()
            rule.setProperty("kind", "rule")
            self._column.addWidget(rule)
            told = self.tr("Without it, closing the ticket asks:")
            self._column.addWidget(make_label(told, tone="muted", is_wrapped=True))
            closing = CustomForm(
                (field,), clock, required=frozenset({field.key}), parent=self._card
            )
            closing.setObjectName("closing_form")
            closing.show_defaults()
            self._column.addWidget(closing)

    def _say_more(self, count: int, *, is_before: bool) -> None:
        if count > 0:
            told = (
                self.tr("… %Ln more before", "", count)
                if is_before
                else self.tr("… %Ln more after", "", count)
            )
            self._column.addWidget(make_label(told, tone="muted"))

    def _captions(self) -> dict[CustomFieldOwner, str]:
        return {
            CustomFieldOwner.TICKET: self.tr("How it looks in a new ticket"),
            CustomFieldOwner.CONTACT: self.tr("How it looks at a contact"),
            CustomFieldOwner.COMPANY: self.tr("How it looks at a company"),
        }


def _rank(field: CustomField) -> tuple[int, int]:
    return field.position, int(field.id)
