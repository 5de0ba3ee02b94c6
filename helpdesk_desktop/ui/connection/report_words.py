"""The only place that says in words what a test of a database found."""

from PySide6.QtCore import QCoreApplication

from helpdesk_desktop.services.contracts import DatabaseReport

translate = QCoreApplication.translate


def report_sentence(report: DatabaseReport) -> str:
    """What opening the database would bring."""
    if report.is_older:
        return translate(
            "DatabaseReport",
            "This file was made by an older version of the program. Opening it keeps a copy beside "
            "it and brings it up to date.",
        )
    engine = f"{report.engine} {report.version}"
    if report.viewer is None or report.tickets is None:
        return translate(
            "DatabaseReport",
            "This is a helpdesk database ({engine}). Who you are there is asked when you open it.",
        ).format(engine=engine)
    sentence = translate(
        "DatabaseReport",
        "This is a helpdesk database ({engine}). You would be {name} ({role}) and see %Ln tickets.",
        "",
        report.tickets,
    )
    return sentence.format(engine=engine, name=report.viewer.name, role=report.viewer.role.name)
