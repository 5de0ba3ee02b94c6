"""The only place that asks why a ticket is in the list, and asks again when anything changed."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.changes import Changes
from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.domain.people import AgentId, Directory
from helpdesk_desktop.domain.ticket import Serial
from helpdesk_desktop.domain.why import Why
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.detail.moments import When
from helpdesk_desktop.ui.filters.quick_filter_model import quick_filter_name
from helpdesk_desktop.ui.list.ticket_view import TicketView
from helpdesk_desktop.ui.list_question import ListQuestion
from helpdesk_desktop.ui.messages import error_sentence
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.why.why_lines import lines_of, verdict
from helpdesk_desktop.ui.why.why_window import WhyWindow


class WhyAsking(QObject):
    """Follows the list's current ticket and question while its window is open."""

    def __init__(
        self, runner: TaskRunner, view: TicketView, question: ListQuestion, window: QWidget
    ) -> None:
        super().__init__(window)
        self._runner = runner
        self._view = view
        self._question = question
        self._parent = window
        self._window: WhyWindow | None = None
        self._desk: Desk | None = None
        self._directory: Directory | None = None
        self._serial: int | None = None
        self._agent_id: AgentId | None = None
        view.current_changed.connect(self._on_current_changed)
        question.spec_changed.connect(self._on_spec_changed)
        runner.changed.connect(self._on_changed)

    @property
    def window(self) -> WhyWindow | None:
        """The window, once it was opened."""
        return self._window

    def set_desk(self, desk: Desk, directory: Directory) -> None:
        """Ask this desk from now on."""
        if desk is not self._desk:
            self._serial = self._agent_id = None
        self._desk, self._directory = desk, directory
        self._show_agents()
        self._ask()

    def open(self) -> None:
        """Open the window on the current ticket, or on a serial that is typed in."""
        if self._window is None:
            self._window = WhyWindow(self._parent)
            self._window.serial_asked.connect(self._on_serial_asked)
            self._window.agent_chosen.connect(self._on_agent_chosen)
            self._show_agents()
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()
        self._serial = self._view.current_serial
        self._window.serial.setText("" if self._serial is None else str(self._serial))
        self._window.serial.selectAll()
        self._window.serial.setFocus()
        self._ask()

    def _show_agents(self) -> None:
        if self._window is not None and self._desk is not None and self._directory is not None:
            viewer = self._desk.viewer
            may_choose = viewer.is_administrator
            self._window.show_agents(self._directory, viewer.agent_id, may_choose=may_choose)
            # Whoever is not in the box any more is not asked for: it shows the asker then.
            chosen = self._window.agent.currentData() if may_choose else None
            if self._agent_id is not None:
                self._agent_id = chosen

    def _ask(self) -> None:
        window, desk, directory = self._window, self._desk, self._directory
        serial, agent_id = self._serial, self._agent_id
        if window is None or not window.isVisible() or desk is None or directory is None:
            return
        if serial is None:
            window.say(self.tr("Choose a ticket in the list, or type its serial."), is_fault=False)
            return
        spec, quick = self._question.spec, self._question.quick
        name = "" if quick is None else quick_filter_name(quick)

        def work(cancel: Cancellation) -> Why:
            return desk.tickets.why(Serial(serial), spec, cancel, as_agent=agent_id)

        def land(why: Why) -> None:
            when = When(desk.clock.now(), desk.clock.zone)
            lines = lines_of(why, name, directory, when)
            window.show_answer(verdict(why), why.ticket.subject, lines, is_listed=why.is_listed)

        def fail(error: HelpdeskError) -> None:
            window.say(error_sentence(error))

        self._runner.run(work, land, failed=fail, lane="why", owner=self)

    def _on_serial_asked(self, serial: int) -> None:
        self._serial = serial
        self._ask()

    def _on_agent_chosen(self, agent_id: AgentId) -> None:
        self._agent_id = agent_id
        self._ask()

    def _on_current_changed(self, serial: int | None) -> None:
        if self._window is None or not self._window.isVisible() or serial is None:
            return
        self._serial = serial
        self._window.serial.setText(str(serial))
        self._ask()

    def _on_spec_changed(self, _spec: object) -> None:
        self._ask()

    def _on_changed(self, changes: Changes, _initiator: object) -> None:
        if not changes.is_of_filters_alone:
            self._ask()
