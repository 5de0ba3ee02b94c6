"""The only place that says how many tickets are listed and which database this is."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStatusBar, QWidget

from helpdesk_desktop.services.contracts import DatabaseInfo
from helpdesk_desktop.ui.icons import pixmap
from helpdesk_desktop.ui.messages import number_text
from helpdesk_desktop.ui.plain_text import ElidedLabel
from helpdesk_desktop.ui.theme import theme
from helpdesk_desktop.ui.tokens import SPACE

_SEPARATOR = "  ·  "
_LAMP = 14
_MOST_PLACE_WIDTH = 560


class StatusLine(QStatusBar):
    """Counts and selection on the left; database, who keeps permission, latency on the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_line")
        self.setSizeGripEnabled(False)
        self._matching: int | None = None
        self._all: int | None = None
        self._where = ""
        self._selected = 0
        self._is_cut = False
        self._info: DatabaseInfo | None = None
        self._latency_ms: int | None = None
        self._is_away = False
        self._counts = ElidedLabel(name="counts")
        self._lamp = QLabel()
        self._lamp.setObjectName("lamp")
        self._database = ElidedLabel(name="database")
        self._database.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._counts.setContentsMargins(2 * SPACE, SPACE, 0, SPACE)
        self.addWidget(self._counts, 1)
        self.addPermanentWidget(self._build_place())
        theme().changed.connect(self._tint)

    def _build_place(self) -> QWidget:
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 2 * SPACE, 0)
        row.setSpacing(SPACE + 2)
        self._lamp.setFixedWidth(_LAMP)
        row.addStretch(1)
        row.addWidget(self._lamp)
        row.addWidget(self._database)
        return place

    @property
    def counts_text(self) -> str:
        """What the left side says."""
        return self._counts.whole_text

    @property
    def database_text(self) -> str:
        """What the right side says."""
        return self._database.whole_text

    def show_counts(
        self, matching: int | None, of: int | None, where: str, *, is_cut: bool = False
    ) -> None:
        """Say `{matching} of {of} in {where}`; None while a number is not known yet."""
        self._matching, self._all, self._where, self._is_cut = matching, of, where, is_cut
        self._say_counts()

    def show_selected(self, count: int) -> None:
        """Say how many are selected; one or none needs no word."""
        self._selected = count
        self._say_counts()

    def show_database(self, info: DatabaseInfo | None, latency_ms: int | None = None) -> None:
        """Say which database is open and who keeps display permission."""
        self._info, self._latency_ms = info, latency_ms
        parts = []
        if info is not None:
            parts.append(f"{info.engine}  {info.place}")
            if info.engine != "SQLite":
                parts.append(
                    self.tr("permissions enforced by the server")
                    if info.is_enforcing
                    else self.tr("permissions kept by the program")
                )
            if info.is_read_only:
                parts.append(self.tr("read-only"))
            if latency_ms is not None:
                parts.append(self.tr("{ms} ms").format(ms=latency_ms))
        text = _SEPARATOR.join(parts)
        # The counts at the left need their room too; what is cut off stands in the tooltip.
        wanted = self._database.fontMetrics().horizontalAdvance(text) + 4
        self._database.setFixedWidth(min(wanted, _MOST_PLACE_WIDTH))
        self._database.updateGeometry()
        self._database.set_whole_text(text)
        self._tint()

    @property
    def says_away(self) -> bool:
        """Whether the lamp says that the database cannot be reached."""
        return self._is_away

    def show_away(self, *, is_away: bool) -> None:
        """Say by the lamp whether the database cannot be reached; the banner has the words."""
        self._is_away = is_away
        self._tint()

    def _say_counts(self) -> None:
        parts = []
        if self._matching is not None:
            matching = number_text(self._matching)
            if self._all is not None and self._all != self._matching:
                of = number_text(self._all)
                counted = self.tr("{matching} of {of}").format(matching=matching, of=of)
            else:
                counted = matching
            parts.append(
                self.tr("{counted} in {where}").format(counted=counted, where=self._where)
                if self._where
                else self.tr("{counted} tickets").format(counted=counted)
            )
        if self._is_cut:
            parts.append(self.tr("the tail is reached by filtering"))
        if self._selected:
            parts.append(self.tr("{n} selected").format(n=number_text(self._selected)))
        self._counts.set_whole_text(_SEPARATOR.join(parts))

    def _tint(self) -> None:
        ratio = self.devicePixelRatioF()
        lit = "danger" if self._is_away else "success"
        tint = "muted" if self._info is None else lit
        name = "database" if self._info is None or self._info.engine == "SQLite" else "server"
        self._lamp.setPixmap(pixmap(name, tint, _LAMP, ratio))
