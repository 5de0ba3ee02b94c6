"""The only place that knows how far an import is: its file, its mapping, what became of it.

The pages show it and change it; it asks the service. A mapping is kept for every header that was
seen, so that closing the window, or another file in between, loses nothing.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.column_template import parse_template
from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.domain.import_values import (
    CHOICE_FIELDS,
    FieldWords,
    FileLook,
    ImportMapping,
    ImportOutcome,
    ImportPreset,
    Reading,
)
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.import_wizard.long_work import LongWork
from helpdesk_desktop.ui.tasks import TaskRunner

# Headers whose mappings are kept.
_MOST_KEPT = 50


class ImportSession(QObject):
    """One import on its way.

    Each signal says that what is named has another value, or that work on it began or ended.
    `imported` carries the `ImportOutcome` of an import that ended, whole or not.
    """

    look_changed = Signal()
    mapping_changed = Signal()
    words_changed = Signal()
    trial_changed = Signal()
    run_changed = Signal()
    presets_changed = Signal()
    imported = Signal(object)

    def __init__(
        self, runner: TaskRunner, desk: Desk, directory: Directory, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self.desk = desk
        self.directory = directory
        self.path = ""
        self.reading = Reading()
        self.look: FileLook | None = None
        self.look_error: HelpdeskError | None = None
        self.mapping = ImportMapping()
        self.words: tuple[FieldWords, ...] | None = None
        self.words_error: HelpdeskError | None = None
        self.is_update = False
        self.trial: ImportOutcome | None = None
        self.trial_error: HelpdeskError | None = None
        self.outcome: ImportOutcome | None = None
        self.run_error: HelpdeskError | None = None
        self.presets: tuple[ImportPreset, ...] = ()
        self._kept: dict[tuple[str, ...], ImportMapping] = {}
        self._words_key: object = None
        self._is_reread = False
        self.looking = LongWork(runner, self)
        self.counting = LongWork(runner, self)
        self.trying = LongWork(runner, self)
        self.running = LongWork(runner, self)
        self.looking.changed.connect(self.look_changed)
        self.counting.changed.connect(self.words_changed)
        self.trying.changed.connect(self.trial_changed)
        self.running.changed.connect(self.run_changed)

    # The file

    def choose(self, path: str) -> None:
        """Look at this file, as it would be read without a wish."""
        if self.running.is_running:
            return
        self.path = path
        self.reading = Reading()
        self._is_reread = False
        self._forget()
        self.outcome = self.run_error = None
        self.run_changed.emit()
        self._begin_look()
        self.load_presets()

    def set_reading(self, reading: Reading) -> None:
        """Look again, with these wishes."""
        if reading != self.reading and self.path and not self.running.is_running:
            self.reading = reading
            self._is_reread = True
            self._begin_look()

    def look_again(self) -> None:
        """Look at the file as it is now."""
        if self.path and not self.running.is_running:
            self._begin_look()

    def _forget(self) -> None:
        for work in (self.looking, self.counting, self.trying):
            work.drop()
        self.look = self.look_error = None
        self.words = self.trial = None
        self.words_error = self.trial_error = None
        self._words_key = None

    def _begin_look(self) -> None:
        path, reading, imports = self.path, self.reading, self.desk.imports
        self.look_error = None

        def work(cancel: Cancellation, tell: Callable[[Any], object]) -> FileLook:
            return imports.look(path, reading, cancel, tell)

        self.looking.start(work, self._on_looked, self._on_look_failed)
        if self.look is None:
            self._runner.run(
                lambda _: imports.glance(path, reading),
                self._on_glanced,
                failed=lambda _: None,  # the whole look says it
                lane="import-glance",
                owner=self,
            )

    def _on_glanced(self, look: FileLook | None) -> None:
        if look is not None and self.look is None and self.looking.is_running:
            self._take(look)

    def _on_looked(self, look: FileLook | None) -> None:
        if look is None:
            return
        if not self._is_reread and look.suggested.reading != self.reading:
            # Its preset asks for another way to read it.
            self.reading = look.suggested.reading
            self._is_reread = True
            self._begin_look()
            return
        self._take(look)

    def _on_look_failed(self, error: HelpdeskError) -> None:
        self.look = None
        self.look_error = error

    def _take(self, look: FileLook) -> None:
        is_other = self.look is None or self.look.columns != look.columns
        self.look = look
        mapping = self.mapping
        if is_other:
            mapping = self._kept.get(look.columns, look.suggested)
        self._put(replace(mapping, reading=self.reading))
        self.trial = None
        self._words_key = None
        self.look_changed.emit()

    # The mapping

    def set_mapping(self, mapping: ImportMapping) -> None:
        """Map like this from now on; what was tried with another mapping is forgotten."""
        if mapping != self.mapping and not self.running.is_running:
            self._put(mapping)

    def use_preset(self, name: str) -> None:
        """Map as a preset says."""
        imports = self.desk.imports

        def land(mapping: ImportMapping) -> None:
            self._words_key = None
            if mapping.reading != self.reading and mapping.reading != Reading():
                self._put(mapping)
                self.set_reading(mapping.reading)
            else:
                self._put(replace(mapping, reading=self.reading))

        self._runner.run(lambda _: imports.preset(name), land, lane="import-preset", owner=self)

    def use_suggestion(self) -> None:
        """Map as the header alone suggests."""
        if self.look is not None:
            self._words_key = None
            self._put(replace(self.look.suggested, reading=self.reading))

    def load_presets(self) -> None:
        """Learn which presets there are."""
        imports = self.desk.imports

        def land(found: tuple[ImportPreset, ...]) -> None:
            self.presets = found
            self.presets_changed.emit()

        self._runner.run(lambda _: imports.presets(), land, lane="import-presets", owner=self)

    def _put(self, mapping: ImportMapping) -> None:
        self.mapping = mapping
        if self.look is not None:
            self._kept.pop(self.look.columns, None)
            self._kept[self.look.columns] = mapping
            while len(self._kept) > _MOST_KEPT:
                del self._kept[next(iter(self._kept))]
        self.trying.drop()
        self.trial = self.trial_error = None
        self.mapping_changed.emit()
        self.trial_changed.emit()

    @property
    def missing_column(self) -> str | None:
        """A column that a field is filled from and that the file does not have; None for none.

        Records of JSON may have it later.
        """
        look = self.look
        if look is None or look.kind == "json":
            return None
        named = (
            column
            for _, text in self.mapping.fields
            for column in parse_template(text, look.columns).columns
        )
        return next((one for one in named if one not in look.columns), None)

    @property
    def has_subject(self) -> bool:
        """Whether rows would have the one thing that a ticket must have."""
        return bool(self.mapping.template_of("subject") or self.mapping.constant_of("subject"))

    # Words, trial, import

    def count_words(self) -> None:
        """Learn the file's words for fields of choices, unless they are known."""
        look = self.look
        if look is None:
            return
        mapping = self.mapping
        choices = tuple((key, mapping.template_of(key)) for key in CHOICE_FIELDS)
        key = (look.path, look.stamp, mapping.reading, choices, mapping.lookups)
        if key == self._words_key:
            return
        self._words_key = key
        self.words, self.words_error = None, None
        if not any(template for _, template in choices):
            self.counting.drop()
            self.words = ()
            self.words_changed.emit()
            return
        imports = self.desk.imports

        def land(words: tuple[FieldWords, ...] | None) -> None:
            if words is None:
                self._words_key = None
            self.words = words

        self.counting.start(
            lambda cancel, tell: imports.words(look, mapping, cancel, tell),
            land,
            self._on_words_failed,
        )

    def _on_words_failed(self, error: HelpdeskError) -> None:
        self.words_error = error
        self._words_key = None

    def set_update(self, *, is_update: bool) -> None:
        """Whether tickets that are known already are written anew where they differ."""
        if is_update != self.is_update:
            self.is_update = is_update
            self.trying.drop()
            self.trial = self.trial_error = None
            self.try_it()

    def try_it(self) -> None:
        """Tell what an import would do, unless that is known."""
        look = self.look
        if look is None or self.trial is not None or self.trying.is_running:
            return
        imports, mapping, is_update = self.desk.imports, self.mapping, self.is_update
        self.trial_error = None

        def land(outcome: ImportOutcome | None) -> None:
            self.trial = outcome

        def refuse(error: HelpdeskError) -> None:
            self.trial_error = error

        self.trying.start(
            lambda cancel, tell: imports.dry_run(look, mapping, cancel, tell, is_update=is_update),
            land,
            refuse,
        )

    def run(self) -> None:
        """Import."""
        look = self.look
        if look is None or self.running.is_running:
            return
        imports, mapping, is_update = self.desk.imports, self.mapping, self.is_update
        self.trying.drop()
        self.outcome = self.run_error = None

        def land(outcome: ImportOutcome | None) -> None:
            self.outcome = outcome
            # What was tried is true no more: these rows are known now.
            self.trial = None
            if outcome is not None:
                self.imported.emit(outcome)

        def refuse(error: HelpdeskError) -> None:
            self.run_error = error

        self.running.start(
            lambda cancel, tell: imports.run(look, mapping, cancel, tell, is_update=is_update),
            land,
            refuse,
        )

    def stop(self) -> None:
        """Call everything off: the desk closes."""
        for work in (self.looking, self.counting, self.trying, self.running):
            work.drop()
