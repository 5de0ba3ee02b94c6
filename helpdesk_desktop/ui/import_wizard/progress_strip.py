"""The only place that shows long work in place: a bar, a sentence, and Cancel after a second."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from helpdesk_desktop.ui.import_wizard.long_work import LongWork
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.tokens import SPACE

_STEPS = 1_000


class ProgressStrip(QWidget):
    """Visible while its work runs; `said` answers (share done or None, sentence) for its words."""

    def __init__(
        self, work: LongWork, name: str, said: Callable[[object], tuple[float | None, str]]
    ) -> None:
        super().__init__()
        self.setObjectName(f"{name}_strip")
        self._work = work
        self._said = said
        self.bar = QProgressBar()
        self.bar.setObjectName(f"{name}_bar")
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.sentence = make_label(name=f"{name}_sentence", tone="muted")
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.setObjectName(f"{name}_cancel")
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(work.cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(3 * SPACE)
        row.addWidget(self.bar, 1)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.cancel)
        # The button comes after a second and must not push the sentence about.
        cancel_policy = self.cancel.sizePolicy()
        cancel_policy.setRetainSizeWhenHidden(True)
        self.cancel.setSizePolicy(cancel_policy)
        # Without a parent it would be a window for a moment, and take the focus from every other.
        self.hide()
        work.changed.connect(self.show_work)

    def show_work(self) -> None:
        """Show the work as it is; to be called once when the strip has its place."""
        work = self._work
        self.setVisible(work.is_running)
        if not work.is_running:
            return
        share, sentence = self._said(work.told)
        self.bar.setRange(0, 0 if share is None else _STEPS)
        if share is not None:
            self.bar.setValue(round(min(share, 1.0) * _STEPS))
        self.sentence.setText(self.tr("Stopping…") if work.is_cancelling else sentence)
        self.cancel.setVisible(work.is_slow)
        self.cancel.setEnabled(not work.is_cancelling)
