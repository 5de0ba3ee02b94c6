import time

import pytest

from helpdesk_desktop.domain.free_keys import FreeKeys, is_field_key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Hà Nội", "ha-noi"),
        ("Đường  dây/nóng", "duong-day-nong"),
        ("24/7", "x-24-7"),
        ("🌅", "x"),
        ("東京", "x"),
        ("a" * 100, "a" * 58),
    ],
)
def test_a_key_is_made_of_the_words_of_a_name(name: str, key: str) -> None:
    assert FreeKeys((), separator="-").make(name) == key
    assert is_field_key(key)


def test_a_taken_key_is_numbered() -> None:
    keys = FreeKeys(["north"], separator="_")
    keys.take("north_3")
    assert [keys.make("North") for _ in range(3)] == ["north_2", "north_4", "north_5"]


def test_ten_thousand_keys_of_one_name_are_made_at_once() -> None:
    keys = FreeKeys((), separator="-")
    began = time.process_time()
    assert len({keys.make("Other") for _ in range(10_000)}) == 10_000
    assert time.process_time() - began < 5


@pytest.mark.parametrize("key", ["", "1a", "A", "é", "a b", "a.b", "-a", "a" * 65, "a:b", "a\n"])
def test_what_the_query_language_cannot_read_is_no_key(key: str) -> None:
    assert not is_field_key(key)


def test_no_key_says_what_another_name_says() -> None:
    keys = FreeKeys((), separator="-", names=("a b", "a-b"))
    assert keys.make("A B") == "a-b-2"
    assert keys.make("A-B") == "a-b"
