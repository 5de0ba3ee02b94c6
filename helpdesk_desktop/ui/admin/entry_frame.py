"""The only place for how a page of entries is laid out: the list left, the form right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from helpdesk_desktop.ui.admin.admin_section import AdminSection
from helpdesk_desktop.ui.admin.entry_list import EntryList
from helpdesk_desktop.ui.admin.form_parts import FormPart, LinePart
from helpdesk_desktop.ui.icons import bind_icon
from helpdesk_desktop.ui.plain_text import ElidedLabel, make_label
from helpdesk_desktop.ui.theme import set_kind
from helpdesk_desktop.ui.tokens import SPACE


class EntryFrame(AdminSection):
    """The parts of a page and where they stand; what they do is `EntryPage`'s."""

    # What stands in objectNames, as in `roles_list`.
    name = ""
    is_ordered = False
    list_width = 250

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{self.name}_page")
        self.search = QLineEdit()
        self.list = EntryList(f"{self.name}_list", self.heading(), is_ordered=self.is_ordered)
        self.add = QPushButton(self.add_words())
        self.title = ElidedLabel(name=f"{self.name}_title", tone="title")
        self.subtitle = make_label(name=f"{self.name}_subtitle", tone="muted", is_wrapped=True)
        self.notice = make_label(name=f"{self.name}_notice", is_wrapped=True)
        self.key = LinePart(
            f"{self.name}_key", self.key_words(), hint=self.key_hint(), is_required=True
        )
        self.parts = self.make_parts()
        self.save = QPushButton(self.tr("Save"))
        self.discard = QPushButton(self.tr("Discard changes"))
        self.side = QPushButton()
        self.unsaved = make_label(self.tr("Not saved yet"), name=f"{self.name}_unsaved")
        self._build()

    def heading(self) -> str:
        """The page in a word."""
        raise NotImplementedError

    def add_words(self) -> str:
        """What the button that begins a new entry says."""
        raise NotImplementedError

    def new_words(self) -> str:
        """The title of an entry that is about to be made."""
        raise NotImplementedError

    def key_words(self) -> str:
        """What an entry's key is called."""
        return self.tr("Key")

    def key_hint(self) -> str:
        """What stands in an empty key."""
        return ""

    def make_parts(self) -> dict[str, FormPart]:
        """The settings of the form by name, in their order."""
        raise NotImplementedError

    def say(self, sentence: str) -> None:
        """Put a sentence over the form; an empty one takes it away."""
        self.notice.setText(sentence)
        self._notice_frame.setVisible(bool(sentence))

    def _build(self) -> None:
        self.search.setObjectName(f"{self.name}_find")
        self.search.setPlaceholderText(self.tr("Find…"))
        self.search.setAccessibleName(self.tr("Find in the list"))
        self.search.setClearButtonEnabled(True)
        self.add.setObjectName(f"{self.name}_add")
        bind_icon(self.add, "plus")
        left = QVBoxLayout()
        left.setContentsMargins(4 * SPACE, 4 * SPACE, 3 * SPACE, 4 * SPACE)
        left.setSpacing(2 * SPACE)
        head = self.build_head_of_list()
        if head is not None:
            left.addLayout(head)
        left.addWidget(self.search)
        left.addWidget(self.list, 1)
        self.no_match = make_label(
            self.tr("Nothing of this name"), name=f"{self.name}_no_match", tone="muted"
        )
        self.no_match.hide()
        left.addWidget(self.no_match)
        left.addLayout(self.build_foot_of_list())
        side = QFrame()
        side.setLayout(left)
        side.setFixedWidth(self.list_width)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addWidget(self._build_form(), 1)

    def build_head_of_list(self) -> QHBoxLayout | None:
        """What stands over the list, if anything."""
        return None

    def build_foot_of_list(self) -> QHBoxLayout:
        """What stands under the list."""
        foot = QHBoxLayout()
        foot.addWidget(self.add, 1)
        return foot

    def _build_form(self) -> QWidget:
        for label in (self.subtitle, self.notice):
            # A name without a space must not make the form wider than its place.
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._notice_frame = QFrame()
        self._notice_frame.setProperty("kind", "warning")
        told = QHBoxLayout(self._notice_frame)
        told.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, 2 * SPACE)
        told.addWidget(self.notice)
        self._notice_frame.hide()
        self.nothing = make_label(
            self.tr("There is nothing here yet."), name=f"{self.name}_nothing", tone="muted"
        )
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.hide()
        self._form = QWidget()
        self._form.setProperty("kind", "panel")
        column = QVBoxLayout(self._form)
        column.setContentsMargins(5 * SPACE, 4 * SPACE, 5 * SPACE, 4 * SPACE)
        column.setSpacing(4 * SPACE)
        head = QVBoxLayout()
        head.setSpacing(SPACE)
        head.addWidget(self.title)
        head.addWidget(self.subtitle)
        column.addLayout(head)
        column.addWidget(self._notice_frame)
        self.lay_out(column)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName(f"{self.name}_scroll")
        scroll.setAccessibleName(self.heading())
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        # On a screen of less than 900 points, as a small one at 200 %, a form may be wider.
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        scroll.setWidgetResizable(True)
        scroll.setWidget(self._form)
        self._scroll = scroll
        right = QFrame()
        right.setProperty("kind", "page")
        whole = QVBoxLayout(right)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addWidget(self.nothing, 1)
        whole.addWidget(self._build_foot())
        return right

    def _build_foot(self) -> QWidget:
        self.save.setObjectName(f"{self.name}_save")
        set_kind(self.save, "accent")
        self.discard.setObjectName(f"{self.name}_discard")
        set_kind(self.discard, "quiet")
        self.side.setObjectName(f"{self.name}_side")
        foot_frame = QFrame()
        foot_frame.setProperty("kind", "foot")
        foot = QHBoxLayout(foot_frame)
        foot.setContentsMargins(5 * SPACE, 3 * SPACE, 5 * SPACE, 3 * SPACE)
        foot.setSpacing(2 * SPACE)
        foot.addWidget(self.side)
        foot.addStretch(1)
        foot.addWidget(self.unsaved)
        foot.addWidget(self.discard)
        foot.addWidget(self.save)
        for button in (self.save, self.discard, self.side, self.add):
            button.setAutoDefault(False)
        return foot_frame

    def lay_out(self, column: QVBoxLayout) -> None:
        """Put the parts into the form."""
        for name, part in self.parts.items():
            column.addWidget(part.field)
            if name == "name":
                column.addWidget(self.key.field)
