"""The only place that writes what an import tells as a file: one line a problem, formulas guarded.

CSV with the mark of UTF-8 at its start: spreadsheets show accents wrong without it.
"""

import csv
import io
from pathlib import Path

from helpdesk_desktop.domain.formula_guard import guarded
from helpdesk_desktop.domain.import_values import ImportOutcome
from helpdesk_desktop.services.imports.user_presets import write_whole

_HEADER = ("file", "line", "column", "field", "severity", "code", "message")


def write_report(path: Path, file: str, outcome: ImportOutcome) -> None:
    """Write every problem that was kept; a file that is there is replaced.

    Raises:
        Unavailable: it cannot be written.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_HEADER)
    for problem in outcome.problems:
        cells = (
            file,
            "" if problem.line is None else str(problem.line),
            problem.column or "",
            problem.field or "",
            problem.severity.value,
            problem.code.value,
            problem.message,
        )
        writer.writerow([guarded(cell) for cell in cells])
    # Half a character of a damaged file, quoted in a sentence, cannot be written.
    write_whole(path, out.getvalue().encode("utf-8-sig", "replace"))
