from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk_desktop.domain.identifiers import RANDOM_BYTES, uuid7

_NOW = datetime(2022, 2, 22, 19, 22, 22, tzinfo=UTC)
_RANDOMS = st.binary(min_size=RANDOM_BYTES, max_size=RANDOM_BYTES)


def test_the_example_of_the_standard_is_met() -> None:
    # RFC 9562, appendix A.6: rand_a = 0xCC3, rand_b = 0b01, 0x8C4DC0C0C07398F.
    chance = (0xCC3 << 62 | 0x18C4DC0C0C07398F).to_bytes(RANDOM_BYTES)
    assert str(uuid7(_NOW, chance)) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


@given(
    st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(9999, 1, 1)),  # noqa: DTZ001  # Hypothesis adds the zone itself
    _RANDOMS,
)
def test_version_and_variant_are_those_of_the_standard(now: datetime, random: bytes) -> None:
    uid = uuid7(now.replace(tzinfo=UTC), random)
    assert uid.version == 7
    assert uid.variant == "specified in RFC 4122"


@given(_RANDOMS, _RANDOMS)
def test_a_later_uid_sorts_after_an_earlier_one(first: bytes, second: bytes) -> None:
    assert uuid7(_NOW, first) < uuid7(_NOW + timedelta(milliseconds=1), second)


@given(_RANDOMS, _RANDOMS)
def test_every_random_bit_that_fits_is_kept(first: bytes, second: bytes) -> None:
    # The topmost 6 of the 80 bits have no room.
    shown = [int.from_bytes(chance) & (1 << 74) - 1 for chance in (first, second)]
    assert (uuid7(_NOW, first) == uuid7(_NOW, second)) == (shown[0] == shown[1])


def test_a_naive_instant_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        uuid7(datetime(2026, 1, 1), bytes(RANDOM_BYTES))  # noqa: DTZ001  # naive on purpose


def test_random_bytes_of_another_length_are_refused() -> None:
    with pytest.raises(ValueError, match="random bytes"):
        uuid7(_NOW, b"short")
