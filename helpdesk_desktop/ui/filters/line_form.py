"""The only place that edits conditions on texts and phone numbers, line by line."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from helpdesk_desktop.domain.filtering.filter_fields import FieldKind, FilterField
from helpdesk_desktop.domain.filters import (
    LongTextCondition,
    Needle,
    Node,
    PhoneCondition,
    TextCondition,
    TextMatch,
)
from helpdesk_desktop.domain.folding import fold, tokens
from helpdesk_desktop.ui.filters.value_form import ValueForm
from helpdesk_desktop.ui.theme import set_kind
from helpdesk_desktop.ui.tokens import SPACE

translate = QCoreApplication.translate

# More values are easier to read and to paste as text.
_MOST_LINES = 40
# The longest number that a phone column holds.
_PHONE_DIGITS = 40


class LinesForm(ValueForm):
    """One or more lines of text, any of which may match: short texts, long texts, phones."""

    def __init__(self, field: FilterField, parent: QWidget | None = None) -> None:
        self._field = field
        self._lines: list[QLineEdit] = []
        super().__init__(_line_operators(field.kind), parent)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(SPACE)
        self._layout.addLayout(self._rows)
        self._more = QPushButton(self.tr("or…"), self)
        self._more.setObjectName("addValue")
        self._more.setAccessibleName(self.tr("Add another value"))
        set_kind(self._more, "link")
        self._more.clicked.connect(self._on_more_clicked)
        self._layout.addWidget(self._more, alignment=Qt.AlignmentFlag.AlignLeft)
        self._add_line("")

    @override
    def show_condition(self, node: Node) -> bool:
        """Show a condition on this field."""
        match node:
            case (
                TextCondition(op=op, items=items, neg=neg)
                | PhoneCondition(op=op, items=items, neg=neg)
            ):
                key, texts = op.value, list(items)
                has_list = self._operator.findData("any-of") >= 0
                if op is TextMatch.IS and len(items) > 1 and has_list:
                    key = "any-of"
            case LongTextCondition(items=needles, neg=neg):
                if len({needle.is_words for needle in needles}) != 1:
                    return False
                key = "words" if needles[0].is_words else "phrase"
                texts = [needle.text for needle in needles]
            case _:
                return super().show_condition(node)
        if len(texts) > _MOST_LINES:
            return False
        key = f"not-{key}" if neg else key
        if self._operator.findData(key) < 0 or not all(fold(text).strip() for text in texts):
            return False  # a line without words is taken for one that was left empty
        self.choose_operator(key)
        for _ in range(len(texts) - len(self._lines)):
            self._add_line("")
        for line, text in zip(self._lines, texts, strict=False):
            line.setText(text)
        return True

    @override
    def condition(self) -> Node | None:
        """The condition on this field."""
        empty = self._empty(self._field.key)
        if empty is not None:
            return empty
        texts = tuple(line.text() for line in self._lines if fold(line.text()).strip())
        if not texts:
            return None
        neg = self.operator.startswith("not-")
        key = self.operator.removeprefix("not-")
        key = TextMatch.IS.value if key == "any-of" else key
        match self._field.kind:
            case FieldKind.LONG_TEXT:
                needles = tuple(Needle(text, is_words=key == "words") for text in texts)
                return _readable(LongTextCondition(field=self._field.key, items=needles, neg=neg))
            case FieldKind.PHONE:
                numbers = tuple(_phone(text, is_whole=key == "is") for text in texts)
                if not all(numbers):
                    return None
                return PhoneCondition(
                    field=self._field.key, op=TextMatch(key), items=numbers, neg=neg
                )
            case _:
                return TextCondition(field=self._field.key, op=TextMatch(key), items=texts, neg=neg)

    @override
    def first_field(self) -> QWidget:
        """The first line."""
        return self._lines[0]

    def _add_line(self, text: str) -> None:
        line = QLineEdit(text, self)
        line.setObjectName(f"value{len(self._lines) + 1}")
        line.setAccessibleName(self.tr("Value"))
        line.textEdited.connect(self.edited)
        line.returnPressed.connect(self.submitted)
        self._lines.append(line)
        self._rows.addWidget(line)

    def _on_more_clicked(self) -> None:
        self._add_line("")
        self._lines[-1].setFocus()

    @override
    def _on_operator_changed(self) -> None:
        for line in self._lines:
            line.setVisible(self.needs_values())
        self._more.setVisible(self.needs_values())
        super()._on_operator_changed()


def _phone(text: str, *, is_whole: bool) -> str:
    # As the query language reads a number; nothing where no number is.
    digits = "".join(char for char in text if char in "0123456789")
    if not digits or len(digits) > _PHONE_DIGITS:
        return ""
    return f"+{digits}" if is_whole and text.strip().startswith("+") else digits


def _readable(node: LongTextCondition) -> Node | None:
    # A text without a letter or digit searches for nothing.
    return node if all(tokens(needle.text) for needle in node.items) else None


def _line_operators(kind: FieldKind) -> list[tuple[str, str]]:
    if kind is FieldKind.LONG_TEXT:
        return [
            ("words", translate("Filters", "contains words")),
            ("phrase", translate("Filters", "contains phrase")),
            ("not-words", translate("Filters", "does not contain")),
            ("not-phrase", translate("Filters", "does not contain phrase")),
        ]
    both = [
        ("contains", translate("Filters", "contains")),
        ("is", translate("Filters", "is")),
        ("starts", translate("Filters", "starts with")),
        ("ends", translate("Filters", "ends with")),
    ]
    if kind is FieldKind.PHONE:
        both[0] = ("contains", translate("Filters", "contains digits"))
    negative = [
        ("not-contains", translate("Filters", "does not contain")),
        ("not-is", translate("Filters", "is not")),
    ]
    if kind is FieldKind.TEXT:
        return [
            *both,
            ("any-of", translate("Filters", "is any of")),
            *negative,
            ("not-any-of", translate("Filters", "is none of")),
        ]
    return [*both, *negative]
