"""The only place that warns, in a panel, of others that may be the same, and offers to merge."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from helpdesk_desktop.ui.icons import bind_icon
from helpdesk_desktop.ui.plain_text import make_label

_SAID = 3


class DoublesCard(QFrame):
    """Names of the doubles, and a button; hidden where there is none. `merge_wanted` is a press."""

    merge_wanted = Signal()

    def __init__(self, name: str, sentence_name: str, button_name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("kind", "warning")
        self.sentence = make_label(name=sentence_name, is_wrapped=True)
        self.merge = QPushButton(self.tr("Compare and merge…"))
        self.merge.setObjectName(button_name)
        bind_icon(self.merge, "git-merge")
        self.merge.clicked.connect(self.merge_wanted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(8)
        layout.addWidget(self.sentence)
        layout.addWidget(self.merge, 0, Qt.AlignmentFlag.AlignLeft)

    def show_doubles(self, names: Sequence[str], *, may_merge: bool) -> None:
        """Say the first of these."""
        self.setVisible(bool(names))
        said = ", ".join(names[:_SAID])
        if len(names) > _SAID:
            said = self.tr("{names} and more").format(names=said)
        self.sentence.setText(self.tr("May be the same as: {names}").format(names=said))
        self.merge.setVisible(may_merge)
