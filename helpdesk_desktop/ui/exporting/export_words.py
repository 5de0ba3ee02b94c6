"""The only place for the words of exports: kinds of files, and what came of one."""

from PySide6.QtCore import QCoreApplication, QFileInfo

from helpdesk_desktop.domain.export_values import ExportFormat, ExportOutcome
from helpdesk_desktop.ui.messages import number_text, size_text, tickets_text

translate = QCoreApplication.translate


def format_name(kind: ExportFormat) -> str:
    """A kind of file, as people choose it."""
    return {
        ExportFormat.XLSX: translate("Export", "Excel workbook (.xlsx)"),
        ExportFormat.CSV: translate("Export", "CSV, text for any program (.csv)"),
        ExportFormat.JSON: translate("Export", "JSON, for scripts (.json)"),
        ExportFormat.PDF: translate("Export", "PDF, pages to read or print (.pdf)"),
    }[kind]


def name_filter(kind: ExportFormat) -> str:
    """A kind of file, as the system's own file dialog lists it."""
    name = {
        ExportFormat.XLSX: translate("Export", "Excel workbook"),
        ExportFormat.CSV: translate("Export", "CSV"),
        ExportFormat.JSON: translate("Export", "JSON"),
        ExportFormat.PDF: translate("Export", "PDF"),
    }[kind]
    return f"{name} (*.{kind.value})"


def outcome_sentences(outcome: ExportOutcome) -> tuple[str, ...]:
    """What was written, and what is to be known of it."""
    name = QFileInfo(outcome.path).fileName()
    said = [
        translate("Export", "{tickets} written to {file} ({size}).").format(
            tickets=tickets_text(outcome.rows), file=name, size=size_text(outcome.size)
        )
    ]
    if outcome.missing:
        said.append(
            translate(
                "Export", "{tickets} went or were hidden meanwhile and are not in the file."
            ).format(tickets=tickets_text(outcome.missing))
        )
    if outcome.sheets > 1:
        said.append(
            translate(
                "Export", "A sheet is full at 1,048,576 rows: there are {count} sheets."
            ).format(count=number_text(outcome.sheets))
        )
    if outcome.long_texts:
        said.append(
            translate(
                "Export",
                "{count} texts are too long for a cell of a workbook: each goes on in the sheet "
                "“Long texts”, and comes back whole when the file is imported.",
            ).format(count=number_text(outcome.long_texts))
        )
    return tuple(said)
