"""The only place that joins an input with its label, its red asterisk and its fault sentence.

The label is the input's buddy, a required field says so in its accessible name, and the sentence
beside a fault is the input's accessible description.

A form may have hundreds of fields, so that each is made below its parent from the start (moving a
widget styles all below it anew), and the sentence's line when there is one to say.
"""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from helpdesk_desktop.ui.icons import pixmap
from helpdesk_desktop.ui.plain_text import ElidedLabel, make_label
from helpdesk_desktop.ui.theme import set_fault, theme

translate = QCoreApplication.translate

_LEAST = 120  # pixels of a long label that are shown however narrow the form is


class FieldLabel(ElidedLabel):
    """As wide as its text where there is room for it: an administrator's label may be very long."""

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(self.fontMetrics().horizontalAdvance(self.whole_text) + 2, hint.height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), _LEAST), super().minimumSizeHint().height())


class RequiredLabel(QWidget):
    """A field's name, with a red asterisk if the field is required."""

    def __init__(self, says: str, buddy: QWidget, parent: QWidget, *, is_required: bool) -> None:
        super().__init__(parent)
        self.label = FieldLabel(says, parent=self)
        self.label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.label.setBuddy(buddy)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(self.label)
        if is_required:
            asterisk = make_label("*", name="asterisk", tone="danger", parent=self)
            # The accessible name of the input says it in a word.
            asterisk.setAccessibleName(translate("FormField", "required"))
            layout.addWidget(asterisk)
        layout.addStretch(1)


class FormField(QWidget):
    """An input under its label, its help, and room for one sentence under the input.

    `target` is what takes the focus and the red border: the input itself, or a part of it. An
    `editor` that is not made yet is made with this as its parent; its target is its focus proxy.
    """

    def __init__(
        self,
        name: str,
        says: str,
        editor: QWidget | Callable[[QWidget], QWidget],
        *,
        target: QWidget | None = None,
        is_required: bool = False,
        help_text: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}_field")
        self._name = name
        if not isinstance(editor, QWidget):
            editor = editor(self)
            target = editor.focusProxy()
        self.target = target or editor
        self.editor = editor
        self.says = says
        self._sentence = ""
        required = translate("FormField", "{field}, required").format(field=says)
        self.target.setAccessibleName(required if is_required else says)
        self.label = RequiredLabel(says, self.target, self, is_required=is_required)
        self._below: _FaultLine | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.label)
        layout.addWidget(editor)
        if help_text:
            help_ = make_label(
                help_text, name=f"{name}_help", tone="muted", is_wrapped=True, parent=self
            )
            # A word of a thousand letters must not make the form wider than its window.
            help_.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            layout.addWidget(help_)

    @property
    def fault(self) -> str:
        """The sentence beside the input; empty when nothing is wrong."""
        return self._sentence

    def say_fault(self, sentence: str) -> None:
        """Put this sentence beside the input; an empty one takes it away."""
        if sentence == self._sentence:
            return
        self._sentence = sentence
        layout = self.layout()
        if self._below is None and layout is not None:
            self._below = _FaultLine(self._name, self)
            layout.addWidget(self._below)
        if self._below is not None:
            self._below.fault.setText(sentence)
            self._below.setVisible(bool(sentence))
        self.target.setAccessibleDescription(sentence)
        set_fault(self.target, has_fault=bool(sentence))


class _FaultLine(QWidget):
    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._mark = QLabel(self)
        self.fault = make_label(name=f"{name}_fault", tone="danger", is_wrapped=True, parent=self)
        self.fault.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.fault, 1)
        theme().changed.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        self._mark.setPixmap(pixmap("circle-alert", "danger", 14, self.devicePixelRatioF()))
