"""The only place that walks through every screen of the program and writes down what is named.

The state that it walks in: an administrator; a group; a field of each kind for tickets and one each
for contacts and companies; two contacts of one company that may be the same; two tickets; one saved
filter in force. Texts are replaced by themselves in marks, so that accessible names come out as the
source has them, in no language and without any data.
"""

import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTranslator
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QListWidget, QMenu, QWidget
from typing_extensions import override

from helpdesk_desktop.domain.custom_field import OPTION_KINDS, CustomFieldKind
from helpdesk_desktop.testing.databases import FileGround, Filling, HelpdeskDatabase
from helpdesk_desktop.testing.desk import PreparedDesk
from helpdesk_desktop.testing.home import home_at
from helpdesk_desktop.testing.object_names import ObjectName
from helpdesk_desktop.testing.pages.administration import PAGES
from helpdesk_desktop.testing.pages.detail import PickCard
from helpdesk_desktop.testing.pages.page import Dialog, Page, Popup
from helpdesk_desktop.testing.pages.window import HelpdeskWindow
from helpdesk_desktop.testing.program import Program, Start
from helpdesk_desktop.ui.admin.field_preview import FieldPreview
from helpdesk_desktop.ui.crash.crash_dialog import CrashDialog
from helpdesk_desktop.ui.password_dialog import PasswordDialog

# A setting of each page's form whose fault is said when it is empty.
_FAULTY = {"agents": "key", "groups": "key", "roles": "key", "types": "key"}
_KEEP = "HELPDESK_QA_"
_LOOK_MS = 50
_SAMPLE = "sample_"
# A key's place in a text, and Qt's plural, in a form that neither str.format nor Qt fills in.
_HIDDEN = str.maketrans({"{": "‹", "}": "›"})
_SHOWN_AGAIN = str.maketrans({"‹": "{", "›": "}", "№": "%Ln"})
_SAID = re.compile(r"⟨[^⟨⟩]*⟩")
_QTS_OWN = re.compile(r"^(qt_|_q_|Q[A-Z]|Scroll(Left|Right)Button$|_layout$)")
_QTS_CONTEXT = re.compile(r"^(Q[A-Z]|Platform)")


def walked_names() -> frozenset[ObjectName]:
    """Every name of every screen, from windows that are really opened; takes some seconds.

    Raises:
        TypeError: Qt runs without windows here.
    """
    app = QApplication.instance() or QApplication(["helpdesk-desktop"])
    if not isinstance(app, QApplication):
        raise TypeError("Qt runs without windows here")
    with tempfile.TemporaryDirectory() as folder:
        return walk(app, Path(folder))


def walk(app: QApplication, folder: Path) -> frozenset[ObjectName]:
    """Every name of every screen."""
    ground = FileGround(folder)
    with home_at(folder / "home", _KEEP), _marked_texts(app):
        database = ground.database(folder, Filling())
        _furnish(database.desk)
        program = Program(app, Start(folder / "windows.ini", database.url, "boss"))
        program.begin()
        try:
            found = _Walk(HelpdeskWindow(program).wait_ready(), database, folder).run()
        finally:
            program.end()
            database.close()
        program = Program(app, Start(folder / "none.ini"))
        program.begin()
        try:
            found |= _of_first_start(HelpdeskWindow(program))
        finally:
            program.end()
    return _one_each(found)


def _one_each(found: set[ObjectName]) -> frozenset[ObjectName]:
    """Each name once; what it says is * where that depends on what is shown."""
    said: dict[tuple[str, str, str], set[str]] = {}
    for one in found:
        said.setdefault(one.identity, set()).update({one.says} - {""})
    return frozenset(
        ObjectName(*identity, "*" if len(says) > 1 else "".join(says))
        for identity, says in said.items()
    )


def _of_first_start(window: HelpdeskWindow) -> set[ObjectName]:
    page = window.first_start.wait_open()
    return _names("start_page", page.root)


def _furnish(desk: PreparedDesk) -> None:
    desk.add_group("night", "Night shift", members="boss")
    desk.add_agent("lan", "Lan")
    for kind in CustomFieldKind:
        options = "One\nTwo" if kind in OPTION_KINDS else ""
        pattern = "[0-9]+" if kind is CustomFieldKind.REGEX else None
        key = _SAMPLE + kind.value.replace("-", "_")
        needed = kind is CustomFieldKind.TEXT  # or closing would ask for nothing
        desk.add_field(
            key, kind.value, options=options, pattern=pattern, is_required_to_close=needed
        )
    for owner in ("contact", "company"):
        desk.add_field(f"{_SAMPLE}text", of=owner)
    desk.add_company("ACME")
    for name in ("Minh", "Minh."):
        desk.add_contact(name, phone="0908123331", email="minh@example.vn", company="ACME")
    for subject in ("First", "Second"):
        serial = desk.create_ticket(subject, email="minh@example.vn", ccs="lan")
        desk.add_note(serial, "A note")
    desk.save_filter("Saved", "status:new")


class _Walk:
    """One walk; each step opens a screen, writes down its names and leaves it."""

    def __init__(self, window: HelpdeskWindow, database: HelpdeskDatabase, folder: Path) -> None:
        self._window = window
        self._database = database
        self._folder = folder
        self._found: set[ObjectName] = set()

    def run(self) -> set[ObjectName]:
        """All steps."""
        steps: tuple[Callable[[], None], ...] = (
            self._main_window,
            self._menus,
            self._filters,
            self._cards,
            self._dialogs,
            self._administration,
            self._contacts,
            self._wizard,
            self._closing,
            self._connection,
        )
        for step in steps:
            step()
        return self._found

    def _take(self, page: Page) -> None:
        # Forms are built in slices: until a look finds nothing more.
        while True:
            page.settle()
            names = _names(page.name, page.root)
            is_whole = names <= self._found
            self._found |= names
            if is_whole:
                return
            QTest.qWait(_LOOK_MS)

    def _look(self, page: Popup | Dialog) -> None:
        self._take(page)
        page.leave()

    def _main_window(self) -> None:
        window = self._window
        serial = window.tickets.serials[0]
        window.tickets.select(serial)
        window.detail.wait_for(serial)
        window.search_box.search("priority:>=low")
        window.filters.add("status")
        window.filters.card.find("values", QListWidget)
        window.filters.card.press(Qt.Key.Key_Space).apply()
        window.tickets.wait_for_count(len(window.tickets.serials))
        self._take(window)
        for field in ("subject", "description"):
            window.detail.edit(field)
            self._take(window)
            window.detail.press(Qt.Key.Key_Escape)

    def _menus(self) -> None:
        window = self._window
        self._look(window.account_menu.open())
        self._look(window.group_menu.open())
        self._look(window.tickets.header_menu("status"))
        self._look(window.tickets.row_menu())
        self._look(window.quick_filters.menu("Saved"))
        self._look(window.quick_filters.menu("unassigned"))
        self._look(window.filters.field_menu())
        window.clear_filters()

    def _filters(self) -> None:
        window = self._window
        menu = window.filters.field_menu()
        named = [name.removeprefix("field-") for name in menu.all_actions if "field-" in name]
        menu.leave()
        fields = list(dict.fromkeys(named))
        for field in fields:
            self._look(window.filters.add(field))
        window.search_box.search("priority:>=low")
        self._look(window.save_filter.open().click("save_filter"))
        window.search_box.clear()
        builder = window.filter_builder.open()
        builder.write("status:new (priority:high OR subject:x)")
        self._take(builder)
        for field in fields:
            builder.add_condition(field)
            self._take(builder)
        builder.click("addCondition")
        self._look(PickCard(window.program, "addCondition"))
        builder.done()
        window.clear_filters()
        self._look(window.quick_filters.share("Saved"))
        self._look(window.shared_filters.open())
        window.quick_filters.take("unassigned")

    def _cards(self) -> None:
        window = self._window
        window.tickets.select(window.tickets.serials[0])
        keys = (
            ("status", Qt.Key.Key_S),
            ("type", Qt.Key.Key_T),
            ("priority", Qt.Key.Key_P),
            ("assignee", Qt.Key.Key_A),
            ("group", Qt.Key.Key_G),
            ("ccs", Qt.Key.Key_C),
            ("due", Qt.Key.Key_D),
        )
        for field, key in keys:
            window.tickets.strike(key)
            self._look(window.pick_card(field))
        self._look(window.columns.open())

    def _dialogs(self) -> None:
        window = self._window
        create = window.create_ticket.open().try_to_save()
        self._take(create)
        create.find_contact("minh@example.vn")
        self._take(create)
        create.leave()
        create.open().make_contact("New", phone="0908123399")
        self._look(create)
        self._look(window.shortcuts.open())
        self._look(window.settings.open())
        self._look(window.why.open())
        export = window.export_dialog.open().fill("")
        self._look(export.click("export_run"))
        self._look(window.who.open())
        backups = window.backups.open().make()
        self._take(backups)
        self._look(backups.restore())
        backups.leave()

    def _administration(self) -> None:
        admin = self._window.administration.open()
        self._take(admin)
        for name in PAGES:
            page = admin.page(name)
            self._take(page)
            page.add()
            self._take(page)
            page.discard()
        fields = admin.fields
        for kind in CustomFieldKind:
            fields.add().pick_kind(kind.value)
            self._take(fields)
            if kind in OPTION_KINDS:
                self._look(fields.open_paste("One"))
            fields.discard()
        for name, setting in _FAULTY.items():
            page = admin.page(name).add().fill(name="New", **{setting: ""}).try_to_save()
            self._take(page)
            page.discard()
        admin.leave()

    def _contacts(self) -> None:
        contacts = self._window.contacts.open()
        contacts.select("Minh")
        self._take(contacts)
        self._look(contacts.new())
        contacts.select("Minh").select("Minh.", add=True)
        self._look(contacts.merge_selected())
        contacts.show("company").select("ACME")
        self._take(contacts)
        self._look(contacts.new())
        contacts.close()

    def _wizard(self) -> None:
        path = self._folder / "in.csv"
        path.write_text("id,subject,status\nA-1,Third,new\nA-2,Fourth,nonsense\n", encoding="utf-8")
        wizard = self._window.import_wizard.open()
        self._take(wizard)
        wizard.choose_file(path)
        self._take(wizard)
        while wizard.step != "run":
            wizard.go_on()
            self._take(wizard)
        wizard.run_to_the_end()
        self._look(wizard)

    def _closing(self) -> None:
        window = self._window
        window.quick_filters.take("unassigned")
        serial = window.refresh().tickets.serials[0]
        window.tickets.select(serial)
        window.detail.wait_for(serial).pick("status", "closed")
        self._look(window.closing.wait_open())

    def _connection(self) -> None:
        connection = self._window.connection.open()
        for face in ("file", "server"):
            self._take(connection.show(face).click("connect"))
        connection.leave()
        asking = PasswordDialog("", self._window.program.window, can_keep=True)
        asking.open()
        self._take(self._window.password.wait_open())
        asking.reject()
        crash = CrashDialog(self._window.program.window)
        crash.open()
        self._look(self._window.crash.wait_open())


def _names(screen: str, root: QWidget) -> set[ObjectName]:
    if isinstance(root, QMenu):
        return _names_of_menu(screen, root)
    window = root.window()
    shown = {id(part) for made in root.findChildren(FieldPreview) for part in _below(made)}
    parts = [
        one
        for one in (root, *root.findChildren(QWidget))
        if one.window() is window and id(one) not in shown
    ]
    actions = (action for part in parts for action in part.actions())
    return {
        ObjectName(screen, _stable(one.objectName()), _kind(one), _says(one))
        for one in (*parts, *actions)
        if one.objectName() and not _QTS_OWN.match(one.objectName())
    }


def _below(preview: FieldPreview) -> list[QWidget]:
    # A preview is no form that anybody fills.
    return preview.findChildren(QWidget)


def _names_of_menu(screen: str, menu: QMenu) -> set[ObjectName]:
    found = set()
    for action in menu.actions():
        below = action.menu()
        if isinstance(below, QMenu):
            found |= _names_of_menu(screen, below)
        named: QObject = below if isinstance(below, QMenu) else action
        if named.objectName():
            found.add(ObjectName(screen, _stable(named.objectName()), _kind(named), _says(action)))
    return found


def _stable(name: str) -> str:
    for kind in CustomFieldKind:
        name = name.replace(_SAMPLE + kind.value.replace("-", "_"), f"{{{kind.value} field}}")
    return re.sub(r"\d+", "{n}", name)


def _kind(one: QObject) -> str:
    # The class of Qt's that it is: ours are named as the program likes.
    return next(
        kind.__name__ for kind in type(one).__mro__ if kind.__module__.startswith("PySide6")
    )


def _says(one: QObject) -> str:
    match one:
        case QAction():
            said = one.text()
        case QAbstractButton() if one.isVisible():
            said = one.accessibleName() or one.text()
        case QWidget() if one.isVisible():
            said = one.accessibleName()
        case _:
            said = ""
    marked = (part[1:-1] for part in _SAID.findall(said))
    return " ".join(", ".join(marked).translate(_SHOWN_AGAIN).split())


class _Marks(QTranslator):
    """Says each text of ours as itself, in marks."""

    @override
    def translate(
        self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        del disambiguation, n
        if _QTS_CONTEXT.match(context):
            return sourceText  # an empty text would be taken for its translation
        return f"⟨{sourceText.translate(_HIDDEN).replace('%Ln', '№')}⟩"

    @override
    def isEmpty(self) -> bool:
        return False


@contextmanager
def _marked_texts(app: QApplication) -> Iterator[None]:
    marks = _Marks()
    app.installTranslator(marks)
    try:
        yield
    finally:
        app.removeTranslator(marks)
