"""The door for what a window asks of files on their way in."""

from typing import Protocol

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.import_values import (
    FieldWords,
    FileLook,
    Heard,
    ImportMapping,
    ImportOutcome,
    ImportPreset,
    Reading,
    RowsHeard,
)


class Imports(Protocol):
    """Reads files of tickets into the desk; a path is a text, and no file is kept open.

    `heard` is called on the worker: with the bytes that the present pass has read, or with the
    totals so far.
    """

    def glance(self, path: str, reading: Reading) -> FileLook | None:
        """The beginning of a large file, at once; None where only the whole file tells.

        Raises:
            Unavailable: the file cannot be read.
        """
        ...

    def look(
        self, path: str, reading: Reading, cancel: Cancellation, heard: Heard | None = None
    ) -> FileLook:
        """How the file would be read, told from all of it.

        Raises:
            Unavailable, Damaged, BadUsage: it cannot be read, or not in this way.
        """
        ...

    def words(
        self,
        look: FileLook,
        mapping: ImportMapping,
        cancel: Cancellation,
        heard: Heard | None = None,
    ) -> tuple[FieldWords, ...]:
        """By field of choices that a column fills, the file's words."""
        ...

    def dry_run(
        self,
        look: FileLook,
        mapping: ImportMapping,
        cancel: Cancellation,
        heard: RowsHeard | None = None,
        *,
        is_update: bool = False,
    ) -> ImportOutcome:
        """What an import would do, with every problem; nothing is stored.

        Raises:
            NotAllowed: the role may not create, or not edit.
            Unavailable, Damaged, BadUsage: before the first rows were judged.
        """
        ...

    def run(
        self,
        look: FileLook,
        mapping: ImportMapping,
        cancel: Cancellation,
        heard: RowsHeard | None = None,
        *,
        is_update: bool = False,
    ) -> ImportOutcome:
        """Import; what ends it early is in the outcome, with what is stored and stays.

        Raises:
            NotAllowed: the role may not create, or not edit.
            Unavailable, Damaged, BadUsage: before anything was stored.
        """
        ...

    def presets(self) -> tuple[ImportPreset, ...]:
        """Every preset by name, a person's own first."""
        ...

    def preset(self, name: str) -> ImportMapping:
        """The mapping of a preset.

        Raises:
            BadUsage, Unavailable: there is none, or it cannot be read.
        """
        ...

    def save_preset(
        self, name: str, mapping: ImportMapping, look: FileLook, *, is_replacing: bool = False
    ) -> str:
        """Keep the mapping for files with this header, and answer the file's path.

        Raises:
            Invalid: one problem of the field `preset`; `preset_taken` may be replaced.
            Unavailable: the folder cannot be written.
        """
        ...

    def save_report(self, path: str, look: FileLook, outcome: ImportOutcome) -> None:
        """Write the outcome's problems as CSV; a file that is there is replaced.

        Raises:
            Unavailable, BadUsage: it cannot be written.
        """
        ...
