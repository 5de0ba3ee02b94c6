"""The only place that gives the window its language: the translators, and the form of numbers.

Texts stand in English in the source; `resources/translations` holds what `packaging/dev.py` made of
the .ts files. A text without a translation stays English. Qt brings no Vietnamese of its own, so
its buttons and menus have a file of ours.
"""

import shiboken6
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from helpdesk_desktop.domain.preferences import LanguageName
from helpdesk_desktop.ui.resources import resource_path

# English has plurals to form, though its texts need no translation.
_FILES: dict[str, tuple[str, ...]] = {
    "en": ("helpdesk_en",),
    "vi": ("qtbase_vi", "helpdesk_vi"),
}
_LANGUAGES = {"en": QLocale.Language.English, "vi": QLocale.Language.Vietnamese}
_installed: list[QTranslator] = []


def spoken_language(choice: LanguageName) -> str:
    """`en` or `vi`: the chosen one, or the system's where we speak it."""
    if choice in _FILES:
        return choice
    return "vi" if QLocale.system().language() == QLocale.Language.Vietnamese else "en"


def speak(choice: LanguageName) -> None:
    """Let every text made from now on be in this language; windows that stand keep theirs."""
    app = QCoreApplication.instance()
    assert app is not None  # noqa: S101 - made by main()
    forget_languages()
    spoken = spoken_language(choice)
    for name in _FILES[spoken]:
        translator = QTranslator(app)
        # A checkout that was not set up has no compiled files: English is there without them.
        if translator.load(str(resource_path("translations", f"{name}.qm"))):
            app.installTranslator(translator)
            _installed.append(translator)
    QLocale.setDefault(_locale_for(spoken, choice))


def forget_languages() -> None:
    """Let every text made from now on be as the source has it."""
    app = QCoreApplication.instance()
    while _installed:
        translator = _installed.pop()
        if app is not None and shiboken6.isValid(translator):
            app.removeTranslator(translator)


def _locale_for(spoken: str, choice: LanguageName) -> QLocale:
    system = QLocale.system()
    if system.language() == QLocale.Language.C:
        # Nobody's language: its numbers have no separators that an eye could count by.
        system = QLocale(QLocale.Language.English, QLocale.Country.World)
    # Who chose a language wants its dates; who did not keeps the system's own.
    if choice == "system" or system.language() == _LANGUAGES[spoken]:
        return system
    return QLocale(_LANGUAGES[spoken])
