"""Dates as other programs write them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpdesk_desktop.services.imports.dates import date_order, needs_order, read_instant

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
BERLIN = ZoneInfo("Europe/Berlin")


def _read(text: str, order: str = "ymd", zone: ZoneInfo = HANOI) -> str | None:
    read = read_instant(text, order, zone)
    if read is None:
        return None
    at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=read.at_us)
    return at.replace(tzinfo=None).isoformat() + ("!" if read.was_moved else "")


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("2016-07-13 15:11:07+00:00", "ymd", "2016-07-13T15:11:07"),
        ("2025-05-13 06:51:56.548614289", "ymd", "2025-05-12T23:51:56.548614"),
        ("2026-11-23T02:50:00Z", "ymd", "2026-11-23T02:50:00"),
        ("2020/3/18", "ymd", "2020-03-17T17:00:00"),
        ("2020/3/18", "dmy", "2020-03-17T17:00:00"),
        ("09/12/2016", "mdy", "2016-09-11T17:00:00"),
        ("09/12/2016", "dmy", "2016-12-08T17:00:00"),
        ("18.03.2020 14:05", "dmy", "2020-03-18T07:05:00"),
        ("3/18/2020 2:05 PM", "mdy", "2020-03-18T07:05:00"),
        ("3/18/2020 12:05 am", "mdy", "2020-03-17T17:05:00"),
        ("18/03/20", "dmy", "2020-03-17T17:00:00"),
        ("18/03/75", "dmy", "1975-03-17T16:00:00"),
        ("09-Jan-2022 06:43:06", "dmy", "2022-01-08T23:43:06"),
        ("Jan 9, 2022", "dmy", "2022-01-08T17:00:00"),
        ("Sun, 09 Jan 2022 06:43:06 +0100", "dmy", "2022-01-09T05:43:06"),
        ("2014-12-31T12:27:09+10:00", "ymd", "2014-12-31T02:27:09"),
    ],
)
def test_a_date_is_read_in_its_order_and_zone(text: str, order: str, expected: str) -> None:
    assert _read(text, order) == expected


@pytest.mark.parametrize(
    "text",
    ["", "soon", "1667890000", "44927", "2021-02-30", "31/11/2020", "0001-01-01", "12:30",
     "2020-13-01", "3/18/2020 13:05 PM", "9999-12-31T23:59:59-12:00", "2020-1"],
)  # fmt: skip
def test_what_is_no_date_is_not_read_as_one(text: str) -> None:
    assert _read(text, "dmy") is None


def test_a_time_that_clocks_jumped_over_is_one_hour_later_and_says_so() -> None:
    assert _read("2026-03-29 02:30:00", zone=BERLIN) == "2026-03-29T01:30:00!"


def test_of_a_time_that_came_twice_the_first_is_taken() -> None:
    assert _read("2026-10-25 02:30:00", zone=BERLIN) == "2026-10-25T00:30:00"


@pytest.mark.parametrize(
    ("texts", "order", "is_ambiguous"),
    [
        (["01/02/2020", "13/02/2020"], "dmy", False),
        (["01/02/2020", "02/13/2020"], "mdy", False),
        (["01/02/2020", "03/04/2020"], "dmy", True),
        (["03/03/2020", "04/04/2020"], "dmy", False),
        (["99/12/20", "98/11/02"], "ymd", False),
        (["18/03/20"], "dmy", False),
        (["", "n/a"], "dmy", False),
        # One value that fits no other date of the column does not turn it over.
        (["13/01/2020", "14/01/2020", "01/15/2020"], "dmy", False),
    ],
)
def test_the_whole_column_tells_the_order(
    texts: list[str],
    order: str,
    is_ambiguous: bool,  # noqa: FBT001  # a table's column
) -> None:
    assert date_order(texts)[:2] == (order, is_ambiguous)


def test_only_a_date_without_a_leading_year_needs_an_order() -> None:
    assert needs_order("1/2/2020")
    assert not needs_order("2020/1/2")
    assert not needs_order("Jan 2, 2020")


@settings(max_examples=60)
@given(st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1)))  # noqa: DTZ001  # wall clock time
def test_every_spelling_of_one_wall_clock_time_is_the_same_instant(at: datetime) -> None:
    at = at.replace(second=0, microsecond=0)
    iso = _read(at.isoformat())
    assert iso is not None
    assert _read(at.strftime("%d/%m/%Y %H:%M"), "dmy") == iso
    assert _read(at.strftime("%m-%d-%Y %I:%M %p"), "mdy") == iso
    assert _read(at.strftime("%Y.%m.%d %H:%M")) == iso


@settings(max_examples=100)
@given(st.text(max_size=30))
def test_no_text_breaks_the_reader(text: str) -> None:
    for order in ("dmy", "mdy", "ymd"):
        read_instant(text, order, HANOI)
