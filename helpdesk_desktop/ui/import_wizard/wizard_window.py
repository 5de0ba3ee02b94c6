"""The only place that leads through the five steps of an import.

The window stands beside the main one and blocks nothing. Closing it asks nothing and loses
nothing: it is hidden as it is, and what runs goes on.
"""

from collections.abc import Callable
from typing import TypeVar, cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.domain.import_values import ImportOutcome
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.icons import bind_icon
from helpdesk_desktop.ui.import_wizard.columns_page import ColumnsPage
from helpdesk_desktop.ui.import_wizard.dropped_file import dropped_file
from helpdesk_desktop.ui.import_wizard.file_page import FilePage
from helpdesk_desktop.ui.import_wizard.import_session import ImportSession
from helpdesk_desktop.ui.import_wizard.preset_saver import PresetSaver
from helpdesk_desktop.ui.import_wizard.run_page import RunPage
from helpdesk_desktop.ui.import_wizard.step_rail import StepRail
from helpdesk_desktop.ui.import_wizard.trial_page import TrialPage
from helpdesk_desktop.ui.import_wizard.values_page import ValuesPage
from helpdesk_desktop.ui.messages import error_sentence, number_text
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.theme import set_kind
from helpdesk_desktop.ui.toast import Toast
from helpdesk_desktop.ui.tokens import SPACE

# Fits 1024 x 700 with the window's frame around it.
_WIDTH, _HEIGHT = 980, 650
FILE, COLUMNS, VALUES, TRIAL, RUN = range(5)
_PAGES = ("file", "columns", "values", "trial", "run_page")
# Between the pages that are made ahead: what was typed meanwhile comes first.
_BUILD_MS = 30

P = TypeVar("P", bound=QWidget)


class ImportWizard(QDialog):
    """Imports one file after the other.

    `show_wanted` carries the outcome whose tickets are asked for.
    """

    show_wanted = Signal(object)

    def __init__(
        self, runner: TaskRunner, desk: Desk, directory: Directory, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("import_wizard")
        self.setWindowTitle(self.tr("Import tickets"))
        self.setModal(False)
        self.setAcceptDrops(True)
        self._runner = runner
        self._step = FILE
        self.session = ImportSession(runner, desk, directory, self)
        self.rail = StepRail(
            (
                ("step_file", self.tr("File")),
                ("step_columns", self.tr("Columns")),
                ("step_values", self.tr("Values")),
                ("step_trial", self.tr("Dry run")),
                ("step_run", self.tr("Import")),
            )
        )
        self.pages = QStackedWidget()
        self._made: dict[int, QWidget] = {}
        self._builder = QTimer(self, singleShot=True, interval=_BUILD_MS)
        self._builder.timeout.connect(self._build_next)
        self.saver = PresetSaver(runner, self.session)
        self.keep = self._button("keep_mapping", self.tr("Save mapping…"))
        self.hindrance = make_label(name="hindrance", tone="danger")
        self.back = self._button("wizard_back", self.tr("Back"))
        self.next = self._button("wizard_next", self.tr("Next"))
        self.toast = Toast(self)
        self._build()
        self._wire()
        self.show_step(FILE)

    def _button(self, name: str, says: str) -> QPushButton:
        button = QPushButton(says)
        button.setObjectName(name)
        # Enter in a line must never press a button by itself.
        button.setAutoDefault(False)
        return button

    def _build(self) -> None:
        bind_icon(self.keep, "bookmark")
        set_kind(self.keep, "quiet")
        set_kind(self.next, "accent")
        self.next.setToolTip(self.tr("The next step (Ctrl+Enter)"))
        self.back.setToolTip(self.tr("The step before (Ctrl+Page Up)"))
        self.pages.addWidget(self.file)
        foot = QFrame()
        foot.setProperty("kind", "foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(5 * SPACE, 3 * SPACE, 5 * SPACE, 3 * SPACE)
        row.setSpacing(2 * SPACE)
        row.addWidget(self.keep)
        row.addWidget(self.hindrance, 1, Qt.AlignmentFlag.AlignRight)
        row.addWidget(self.back)
        row.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.rail)
        column.addWidget(self.pages, 1)
        column.addWidget(self.saver)
        column.addWidget(foot)
        self.resize(_WIDTH, _HEIGHT)

    def _wire(self) -> None:
        session = self.session
        self.rail.step_wanted.connect(self.show_step)
        self.back.clicked.connect(self.go_back)
        self.next.clicked.connect(self.go_on)
        self.keep.clicked.connect(self.saver.open)
        self.saver.saved.connect(self._on_preset_saved)
        self.file.proceeded.connect(self.go_on)
        for signal in (
            session.look_changed,
            session.mapping_changed,
            session.words_changed,
            session.trial_changed,
            session.run_changed,
        ):
            signal.connect(self._show_state)
        for keys, act in (
            ("Ctrl+Return", self.go_on),
            ("Ctrl+Enter", self.go_on),
            ("Ctrl+PgDown", self.go_on),
            ("Ctrl+PgUp", self.go_back),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    # Pages, each made when it is first needed or when there is nothing else to do

    @property
    def file(self) -> FilePage:
        """Step 1."""
        return self._page(FILE, FilePage)

    @property
    def columns(self) -> ColumnsPage:
        """Step 2."""
        return self._page(COLUMNS, ColumnsPage)

    @property
    def values(self) -> ValuesPage:
        """Step 3."""
        return self._page(VALUES, ValuesPage)

    @property
    def trial(self) -> TrialPage:
        """Step 4."""
        return self._page(TRIAL, TrialPage)

    @property
    def run_page(self) -> RunPage:
        """Step 5."""
        return self._page(RUN, RunPage)

    def _page(self, step: int, kind: Callable[[ImportSession], P]) -> P:
        made = self._made.get(step)
        if made is None:
            made = self._made[step] = kind(self.session)
            self.pages.addWidget(made)
            if isinstance(made, TrialPage | RunPage):
                made.save_wanted.connect(self._on_save_wanted)
            if isinstance(made, TrialPage):
                made.value_wanted.connect(self._on_value_wanted)
            if isinstance(made, RunPage):
                made.show_wanted.connect(self._on_show_wanted)
        return cast("P", made)

    def _build_next(self) -> None:
        # All at once they would cost 0.2 s at the first opening.
        for step, page in enumerate(_PAGES):
            if step not in self._made:
                getattr(self, page)
                self._builder.start()
                return

    # Steps

    @property
    def step(self) -> int:
        """The step on screen."""
        return self._step

    def show_step(self, step: int) -> None:
        """Go to a step, as far as it can be gone to."""
        while not self._may_show(step):
            step -= 1
        self._step = step
        self.pages.setCurrentWidget(getattr(self, _PAGES[step]))
        if step == VALUES:
            self.session.count_words()
        elif step == TRIAL:
            self.session.try_it()
        self._show_state()
        self.focus_step()

    def focus_step(self) -> None:
        """Put the focus where the present step begins."""
        page = self.pages.currentWidget()
        first: QWidget = self.file.path
        if isinstance(page, ColumnsPage | ValuesPage):
            first = page.table
        elif isinstance(page, TrialPage | RunPage):
            first = page.report.table
        if first.isVisible():
            first.setFocus()
        else:
            self.next.setFocus()

    def go_back(self) -> None:
        """One step back."""
        if self.back.isEnabled():
            self.show_step(max(self.step - 1, FILE))

    def go_on(self) -> None:
        """One step on; from the dry run it is the import, and in the end the window closes."""
        if not self.next.isEnabled():
            return
        if self.step == RUN:
            self.close()
        elif self.step == TRIAL:
            trial = self.session.trial
            is_whole = trial is not None and trial.error is None
            self.run_page.expect(trial.totals.rows if trial is not None and is_whole else 0)
            self.session.run()
            self.show_step(RUN)
        else:
            self.show_step(self.step + 1)

    def import_file(self, path: str) -> None:
        """Look at this file, as if it had been chosen."""
        if self.session.running.is_running:
            self.toast.say(self.tr("An import is running. Wait for it, or cancel it."))
            return
        self.file.path.setModified(False)
        self.session.choose(path)
        self.show_step(FILE)

    def _may_show(self, step: int) -> bool:
        session = self.session
        if step == FILE:
            return True
        if step != RUN and (session.look is None or not session.look.columns):
            return False
        if step in {VALUES, TRIAL}:
            return not self._hindrance()
        if step == RUN:
            is_over = session.outcome is not None or session.run_error is not None
            return session.running.is_running or is_over
        return True

    def _show_state(self) -> None:
        session, step = self.session, self.step
        if not self._may_show(step):
            self.show_step(step)
            return
        self.rail.show_step(step, [self._may_show(one) for one in range(5)])
        self.back.setEnabled(step > FILE)
        self.hindrance.setText(self._hindrance() if step == COLUMNS else "")
        self.keep.setVisible(session.look is not None and step != FILE)
        self.next.setEnabled(self._may_go_on())
        self.next.setText(self._next_words())

    def _hindrance(self) -> str:
        if not self.session.has_subject:
            return self.tr("Choose the column of the subject: a ticket must have one.")
        missing = self.session.missing_column
        if missing is not None:
            return self.tr("The file has no column “{name}”.").format(name=missing)
        return ""

    def _may_go_on(self) -> bool:
        session, step = self.session, self.step
        if step == RUN:
            return True
        if session.running.is_running or not self._may_show(COLUMNS):
            return False
        if step == TRIAL:
            trial = session.trial
            return trial is not None and trial.totals.created + trial.totals.updated > 0
        return not self._hindrance() if step == COLUMNS else True

    def _next_words(self) -> str:
        if self.step == RUN:
            return self.tr("Close")
        trial = self.session.trial
        if self.step != TRIAL:
            return self.tr("Next")
        if trial is None or trial.error is not None:
            return self.tr("Import")
        # Those that are known already, or stand in the file twice, make no ticket.
        rows = trial.totals.created + trial.totals.updated
        if rows == 1:
            return self.tr("Import 1 row")
        return self.tr("Import {rows} rows").format(rows=number_text(rows))

    # What came back

    def _on_value_wanted(self, key: str) -> None:
        self.show_step(COLUMNS)
        self.columns.show_value_of(key)

    def _on_show_wanted(self) -> None:
        self.show_wanted.emit(self.session.outcome)

    def _on_preset_saved(self, name: str) -> None:
        self.toast.say(
            self.tr("Saved as “{name}”: files with this header are read like this.").format(
                name=name
            )
        )

    def _on_save_wanted(self, path: str) -> None:
        session = self.session
        look = session.look
        outcome: ImportOutcome | None = session.trial if self.step == TRIAL else session.outcome
        if look is None or outcome is None:
            return
        imports = session.desk.imports

        def land(_: object) -> None:
            self.toast.say(self.tr("The report was saved: {path}").format(path=path))

        def refuse(error: HelpdeskError) -> None:
            self.toast.say(error_sentence(error))

        self._runner.run(
            lambda _: imports.save_report(path, look, outcome),
            land,
            failed=refuse,
            order="import-report",
            owner=self,
        )

    # Qt

    @override
    def showEvent(self, arg__1: QShowEvent) -> None:
        super().showEvent(arg__1)
        self._builder.start()

    @override
    def hideEvent(self, arg__1: QHideEvent) -> None:
        super().hideEvent(arg__1)
        self._builder.stop()

    @override
    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        if arg__1.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            focused = self.focusWidget()
            if isinstance(focused, QPushButton):
                focused.click()
            return
        super().keyPressEvent(arg__1)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event.mimeData()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_file(event.mimeData())
        if path:
            event.acceptProposedAction()
            self.import_file(path)
