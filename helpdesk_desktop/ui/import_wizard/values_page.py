"""The only place where the file's words become choices, and every row gets what no column has."""

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from helpdesk_desktop.domain.import_values import CHOICE_FIELDS, FieldWords
from helpdesk_desktop.domain.ticket import Priority, Source, Status
from helpdesk_desktop.ui.choice_names import field_name, priority_name, source_name, status_name
from helpdesk_desktop.ui.create.form_field import FormField
from helpdesk_desktop.ui.import_wizard.import_session import ImportSession
from helpdesk_desktop.ui.import_wizard.progress_strip import ProgressStrip
from helpdesk_desktop.ui.import_wizard.quiet_box import QuietBox
from helpdesk_desktop.ui.import_wizard.wizard_words import choices_of_field
from helpdesk_desktop.ui.import_wizard.word_table import WordModel, WordTable
from helpdesk_desktop.ui.list.empty_page import EmptyPage
from helpdesk_desktop.ui.messages import error_sentence, number_text, size_text
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.tokens import SPACE

# Fields for which one value can be given to every row.
_FOR_EVERY_ROW = (*CHOICE_FIELDS, "group", "assignee")


class ValuesPage(QWidget):
    """Step 3."""

    def __init__(self, session: ImportSession) -> None:
        super().__init__()
        self.setObjectName("values_page")
        self._session = session
        self._shown: tuple[FieldWords, ...] | None = None
        self.model = WordModel(session.directory, self)
        self.table = WordTable(self.model)
        self.empty = EmptyPage()
        self.empty.setObjectName("values_empty")
        self.note = make_label(name="values_note", tone="warning", is_wrapped=True)
        self.strip = ProgressStrip(session.counting, "words", self._progress)
        self._constants: dict[str, tuple[FormField, QComboBox]] = {}
        self._build()
        self.table.meaning_chosen.connect(self._on_meaning_chosen)
        self.empty.pressed.connect(session.count_words)
        session.words_changed.connect(self.show_session)
        session.mapping_changed.connect(self.show_session)
        self.strip.show_work()
        self.show_session()

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(3 * SPACE)
        for key in _FOR_EVERY_ROW:
            box = QuietBox()
            box.setObjectName(f"every_{key}")
            name = field_name(key, self._session.directory)
            field = FormField(box.objectName(), name, box)
            box.addItem(self._usual(key), "")
            for value, text in choices_of_field(key, self._session.directory):
                if text != box.itemText(0):
                    box.addItem(text, value)
            box.activated.connect(lambda _, key=key: self._on_constant_chosen(key))
            row.addWidget(field, 1)
            self._constants[key] = (field, box)
        self._every = QWidget()
        every = QVBoxLayout(self._every)
        every.setContentsMargins(0, 0, 0, 0)
        every.setSpacing(SPACE)
        every.addWidget(make_label(self.tr("For every row"), tone="section"))
        every.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * SPACE, 4 * SPACE, 5 * SPACE, 2 * SPACE)
        column.setSpacing(3 * SPACE)
        column.addWidget(self._every)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        column.addWidget(self.note)
        column.addWidget(self.strip)

    def _usual(self, key: str) -> str:
        # What a ticket gets where a file says nothing.
        return {
            "status": status_name(Status.NEW),
            "type": self.tr("No type"),
            "priority": priority_name(Priority.NORMAL),
            "source": source_name(Source.IMPORT),
            "group": self.tr("No group"),
            "assignee": self.tr("Nobody"),
        }[key]

    def show_session(self) -> None:
        """Show the words and choices as they are now."""
        session = self._session
        words, mapping = session.words, session.mapping
        if words is not None and words is not self._shown:
            self._shown = words
            self.model.show_words(words, mapping)
        elif words is not None:
            self.model.show_mapping(mapping)
        has_table = bool(words)
        self.table.setVisible(has_table)
        self.empty.setVisible(not has_table)
        if session.words_error is not None:
            again = self.tr("Try again")
            self.empty.say("triangle-alert", error_sentence(session.words_error), again)
        elif words is None and not session.counting.is_running:
            self.empty.say("list-filter", self.tr("The values were not counted."), self.tr("Count"))
        elif words is None:
            self.empty.say("list-filter", self.tr("Counting the values of the file…"))
        else:
            said = self.tr("No column fills a field of choices, so there is nothing to decide.")
            self.empty.say("circle-check", said)
        self._show_constants()
        self._show_note(words or ())
        self.setEnabled(not session.running.is_running)

    def _show_constants(self) -> None:
        mapping = self._session.mapping
        shown = 0
        for key, (field, box) in self._constants.items():
            is_free = not mapping.template_of(key)
            field.setVisible(is_free)
            shown += is_free
            constant = mapping.constant_of(key)
            at = box.findData(constant)
            if at < 0:
                # A preset's own words for what the desk does not know (yet).
                box.addItem(constant, constant)
                at = box.count() - 1
            box.setCurrentIndex(at)
        self._every.setVisible(bool(shown))

    def _show_note(self, words: tuple[FieldWords, ...]) -> None:
        said = [
            self.tr(
                "{field}: values without a choice: {count}; rows with them would be rejected: "
                "{rows}."
            ).format(
                field=field_name(key, self._session.directory),
                count=number_text(count),
                rows=number_text(rows),
            )
            for key, (count, rows) in (self.model.undecided if words else {}).items()
        ]
        said += [
            self.tr(
                "{field} has {count} more values than can be shown: is it the right column?"
            ).format(
                field=field_name(one.field, self._session.directory),
                count=number_text(one.left_out),
            )
            for one in words
            if one.left_out
        ]
        self.note.setText("\n".join(said))
        self.note.setVisible(bool(said))

    def _progress(self, told: object) -> tuple[float | None, str]:
        look = self._session.look
        read = told if isinstance(told, int) else 0
        said = self.tr("Counting: {size}").format(size=size_text(read))
        return (read / look.size if look is not None and look.size else None), said

    def _on_meaning_chosen(self, key: str, word: str, meaning: str) -> None:
        self._session.set_mapping(self._session.mapping.with_word(key, word, meaning))

    def _on_constant_chosen(self, key: str) -> None:
        value = str(self._constants[key][1].currentData())
        self._session.set_mapping(self._session.mapping.with_constant(key, value))
