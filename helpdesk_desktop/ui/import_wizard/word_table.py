"""The only place that lists the words of a file with the choice that each one becomes."""

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QIcon, QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTableView
from typing_extensions import override

from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.import_values import REJECT, FieldWords, ImportMapping
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.ui.choice_names import field_name
from helpdesk_desktop.ui.icons import icon
from helpdesk_desktop.ui.import_wizard.choice_delegate import ChoiceDelegate
from helpdesk_desktop.ui.import_wizard.plain_table import set_up_table
from helpdesk_desktop.ui.import_wizard.wizard_words import choices_of_field, meaning_name
from helpdesk_desktop.ui.messages import number_text
from helpdesk_desktop.ui.plain_text import tooltip
from helpdesk_desktop.ui.theme import theme

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_ROLE = Qt.ItemDataRole
_FIELD, _WORD, _COUNT, _MEANING = range(4)
_SHOWN = 200


class WordModel(QAbstractTableModel):
    """One row a word, fields in their order; what nobody decided comes first."""

    def __init__(self, directory: Directory, parent: QObject) -> None:
        super().__init__(parent)
        self._directory = directory
        self._rows: list[tuple[str, str, int, str | None]] = []
        self._heads = (
            self.tr("Field"),
            self.tr("Value in the file"),
            self.tr("Rows"),
            self.tr("Becomes"),
        )

    def show_words(self, words: tuple[FieldWords, ...], mapping: ImportMapping) -> None:
        """List these words with what they mean."""
        self.beginResetModel()
        rows = [(one.field, *word) for one in words for word in one.words]
        self._rows = sorted(rows, key=lambda row: row[3] is not None)
        self.endResetModel()
        self.show_mapping(mapping)

    def show_mapping(self, mapping: ImportMapping) -> None:
        """Say what was chosen since the words were read."""
        rules: dict[str, dict[str, str]] = {}
        for key in {row[0] for row in self._rows}:
            rules[key] = {fold(word): meaning for word, meaning in mapping.words_of(key).items()}
        for at, (key, word, count, _) in enumerate(self._rows):
            chosen = rules[key].get(fold(word))
            if chosen is not None and (chosen == REJECT or chosen in self._choices(key)):
                self._rows[at] = (key, word, count, chosen)
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, _MEANING))

    @property
    def undecided(self) -> dict[str, tuple[int, int]]:
        """By field: how many words nobody decided on, and how many rows have them."""
        found: dict[str, tuple[int, int]] = {}
        for key, _, count, meaning in self._rows:
            if meaning is None:
                words, rows = found.get(key, (0, 0))
                found[key] = (words + 1, rows + count)
        return found

    def word(self, row: int) -> tuple[str, str]:
        """The field and the word of a row."""
        key, word, _, _ = self._rows[row]
        return key, word

    def meaning(self, row: int) -> str | None:
        """What the word becomes; None where nobody decided."""
        return self._rows[row][3]

    def entries(self, row: int) -> tuple[list[tuple[str, str]], str]:
        """What can be chosen for a word, and what is."""
        key, _, _, meaning = self._rows[row]
        choices = choices_of_field(key, self._directory)
        return [*choices, (REJECT, self.tr("Reject the row"))], meaning or ""

    def _choices(self, key: str) -> dict[str, str]:
        return dict(choices_of_field(key, self._directory))

    @override
    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._heads)

    @override
    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> object:
        if not index.isValid():
            return None
        key, word, count, meaning = self._rows[index.row()]
        place = index.column()
        if role == _ROLE.DisplayRole:
            return self._text(place, key, word, count, meaning)
        if role == _ROLE.ToolTipRole and place == _WORD:
            return tooltip(word)
        tokens = theme().tokens
        if role == _ROLE.ForegroundRole:
            if place == _MEANING and meaning is None:
                return QColor(tokens.danger)
            is_muted = place == _FIELD or not word or meaning == REJECT
            return QColor(tokens.muted) if is_muted else None
        if role == _ROLE.DecorationRole and place == _MEANING and meaning is None:
            return self._mark()
        if role == _ROLE.TextAlignmentRole and place == _COUNT:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == _ROLE.AccessibleTextRole and place == _MEANING:
            said = meaning_name(key, meaning, self._directory)
            return self.tr("“{word}” becomes {choice}").format(word=word, choice=said)
        return None

    def _text(self, place: int, key: str, word: str, count: int, meaning: str | None) -> str:
        if place == _FIELD:
            return field_name(key, self._directory)
        if place == _WORD:
            return " ".join(word[:_SHOWN].split()) or self.tr("(empty)")
        if place == _COUNT:
            return number_text(count)
        return meaning_name(key, meaning, self._directory)

    @staticmethod
    def _mark() -> QIcon:
        return icon("triangle-alert", "danger")

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == _ROLE.TextAlignmentRole and section == _COUNT:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return self._heads[section] if role == _ROLE.DisplayRole else None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == _MEANING else flags


class WordTable(QTableView):
    """The table; `meaning_chosen` carries a field, a word of the file and the choice."""

    meaning_chosen = Signal(str, str, str)

    def __init__(self, model: WordModel) -> None:
        super().__init__()
        self.setObjectName("word_table")
        self.setAccessibleName(self.tr("Values of the file and what they become"))
        self._words = model
        self.setModel(model)
        self._delegate = ChoiceDelegate("word_meaning", model.entries, self)
        self._delegate.chosen.connect(self._on_chosen)
        self.setItemDelegateForColumn(_MEANING, self._delegate)
        set_up_table(self)
        header = self.horizontalHeader()
        header.setSectionResizeMode(_WORD, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(_FIELD, 130)
        self.setColumnWidth(_COUNT, 100)
        self.setColumnWidth(_MEANING, 240)
        self.clicked.connect(self._on_clicked)

    def open_choice(self) -> None:
        """Open the list of choices of the present row."""
        row = self.currentIndex().row()
        if row >= 0:
            self.edit(self._words.index(row, _MEANING))

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == _MEANING:
            self.edit(index)

    def _on_chosen(self, row: int, meaning: str) -> None:
        self.setFocus()
        if meaning and meaning != self._words.meaning(row):
            self.meaning_chosen.emit(*self._words.word(row), meaning)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }
        if plain and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}:
            self.open_choice()
            return
        super().keyPressEvent(event)
