"""Instants as the contract writes them."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk_desktop.domain.records import instant_text, microseconds_text

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("us", "text"),
    [
        (None, None), (0, "1970-01-01T00:00:00Z"), (1_500_000, "1970-01-01T00:00:01.5Z"),
        (-1, "1969-12-31T23:59:59.999999Z"), (86_399_000_007, "1970-01-01T23:59:59.000007Z"),
        (1_795_402_200_000_000, "2026-11-23T02:50:00Z"),
    ],
)  # fmt: skip
def test_a_fraction_is_written_only_when_there_is_one(us: int | None, text: str | None) -> None:
    assert microseconds_text(us) == text


@given(st.datetimes(datetime(1000, 1, 2), datetime(9999, 12, 30)))  # noqa: DTZ001  # told UTC below
def test_both_ways_of_holding_an_instant_are_written_alike(naive: datetime) -> None:
    at = naive.replace(tzinfo=UTC)
    assert microseconds_text((at - _EPOCH) // timedelta(microseconds=1)) == instant_text(at)
