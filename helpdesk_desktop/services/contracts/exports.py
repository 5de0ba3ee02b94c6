"""The door for what a window asks of files on their way out."""

from typing import Protocol

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.export_values import (
    DrawPages,
    ExportHeard,
    ExportOutcome,
    ExportWish,
    ReadRows,
    ReadWish,
)


class Exports(Protocol):
    """Writes tickets into files."""

    def run(
        self,
        wish: ExportWish,
        cancel: Cancellation,
        heard: ExportHeard | None = None,
        draw: DrawPages | None = None,
    ) -> ExportOutcome:
        """Write what the list shows, or some tickets of it; numbers masked as in the list.

        The file appears when it is whole: until then, and after a failure or a cancel, what stood
        there is untouched. What `export_exists` tells of may be replaced once the user agrees.
        `heard` is called on the worker, and so is `draw`, which a PDF needs: its pages are the
        window's to draw.

        Raises:
            NotAllowed: the role may not export.
            Unavailable, BadUsage: the file cannot be written there.
            Cancelled: it was called off.
        """
        ...

    def read(self, wish: ReadWish, cancel: Cancellation) -> ReadRows:
        """The rows to copy or to print, as the list has them; read while they are taken.

        Raises:
            NotAllowed: they are more than the role may take away without the right to export.
            Cancelled: it was called off; so may be the taking of any block.
        """
        ...
