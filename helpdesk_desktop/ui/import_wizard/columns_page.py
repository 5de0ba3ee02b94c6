"""The only place where columns are given to fields: by choice, by drag, or by a template."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSplitter, QVBoxLayout, QWidget

from helpdesk_desktop.domain.custom_field import CustomFieldOwner
from helpdesk_desktop.domain.import_values import FileLook, ImportMapping
from helpdesk_desktop.domain.people import Right
from helpdesk_desktop.ui.import_wizard.column_table import (
    NEW_FIELD,
    NOT_IMPORTED,
    SEVERAL,
    ColumnModel,
    ColumnTable,
)
from helpdesk_desktop.ui.import_wizard.field_targets import FieldTargets
from helpdesk_desktop.ui.import_wizard.import_session import ImportSession
from helpdesk_desktop.ui.import_wizard.wizard_words import may_make, needed_fields, target_fields
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.tokens import SPACE

_SOURCE_LIMIT = 64


class ColumnsPage(QWidget):
    """Step 2."""

    def __init__(self, session: ImportSession) -> None:
        super().__init__()
        self.setObjectName("columns_page")
        self._session = session
        self._shown: FileLook | None = None
        fields = target_fields(session.directory)
        may_make = session.desk.viewer.may(Right.MANAGE_FIELDS)
        self.model = ColumnModel(fields, session.directory, self, may_make_fields=may_make)
        self.table = ColumnTable(self.model)
        self.targets = FieldTargets(fields, session.directory, session.desk.clock)
        self.source = QLineEdit()
        self.source.setObjectName("import_source")
        self.source.setMaxLength(_SOURCE_LIMIT)
        self.note = make_label(name="columns_note", tone="warning", is_wrapped=True)
        self._build()
        self.table.target_chosen.connect(self._on_target_chosen)
        self.targets.filled.connect(self._on_filled)
        self.targets.given.connect(self._on_given)
        self.source.editingFinished.connect(self._on_source_edited)
        session.look_changed.connect(self.show_session)
        session.mapping_changed.connect(self.show_session)
        self.show_session()

    def _build(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 2 * SPACE, 0)
        column.setSpacing(2 * SPACE)
        column.addWidget(self.table, 1)
        right = QWidget()
        fields = QVBoxLayout(right)
        fields.setContentsMargins(2 * SPACE, 0, 0, 0)
        fields.setSpacing(2 * SPACE)
        fields.addWidget(self.targets, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(0, 5)
        split.setStretchFactor(1, 3)
        foot = QHBoxLayout()
        foot.setSpacing(2 * SPACE)
        says = make_label(self.tr("Name of the source"))
        says.setBuddy(self.source)
        self.source.setAccessibleName(self.tr("Name of the source"))
        foot.addWidget(says)
        foot.addWidget(self.source)
        why = self.tr(
            "The same source and id are the same ticket: importing again makes no second."
        )
        foot.addWidget(make_label(why, tone="muted"), 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(5 * SPACE, 4 * SPACE, 5 * SPACE, 2 * SPACE)
        whole.setSpacing(3 * SPACE)
        whole.addWidget(split, 1)
        whole.addLayout(foot)
        whole.addWidget(self.note)

    def show_session(self) -> None:
        """Show the mapping as it is now."""
        session = self._session
        look, mapping = session.look, session.mapping
        if look is None:
            return
        if self._shown is None or self._shown.columns != look.columns:
            self.targets.show_columns(look.columns)
        if look is not self._shown:
            self._shown = look
            self.model.show_look(look)
        self.model.show_mapping(mapping)
        is_json = look.kind == "json"
        self.targets.show_mapping(mapping, look.columns, is_open=is_json)
        if not self.source.hasFocus():
            self.source.setText(mapping.source)
        self._show_note()
        self.setEnabled(not session.running.is_running)

    def _show_note(self) -> None:
        session = self._session
        mapping = session.mapping
        said = []
        untaken = self.model.untaken
        if untaken:
            said.append(
                self.tr("Your role may not make custom fields. Not taken: {columns}.").format(
                    columns=", ".join(untaken)
                )
            )
        said += self._needs(mapping)
        files = sorted({table.file for _, table in mapping.lookups})
        if files:
            said.append(
                self.tr("Codes are explained by {files}, if such a file lies beside.").format(
                    files=", ".join(files)
                )
            )
        if not mapping.template_of("external_id"):
            said.append(
                self.tr("No column is the id: a row's whole content tells whether it is known.")
            )
        self.note.setText("\n".join(said))
        self.note.setVisible(bool(said))

    def _needs(self, mapping: ImportMapping) -> list[str]:
        # What no row can make is not asked for.
        found = []
        of_contacts = self.tr("New contacts need {fields}: choose a column, or give it for all.")
        of_companies = self.tr("New companies need {fields}: choose a column, or give it for all.")
        for owner, says in (
            (CustomFieldOwner.CONTACT, of_contacts),
            (CustomFieldOwner.COMPANY, of_companies),
        ):
            lacking = [
                field.label
                for field in needed_fields(self._session.directory, owner)
                if may_make(owner, mapping)
                and not mapping.template_of(field.filter_key)
                and not mapping.constant_of(field.filter_key)
            ]
            if lacking:
                found.append(says.format(fields=", ".join(lacking)))
        return found

    def show_value_of(self, key: str) -> None:
        """Put the focus where a value for all new contacts or companies is given."""
        field = self.targets.value_of(key)
        if field is not None:
            field.target.setFocus()
            self.targets.ensureWidgetVisible(field)

    def _on_target_chosen(self, column: str, target: str) -> None:
        session = self._session
        columns = self.model.columns
        if target == NEW_FIELD:
            session.set_mapping(session.mapping.with_custom(column, columns))
        elif target != SEVERAL:
            key = None if target == NOT_IMPORTED else target
            session.set_mapping(session.mapping.with_column(column, key, columns))

    def _on_filled(self, key: str, text: str) -> None:
        self._session.set_mapping(self._session.mapping.with_field(key, text))

    def _on_given(self, key: str, text: str) -> None:
        self._session.set_mapping(self._session.mapping.with_constant(key, text))

    def _on_source_edited(self) -> None:
        look = self._session.look
        typed = self.source.text().strip()
        if not typed and look is not None:
            typed = look.suggested.source
            self.source.setText(typed)
        self._session.set_mapping(replace(self._session.mapping, source=typed))
