"""The only place where a pattern is written and tried, on a worker: some never come to an end."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.custom_values import matches, pattern_problem
from helpdesk_desktop.domain.errors import HelpdeskError, Problem
from helpdesk_desktop.ui.admin.form_parts import FormPart
from helpdesk_desktop.ui.create.form_field import FormField
from helpdesk_desktop.ui.messages import problem_sentence
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.theme import Tone, set_tone
from helpdesk_desktop.ui.tokens import SPACE

_LANE = "pattern_try"
_PAUSE_MS = 120

# Why it is no pattern, or whether the text matches: None took too long.
Verdict = Problem | bool | None


def try_pattern(pattern: str, text: str) -> Verdict:
    """What a pattern says of a text."""
    return pattern_problem(pattern) or matches(pattern, text)


class PatternPart(FormPart):
    """A regular expression, and a line to try it with; `tried` says that a verdict stands there."""

    tried = Signal()

    def __init__(self, name: str, says: str) -> None:
        both = QWidget()
        self.line = QLineEdit()
        self.line.setObjectName(name)
        self.line.setPlaceholderText(self.tr("for example  [A-Z]{2}-\\d{4}"))
        self.trial = QLineEdit()
        self.trial.setObjectName(f"{name}_trial")
        self.trial.setPlaceholderText(self.tr("Try it: type a text here"))
        self.trial.setAccessibleName(self.tr("Try the pattern with a text"))
        self.verdict = make_label(name=f"{name}_verdict", tone="muted", is_wrapped=True)
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self.line)
        column.addWidget(self.trial)
        column.addWidget(self.verdict)
        super().__init__(FormField(name, says, both, target=self.line, is_required=True))
        self._runner: TaskRunner | None = None
        self._is_running = False
        self._tried: tuple[str, str] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._try)
        self.line.textEdited.connect(self.changed)
        self.line.textChanged.connect(self._ask)
        self.trial.textChanged.connect(self._ask)
        self._say("", "muted")

    def use_runner(self, runner: TaskRunner) -> None:
        """Try patterns on its workers."""
        self._runner = runner

    @property
    def is_trying(self) -> bool:
        """Whether a verdict is on its way."""
        return self._is_running or self._pause.isActive()

    @override
    def value(self) -> str:
        """The pattern."""
        return self.line.text()

    @override
    def show_value(self, value: str) -> None:
        """Show a pattern."""
        if value != self.line.text():
            self.line.setText(value)
            self.line.setCursorPosition(0)

    def _ask(self) -> None:
        if not self.line.text() and not self.trial.text():
            self._pause.stop()
            self._say("", "muted")
            return
        self._pause.start()

    def _try(self) -> None:
        # One at a time: a pattern that never ends would take every worker while it is typed.
        if self._runner is None or self._is_running:
            return
        pattern, text = self._tried = (self.line.text(), self.trial.text())
        self._is_running = True

        def work(_cancel: Cancellation) -> Verdict:
            return try_pattern(pattern, text)

        self._runner.run(work, self._on_verdict, failed=self._on_failed, owner=self, lane=_LANE)

    def _on_verdict(self, verdict: Verdict) -> None:
        self._is_running = False
        if self._tried != (self.line.text(), self.trial.text()):
            self._ask()  # it was typed on meanwhile
            return
        if isinstance(verdict, Problem):
            if self.line.text():
                self._say(problem_sentence(verdict), "danger")
            else:
                self._say(self.tr("There is no pattern yet."), "muted")
        elif not self.trial.text():
            self._say(self.tr("This is a pattern. The whole text must match it."), "muted")
        elif verdict is None:
            self._say(
                self.tr(
                    "Took too long: with this pattern such a text could not be saved. "
                    "Write it without one repetition inside another."
                ),
                "warning",
            )
        elif verdict:
            self._say(self.tr("✓ Matches"), "success")
        else:
            self._say(self.tr("✗ Does not match"), "danger")
        self.tried.emit()

    def _on_failed(self, _error: HelpdeskError) -> None:
        self._is_running = False
        self._say("", "muted")

    def _say(self, sentence: str, tone: Tone) -> None:
        self.verdict.setText(sentence)
        self.verdict.setVisible(bool(sentence))
        set_tone(self.verdict, tone)
        self.trial.setAccessibleDescription(sentence)
