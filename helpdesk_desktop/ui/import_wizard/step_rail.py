"""The only place that shows the five steps: which is on screen, which can be gone to."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton

from helpdesk_desktop.ui.theme import set_kind
from helpdesk_desktop.ui.tokens import SPACE


class StepRail(QFrame):
    """One button a step; `step_wanted` carries its number from 0."""

    step_wanted = Signal(int)

    def __init__(self, steps: Sequence[tuple[str, str]]) -> None:
        """`steps` are (objectName, words)."""
        super().__init__()
        self.setObjectName("step_rail")
        self.setProperty("kind", "bar")
        self.buttons: list[QToolButton] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(4 * SPACE, 2 * SPACE, 4 * SPACE, 2 * SPACE)
        row.setSpacing(SPACE)
        for number, (name, says) in enumerate(steps):
            button = QToolButton()
            button.setObjectName(name)
            button.setText(f"{number + 1}  {says}")
            button.setAccessibleName(
                self.tr("Step {number}: {says}").format(number=number + 1, says=says)
            )
            button.setCheckable(True)
            set_kind(button, "switch")
            button.clicked.connect(lambda _, number=number: self._on_clicked(number))
            row.addWidget(button)
            self.buttons.append(button)
        row.addStretch(1)
        self._present = 0

    def show_step(self, present: int, reachable: Sequence[bool]) -> None:
        """Mark the present step and let the reachable ones be pressed."""
        self._present = present
        for number, button in enumerate(self.buttons):
            button.setChecked(number == present)
            button.setEnabled(reachable[number])

    def _on_clicked(self, number: int) -> None:
        self.buttons[number].setChecked(number == self._present)
        self.step_wanted.emit(number)
