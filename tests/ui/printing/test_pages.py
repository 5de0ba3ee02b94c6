"""Pages of a list: headings on each, what is too long, and columns that have no room."""

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtGui import QPageLayout
from PySide6.QtWidgets import QApplication

from helpdesk_desktop.ui.printing.pages import (
    Heading,
    Page,
    PageMaker,
    PaperBand,
    PaperLine,
    PaperRow,
    Stroke,
)
from helpdesk_desktop.ui.printing.sheet import STRONG, PaperColumn, Sheet, page_layout

COLUMNS = (PaperColumn("Serial"), PaperColumn("Subject", can_stretch=True), PaperColumn("Status"))
HEADING = Heading("Unprocessed", "Tickets with Status New", "3 tickets · today")
TEXTS = (
    "Đơn hàng giao trễ",
    "中文日本語" * 30,
    "😀🎫👩‍🚀" * 40,
    "word " * 80,
    "x" * 3_000,
    "=1+1",
    "العربية nhé",
    "a",
)


@pytest.fixture(autouse=True)
def layout(qapp: QApplication) -> QPageLayout:
    """A page that lies across."""
    assert qapp is not None
    return page_layout()


def _made(
    layout: QPageLayout, lines: Sequence[PaperLine], columns: Sequence[PaperColumn] = COLUMNS
) -> tuple[list[Page], Sheet]:
    maker = PageMaker(layout, HEADING, columns)
    return list(maker.pages(lines)), maker.sheet


def _rows(count: int) -> list[PaperLine]:
    return [PaperRow((str(at), TEXTS[at % len(TEXTS)], "New")) for at in range(count)]


def _texts(page: Page) -> list[str]:
    return [stroke.text for stroke in page.strokes]


def _widest(strokes: Sequence[Stroke], sheet: Sheet) -> float:
    return max(stroke.x + sheet.fonts.width(stroke.ink, stroke.text) for stroke in strokes)


def test_every_row_is_on_a_page_in_its_order_below_the_headings(layout: QPageLayout) -> None:
    pages, sheet = _made(layout, _rows(300))
    assert len(pages) > 5
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))
    assert sum(page.rows for page in pages) == 300
    numbers = [text for page in pages for text in _texts(page) if text.isdigit()]
    assert numbers == [str(at) for at in range(300)]
    for page in pages:
        texts = _texts(page)
        assert {"Serial", "Subject", "Status"} <= set(texts)
        assert texts[-1] == f"Page {page.number}"
        assert texts[-2].startswith("Unprocessed · 3 tickets")
        assert ("Tickets with Status New" in texts) == (page.number == 1)
        assert max(stroke.y for stroke in page.strokes) <= sheet.height
        assert _widest(page.strokes, sheet) <= sheet.width + 1


def test_a_text_without_room_goes_on_below_and_ends_with_an_ellipsis(layout: QPageLayout) -> None:
    (page,), sheet = _made(layout, _rows(len(TEXTS)))
    left, width = sheet.places[1].left, sheet.places[1].width
    mine = [stroke for stroke in page.strokes if stroke.x == left and stroke.text != "Subject"]
    shown: dict[str, int] = {}
    for stroke in mine:
        assert sheet.fonts.width(stroke.ink, stroke.text) <= width + 1
        shown[stroke.text[:1]] = shown.get(stroke.text[:1], 0) + 1
    assert shown["Đ"] == 1
    assert shown["x"] == 3
    assert shown["w"] == 3
    assert [stroke.text for stroke in mine if stroke.text.startswith("x")][-1].endswith("…")
    assert "=1+1" in _texts(page)  # no spreadsheet reads paper
    # A pair of halves that make one sign of UTF-16 is never cut.
    assert all(stroke.text.encode("utf-8") for stroke in mine)


def test_what_stands_out_is_bold(layout: QPageLayout) -> None:
    (page,), _ = _made(
        layout, [PaperRow(("1", "read", "New")), PaperRow(("2", "unread", "New"), 1)]
    )
    inks = {stroke.text: stroke.ink for stroke in page.strokes}
    assert inks["unread"] == STRONG
    assert inks["read"] != STRONG
    assert inks["2"] == inks["1"] != STRONG


def test_a_number_ends_at_the_right_edge_of_its_column(layout: QPageLayout) -> None:
    columns = (*COLUMNS, PaperColumn("Amount", is_right=True))
    rows = [PaperRow(("1", "a", "New", "7")), PaperRow(("2", "b", "New", "1,234.5"))]
    (page,), sheet = _made(layout, rows, columns)
    place = sheet.places[3]
    for text in ("7", "1,234.5"):
        stroke = next(one for one in page.strokes if one.text == text)
        end = stroke.x + sheet.fonts.width(stroke.ink, text)
        assert end == pytest.approx(place.left + place.width)


def test_columns_without_room_stand_in_lines_below_each_other(layout: QPageLayout) -> None:
    columns = [PaperColumn(f"Column {at}") for at in range(30)]
    rows = [PaperRow([f"{row}.{at} " + "x" * 15 for at in range(30)]) for row in range(20)]
    pages, sheet = _made(layout, rows, columns)
    assert sheet.tiers > 2
    tiers = [place.tier for place in sheet.places]
    assert tiers == sorted(tiers)
    for before, after in zip(sheet.places, sheet.places[1:], strict=False):
        if before.tier == after.tier:
            assert after.left >= before.left + before.width
    for page in pages:
        assert _widest(page.strokes, sheet) <= sheet.width + 1
    assert sum(page.rows for page in pages) == 20
    first = {stroke.text.split(" ")[0]: stroke for stroke in pages[0].strokes}
    assert first["0.0"].y < first["0.29"].y < first["1.0"].y


def test_a_groups_header_is_never_left_alone_at_the_foot(layout: QPageLayout) -> None:
    lines: list[PaperLine] = []
    for at in range(60):
        lines += [PaperBand(f"Group {at} (1)"), PaperRow((str(at), "a", "New"))]
    pages, _ = _made(layout, lines)
    assert len(pages) > 1
    for page in pages:
        texts = [text for text in _texts(page) if text.startswith("Group") or text.isdigit()]
        assert texts[-1].isdigit()
    assert sum(page.rows for page in pages) == 60


def test_a_list_without_tickets_is_a_page_that_says_so(layout: QPageLayout) -> None:
    (page,), _ = _made(layout, [])
    assert "No ticket matches." in _texts(page)
    assert page.rows == 0


def test_a_list_without_columns_is_pages_all_the_same(layout: QPageLayout) -> None:
    pages, _ = _made(layout, [PaperRow(())], ())
    assert len(pages) == 1


def test_a_page_is_there_before_the_rows_behind_it_are_read(layout: QPageLayout) -> None:
    taken = 0

    def rows() -> Iterator[PaperLine]:
        nonlocal taken
        for row in _rows(5_000):
            taken += 1
            yield row

    pages = PageMaker(layout, HEADING, COLUMNS).pages(rows())
    assert next(pages).number == 1
    assert taken <= 260
