"""The only place that takes from the window what of its list goes on paper."""

from PySide6.QtCore import QCoreApplication

from helpdesk_desktop.domain.filters import EVERYTHING, all_of
from helpdesk_desktop.ui.filters.filter_words import filter_sentence
from helpdesk_desktop.ui.filters.quick_filter_model import quick_filter_name
from helpdesk_desktop.ui.main_window import MainWindow
from helpdesk_desktop.ui.printing.list_paper import ListPaper

translate = QCoreApplication.translate


def paper_of(window: MainWindow) -> ListPaper | None:
    """The list that the window shows, as it is printed; None without a database."""
    opened, model = window.open_desk, window.tickets.model
    names = model.names
    if opened is None or names is None:
        return None
    question, known = window.question, model.known
    desk = opened.desk
    now = desk.clock.now()
    quick = question.quick
    asked = all_of(question.spec.filter, question.spec.search)
    # The quick filter says its name in the title; what narrows it is said below.
    sentence = "" if asked == EVERYTHING else filter_sentence(asked, known.directory)
    title = translate("Printing", "All tickets") if quick is None else quick_filter_name(quick)
    columns = tuple(
        known.by_key[one.key] for one in window.tickets.columns if one.key in known.by_key
    )
    return ListPaper(desk, question.spec, columns, names.at(now), title, sentence, now)
