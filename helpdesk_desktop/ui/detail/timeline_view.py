"""The only place that draws the timeline: one text, so that it can be read and copied as one.

Every word from data goes in by cursor and is never parsed. What is laid out at once is bounded;
older entries come when asked for.
"""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from helpdesk_desktop.ui.detail.moments import When, stamp_text
from helpdesk_desktop.ui.detail.timeline import EntryKind, TimelineEntry
from helpdesk_desktop.ui.detail.value_labels import LinkButton
from helpdesk_desktop.ui.detail.whole_text_window import show_whole_text
from helpdesk_desktop.ui.detail.wrapped_text import WrappedText
from helpdesk_desktop.ui.messages import instant_text
from helpdesk_desktop.ui.plain_text import broken_lines, make_label
from helpdesk_desktop.ui.theme import theme

# What is laid out at once: 60 entries fill six screens, 20,000 characters cost about 15 ms.
_ENTRIES_AT_ONCE = 60
_CHARACTERS_AT_ONCE = 20_000


class TimelineView(QWidget):
    """Entries, newest first, with "Show older" where there are more."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("timeline_view")
        self._entries: tuple[TimelineEntry, ...] = ()
        self._when: When | None = None
        self._pages = 1
        self.text = WrappedText("timeline")
        self.text.setAccessibleName(self.tr("Timeline"))
        self.text.anchorClicked.connect(self._on_anchor_clicked)
        self.nothing = make_label(self.tr("Nothing yet"), name="no_timeline", tone="muted")
        self.older = LinkButton("show_older")
        self.older.clicked.connect(self._on_older_clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.text)
        layout.addWidget(self.nothing)
        layout.addWidget(self.older)
        theme().changed.connect(self._draw)

    def show_entries(
        self, entries: tuple[TimelineEntry, ...], when: When, *, is_refresh: bool
    ) -> None:
        """Show these entries; a refresh keeps the older ones that were asked for."""
        if not is_refresh:
            self._pages = 1
        self._entries, self._when = entries, when
        self._draw()

    def _draw(self) -> None:
        if self._when is None:
            return
        shown = self._shown_count()
        self.nothing.setVisible(not self._entries)
        self.text.setVisible(bool(self._entries))
        rest = len(self._entries) - shown
        self.older.setVisible(rest > 0)
        self.older.set_whole_text(self.tr("Show older ({count})").format(count=rest))
        self.text.clear()
        cursor = QTextCursor(self.text.document())
        cursor.beginEditBlock()
        for number, entry in enumerate(self._entries[:shown]):
            self._draw_entry(cursor, number, entry, self._when)
        cursor.endEditBlock()
        self.text.setAccessibleDescription(self.text.toPlainText()[:2_000])

    def _draw_entry(
        self, cursor: QTextCursor, number: int, entry: TimelineEntry, when: When
    ) -> None:
        tokens = theme().tokens
        head = QTextBlockFormat()
        head.setTopMargin(12 if number else 0)
        head.setBottomMargin(2)
        if number:
            cursor.insertBlock(head)
        else:
            cursor.setBlockFormat(head)
        strong = _format(tokens.text)
        strong.setFontWeight(QFont.Weight.DemiBold)
        cursor.insertText(entry.title, strong)
        stamp = _format(tokens.muted)
        stamp.setToolTip(instant_text(entry.at, when.zone))
        cursor.insertText(f"  {stamp_text(entry.at, when)}", stamp)
        if entry.tag:
            colours = (tokens.processing, tokens.processing_fill)
            if not entry.is_internal:
                colours = (tokens.new, tokens.new_fill)
            tag = _format(colours[0])
            tag.setBackground(QColor(colours[1]))
            cursor.insertText("  ", _format(tokens.muted))
            cursor.insertText(f"\u00a0{entry.tag}\u00a0", tag)
        cursor.insertBlock(QTextBlockFormat())
        is_note = entry.kind is EntryKind.NOTE
        cursor.insertText(
            broken_lines(entry.body), _format(tokens.text if is_note else tokens.muted)
        )
        if entry.whole_body is not None:
            link = _format(tokens.accent)
            link.setAnchor(True)
            link.setAnchorHref(f"whole:{number}")
            cursor.insertText(" " + self.tr("Show the whole text"), link)

    def _shown_count(self) -> int:
        characters = 0
        for number, entry in enumerate(self._entries):
            characters += len(entry.body)
            if number >= self._pages * _ENTRIES_AT_ONCE:
                return number
            if number and characters > self._pages * _CHARACTERS_AT_ONCE:
                return number
        return len(self._entries)

    def _on_older_clicked(self) -> None:
        self._pages += 1
        self._draw()

    def _on_anchor_clicked(self, address: QUrl) -> None:
        number = int(address.path())
        if number < len(self._entries):
            entry = self._entries[number]
            show_whole_text(self, entry.title, entry.whole_body or entry.body)


def _format(colour: str) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(QColor(colour))
    return made
