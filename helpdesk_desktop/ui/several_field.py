"""The only place where several things are picked: a chip for each, and a line to find the next."""

from collections.abc import Hashable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from helpdesk_desktop.ui.field_editors import Choice, FindCombo
from helpdesk_desktop.ui.filters.flow_layout import FlowLayout
from helpdesk_desktop.ui.icons import bind_icon
from helpdesk_desktop.ui.theme import set_kind


class SeveralField(QWidget):
    """The picked keys in the order they were picked; `edited` when the user changed them.

    A chip is called by `chip` and its key.
    """

    edited = Signal()

    def __init__(
        self, name: str, nothing: str, *, chip: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._chip = chip
        self._names: dict[Hashable | None, str] = {}
        self._picked: list[Hashable] = []
        self.finder = FindCombo(f"{name}_find", nothing, self)
        self._chips = QWidget(self)
        self._flow = FlowLayout(self._chips, gap=6)
        self._flow.setContentsMargins(0, 0, 0, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._chips)
        layout.addWidget(self.finder)
        self.setFocusProxy(self.finder)
        self.finder.picked.connect(self._on_found)
        self.finder.edited.connect(self.edited)
        self._draw()

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer these; what is picked stays."""
        self._names = {choice.key: choice.name for choice in choices}
        self._draw()

    @property
    def keys(self) -> tuple[Hashable, ...]:
        """What is picked, and what is typed where that is the whole name of one."""
        typed = self.finder.key()
        more = () if typed is None or typed in self._picked else (typed,)
        return (*self._picked, *more)

    @property
    def unmatched_text(self) -> str:
        """What is typed and names nothing; empty when all is well."""
        return self.finder.unmatched_text()

    def pick_keys(self, keys: Sequence[Hashable]) -> None:
        """Have exactly these picked; what is not offered any more is left out."""
        self._picked = [key for key in keys if key in self._names]
        self._draw()

    def _on_found(self, key: Hashable | None) -> None:
        if key is not None and key not in self._picked:
            self._picked.append(key)
            self._draw()
        self.finder.pick(None)
        self.edited.emit()

    def _on_removed(self, key: Hashable, *_checked: bool) -> None:
        self._picked.remove(key)
        self._draw()
        self.finder.setFocus()
        self.edited.emit()

    def _draw(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            chip = item.widget()
            if chip is not None:
                chip.hide()
                chip.deleteLater()
        for key in self._picked:
            self._flow.addWidget(self._build_chip(key))
        self._chips.setVisible(bool(self._picked))
        self.finder.set_choices(
            [Choice(key, name) for key, name in self._names.items() if key not in self._picked]
        )

    def _build_chip(self, key: Hashable) -> QPushButton:
        name = self._names[key]
        chip = QPushButton(name.replace("&", "&&"))
        chip.setObjectName(f"{self._chip}_{key}")
        chip.setAccessibleName(self.tr("Remove {name}").format(name=name))
        chip.setToolTip(self.tr("Remove"))
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross stands after the name
        set_kind(chip, "chip")
        bind_icon(chip, "x", "muted")
        chip.clicked.connect(partial(self._on_removed, key))
        return chip
