"""The only place that shows why a ticket is in the list, or is not."""

from collections.abc import Sequence

from PySide6.QtCore import QRegularExpression, QSize, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QTreeWidgetItemIterator,
    QVBoxLayout,
    QWidget,
)

from helpdesk_desktop.domain.people import AgentId, Directory
from helpdesk_desktop.ui.icons import icon, pixmap
from helpdesk_desktop.ui.plain_text import ElidedLabel, make_label, tooltip
from helpdesk_desktop.ui.theme import set_tone, theme
from helpdesk_desktop.ui.tokens import SPACE
from helpdesk_desktop.ui.why.why_lines import Line, Mark, mark_name

_CONDITION, _HOLDS, _VALUE = range(3)
_ICONS = {
    Mark.HOLDS: ("circle-check", "success"),
    Mark.FAILS: ("circle-x", "danger"),
    Mark.MUTED: ("volume-x", "muted"),
    Mark.NONE: ("minus", "muted"),
}
_MARK = Qt.ItemDataRole.UserRole
_SIGN = 20  # pixels
# Every serial of 64 bits that could ever be given.
_SERIAL = QRegularExpression(r"#?\d{1,18}")


class WhyWindow(QDialog):
    """The conditions of the list, each true or not, with what the ticket has.

    `serial_asked` carries a serial typed in, `agent_chosen` an `AgentId`. It stays open beside the
    list; what it shows is handed in.
    """

    serial_asked = Signal(object)  # an int, which may be longer than Qt's own
    agent_chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("why_window")
        self.setWindowTitle(self.tr("Why is this ticket here?"))
        self.serial = QLineEdit()
        self.serial.setObjectName("why_serial")
        self.serial.setAccessibleName(self.tr("Serial of the ticket"))
        self.serial.setPlaceholderText(self.tr("Serial"))
        self.serial.setValidator(QRegularExpressionValidator(_SERIAL, self.serial))
        self.serial.setFixedWidth(120)
        self.ask = QPushButton(self.tr("Ask"))
        self.ask.setObjectName("why_ask")
        self.ask.setDefault(True)
        self.agent = QComboBox()
        self.agent.setObjectName("why_agent")
        self.agent.setAccessibleName(self.tr("As seen by"))
        self.agent.setMinimumContentsLength(14)
        # A name may be 200 letters long.
        self.agent.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._seen_by = make_label(self.tr("As seen by"), name="why_seen_by", tone="muted")
        self._seen_by.setBuddy(self.agent)
        self._sign = QLabel()
        self._sign.setFixedSize(_SIGN, _SIGN)
        self._verdict = make_label(name="why_verdict", tone="strong", is_wrapped=True)
        self._subject = ElidedLabel(name="why_subject", tone="muted")
        self.conditions = self._build_conditions()
        self._sign_name = ("ticket", "muted")
        self._lines: tuple[Line, ...] = ()
        self._build()
        self.resize(QSize(680, 560))
        self.ask.clicked.connect(self._on_ask_clicked)
        self.agent.activated.connect(self._on_agent_activated)
        theme().changed.connect(self._on_theme_changed)

    def _build_conditions(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setObjectName("why_conditions")
        tree.setProperty("kind", "lines")
        tree.setAccessibleName(self.tr("Conditions of the list"))
        tree.setHeaderLabels([self.tr("Condition"), self.tr("Holds"), self.tr("The ticket has")])
        header = tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(_CONDITION, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_HOLDS, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_VALUE, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(_VALUE, 190)
        tree.setUniformRowHeights(True)
        tree.setAllColumnsShowFocus(True)
        tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        tree.setIndentation(5 * SPACE)
        return tree

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(2 * SPACE)
        ticket = make_label(self.tr("Ticket"), name="why_ticket", tone="muted")
        ticket.setBuddy(self.serial)
        top.addWidget(ticket)
        top.addWidget(self.serial)
        top.addWidget(self.ask)
        top.addStretch(1)
        top.addWidget(self._seen_by)
        top.addWidget(self.agent)
        said = QVBoxLayout()
        said.setSpacing(SPACE // 2)
        said.addWidget(self._verdict)
        said.addWidget(self._subject)
        answer = QHBoxLayout()
        answer.setSpacing(3 * SPACE)
        answer.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        answer.addLayout(said, 1)
        close = QPushButton(self.tr("Close"))
        close.setObjectName("close_why")
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * SPACE, 4 * SPACE, 5 * SPACE, 4 * SPACE)
        column.setSpacing(3 * SPACE)
        column.addLayout(top)
        column.addLayout(answer)
        column.addWidget(self.conditions, 1)
        column.addLayout(foot)
        self.say(self.tr("Choose a ticket in the list, or type its serial."), is_fault=False)

    def show_agents(self, directory: Directory, me: AgentId, *, may_choose: bool) -> None:
        """Offer the active agents to whoever may ask for others; keep the one that is chosen."""
        chosen = self.agent.currentData()
        self._seen_by.setVisible(may_choose)
        self.agent.setVisible(may_choose)
        self.agent.clear()
        agents = [one for one in directory.agents if one.is_active]
        for one in sorted(agents, key=lambda one: (one.id != me, one.name.casefold())):
            name = self.tr("{name} (me)").format(name=one.name) if one.id == me else one.name
            self.agent.addItem(name, one.id)
        place = self.agent.findData(chosen)
        self.agent.setCurrentIndex(max(place, 0))

    def show_answer(
        self, sentence: str, subject: str, lines: tuple[Line, ...], *, is_listed: bool
    ) -> None:
        """Say whether the list shows the ticket, and which conditions hold."""
        self._sign_name = _ICONS[Mark.HOLDS if is_listed else Mark.FAILS]
        self._verdict.setText(sentence)
        set_tone(self._verdict, "strong")
        self._subject.set_whole_text(subject)
        if lines != self._lines:
            self._lines = lines
            self.conditions.clear()
            self._add(self.conditions.invisibleRootItem(), lines)
            self.conditions.expandAll()
        self._paint_marks()

    def say(self, sentence: str, *, is_fault: bool = True) -> None:
        """Show a sentence instead of an answer."""
        self._sign_name = ("circle-alert", "danger") if is_fault else ("ticket", "muted")
        self._verdict.setText(sentence)
        set_tone(self._verdict, "danger" if is_fault else "muted")
        self._subject.set_whole_text("")
        self._lines = ()
        self.conditions.clear()
        self._paint_marks()

    def _add(self, parent: QTreeWidgetItem, lines: Sequence[Line]) -> None:
        for line in lines:
            item = QTreeWidgetItem(parent, [line.text, mark_name(line.mark), line.value])
            item.setData(_CONDITION, _MARK, line.mark.value)
            for place, text in ((_CONDITION, line.text), (_VALUE, line.value)):
                item.setToolTip(place, tooltip(text))
            if line.parts:
                font = item.font(_CONDITION)
                font.setWeight(font.Weight.DemiBold)
                item.setFont(_CONDITION, font)
            said = [line.text, mark_name(line.mark), line.value]
            told = ", ".join(part for part in said if part)
            item.setData(_CONDITION, Qt.ItemDataRole.AccessibleTextRole, told)
            self._add(item, line.parts)

    def _paint_marks(self) -> None:
        name, tint = self._sign_name
        self._sign.setPixmap(pixmap(name, tint, _SIGN, self.devicePixelRatioF()))
        items = QTreeWidgetItemIterator(self.conditions)
        while (item := items.value()) is not None:
            item.setIcon(_CONDITION, icon(*_ICONS[Mark(item.data(_CONDITION, _MARK))]))
            items += 1

    def _on_ask_clicked(self) -> None:
        text = self.serial.text().strip().removeprefix("#")
        if text.isdecimal():
            self.serial_asked.emit(int(text))

    def _on_agent_activated(self, place: int) -> None:
        self.agent_chosen.emit(self.agent.itemData(place))

    def _on_theme_changed(self) -> None:
        self._paint_marks()
