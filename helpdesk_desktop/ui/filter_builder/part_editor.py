"""The only place of the builder that edits the chosen part, whatever it is."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from helpdesk_desktop.domain.filtering.filter_drafts import new_condition
from helpdesk_desktop.domain.filtering.filter_edits import Path, is_draft, scope_at
from helpdesk_desktop.domain.filtering.filter_fields import FilterField
from helpdesk_desktop.domain.filtering.filter_sentence import field_of
from helpdesk_desktop.domain.filters import Group, Node, UnknownCondition
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.ui.filter_builder.field_button import FieldButton
from helpdesk_desktop.ui.filter_builder.group_form import GroupForm
from helpdesk_desktop.ui.filter_builder.part_words import field_choice_name, join_words
from helpdesk_desktop.ui.filter_builder.tree_draft import TreeDraft
from helpdesk_desktop.ui.filters.node_form import NodeForm
from helpdesk_desktop.ui.filters.standing_words import part_standing
from helpdesk_desktop.ui.icons import bind_icon
from helpdesk_desktop.ui.plain_text import broken_lines, make_label
from helpdesk_desktop.ui.theme import set_kind, set_tone
from helpdesk_desktop.ui.tokens import SPACE

_LEAST_WIDTH = 344


class PartEditor(QScrollArea):
    """The form of the chosen part. `done` says that Enter was pressed: the focus can go back."""

    done = Signal()

    def __init__(self, draft: TreeDraft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("partEditor")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumWidth(_LEAST_WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._draft = draft
        self._directory = Directory()
        self._today = date(1970, 1, 1)
        self._shown: tuple[Path, Node] | None = None
        self._form: NodeForm | None = None
        self._group: GroupForm | None = None
        self._first: QWidget | None = None
        draft.tree_changed.connect(self._on_draft_changed)
        draft.place_changed.connect(self._on_draft_changed)

    @property
    def form(self) -> NodeForm | None:
        """The form of the chosen condition, None for a group and for what is unknown."""
        return self._form

    def set_directory(self, directory: Directory, today: date) -> None:
        """Name people, groups and fields by this directory."""
        if (directory, today) == (self._directory, self._today):
            return
        self._directory, self._today = directory, today
        focused: QWidget | None = self.window().focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            return  # somebody types here; the next part has the new names
        self._build()

    def take_focus(self) -> None:
        """Put the focus where typing begins."""
        if self._first is not None:
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_draft_changed(self) -> None:
        place = (self._draft.path, self._draft.node)
        if place != self._shown:
            self._build()

    def _build(self) -> None:
        path, node = self._draft.path, self._draft.node
        self._shown = (path, node)
        self._form = self._group = None
        page = QWidget()
        page.setObjectName("partPage")
        column = QVBoxLayout(page)
        column.setContentsMargins(4 * SPACE, 3 * SPACE, 4 * SPACE, 3 * SPACE)
        column.setSpacing(3 * SPACE)
        if isinstance(node, Group):
            self._build_group(node, column, is_root=not path)
        elif isinstance(node, UnknownCondition):
            self._build_unknown(node, column)
        else:
            self._build_condition(node, column)
        if path or self._draft.tree.parts:
            column.addLayout(self._build_foot(node))
        column.addStretch(1)
        before: QWidget | None = self.takeWidget()
        if before is not None:
            before.deleteLater()  # it may be one of its own buttons that asked for another part
        self.setWidget(page)

    def _build_condition(self, node: Node, column: QVBoxLayout) -> None:
        field = field_of(node, self._directory)
        if field is not None:
            column.addWidget(self._build_field_button(field))
        else:
            column.addWidget(make_label(self.tr("Condition"), name="partTitle", tone="strong"))
        self._standing = make_label(name="partStanding", tone="muted", is_wrapped=True)
        column.addWidget(self._standing)
        self._say_standing(node)
        form = NodeForm(field, None if is_draft(node) else node, self._directory, self._today, self)
        form.edited.connect(self._on_form_edited)
        form.submitted.connect(self.done)
        self._form = form
        self._first = form.first_field()
        column.addWidget(form)
        self._hint = make_label(name="partHint", tone="muted", is_wrapped=True)
        column.addWidget(self._hint)
        self._say_hint(is_complete=not is_draft(node))

    def _build_field_button(self, field: FilterField) -> QWidget:
        words = field_choice_name(field, self._directory)
        button = FieldButton("changeField", words.replace("&", "&&"))
        button.setAccessibleName(self.tr("Field: {0}").format(words))
        button.setToolTip(self.tr("Ask about another field"))
        button.setProperty("kind", "field")
        bind_icon(button, "chevron-down", "muted")
        button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        path = self._draft.path
        scope = scope_at(self._draft.tree, path[:-1])
        button.set_choice(self._directory, scope, field)
        button.chosen.connect(self._on_field_chosen)
        return button

    def _build_group(self, node: Group, column: QVBoxLayout, *, is_root: bool) -> None:
        title = self.tr("The whole filter") if is_root else join_words(node)
        column.addWidget(make_label(title, name="partTitle", tone="strong"))
        form = GroupForm(node, self, is_root=is_root)
        form.changed.connect(self._on_group_changed)
        self._group = form
        self._first = form.join
        column.addWidget(form)
        if not node.parts:
            hint = self.tr("Nothing is in it yet: add a condition, or move one into it.")
            column.addWidget(make_label(hint, name="partHint", tone="muted", is_wrapped=True))

    def _build_unknown(self, node: UnknownCondition, column: QVBoxLayout) -> None:
        title = self.tr("A condition that this program does not know")
        column.addWidget(make_label(title, name="partTitle", tone="strong", is_wrapped=True))
        why = self.tr(
            "It cannot be read because of “{reason}”: a field that is gone, or a newer program's."
            " It is kept as it is. Nothing can be asked while it is in force: mute it or remove it."
        )
        column.addWidget(
            make_label(
                why.format(reason=node.reason), name="unknownReason", tone="muted", is_wrapped=True
            )
        )
        raw = QPlainTextEdit(broken_lines(node.raw))
        raw.setObjectName("unknownRaw")
        raw.setAccessibleName(self.tr("The condition as it is stored"))
        raw.setReadOnly(True)
        raw.setTabChangesFocus(True)
        raw.setFixedHeight(24 * SPACE)
        self._first = raw
        column.addWidget(raw)

    def _build_foot(self, node: Node) -> QHBoxLayout:
        self._mute = QCheckBox(self.tr("Muted: kept without effect"))
        self._mute.setObjectName("isMuted")
        self._mute.setChecked(node.mute)
        self._mute.toggled.connect(self._on_mute_toggled)
        remove = QPushButton(self.tr("Remove"))
        remove.setObjectName("removePart")
        remove.setAutoDefault(False)
        set_kind(remove, "quiet")
        bind_icon(remove, "trash-2", "muted")
        remove.clicked.connect(self._draft.remove)
        foot = QHBoxLayout()
        foot.addWidget(self._mute, 1)
        foot.addWidget(remove)
        return foot

    def _on_form_edited(self) -> None:
        made = None if self._form is None else self._form.condition()
        self._say_hint(is_complete=made is not None)
        if made is not None:
            # What the form shows already is not built anew, or the keys would lose their place.
            self._put(replace(made, mute=self._draft.node.mute))
            self._say_standing(self._draft.node)

    def _on_group_changed(self, made: Group) -> None:
        current = self._draft.node
        assert isinstance(current, Group)  # noqa: S101 - the form is that of a group
        wanted = replace(current, join=made.join, neg=made.neg, scope=made.scope)
        if not self._put(wanted) and self._group is not None:
            self._group.show_group(current)

    def _on_mute_toggled(self) -> None:
        node = self._draft.node
        self._put(replace(node, mute=not node.mute))

    def _on_field_chosen(self, field: FilterField) -> None:
        self._draft.exchange(replace(new_condition(field), mute=self._draft.node.mute))
        self.take_focus()

    def _say_standing(self, node: Node) -> None:
        standing = part_standing(node, self._directory)
        set_tone(self._standing, "danger" if standing.is_fault else "muted")
        self._standing.setText(standing.sentence)
        self._standing.setVisible(bool(standing.sentence))

    def _put(self, node: Node) -> bool:
        before, self._shown = self._shown, (self._draft.path, node)
        is_taken = self._draft.change(node)
        if not is_taken:
            self._shown = before
        return is_taken

    def _say_hint(self, *, is_complete: bool) -> None:
        is_new = is_draft(self._draft.node)
        hint = (
            self.tr("It counts as soon as a value is chosen.")
            if is_new
            else self.tr("Not complete: the condition stays as it was.")
        )
        self._hint.setText("" if is_complete else hint)
        self._hint.setVisible(not is_complete)
