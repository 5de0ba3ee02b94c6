"""Custom fields of every kind in queries and orders of the command line."""

import pytest

from tests.cli_program import Cli


@pytest.fixture
def filled(cli: Cli) -> Cli:
    assert cli("fill", "--tickets", "300", "--seed", "5").code == 0
    return cli


def _count(cli: Cli, query: str) -> int:
    answer = cli("count", query, "--json")
    assert answer.code == 0, answer.err
    return int(answer.json["count"])


@pytest.mark.parametrize(
    "query",
    [
        "cf.order_no:^dh", "cf.product:phone,laptop", "cf.region:north", "cf.tags:all(vip,gift)",
        "cf.items:>2", "cf.amount:>=10.25", "cf.warranty:yes", "cf.promised:<2026-01-01",
        "cf.device_no:$1", 'cf.resolution:words("khach hoan")', "contact.cf.tier:gold",
        "contact.cf.birthday:..1980", "contact.cf.newsletter:no", "cf.tags:only(vip),",
    ],
)  # fmt: skip
def test_a_query_and_its_opposite_share_all_tickets(filled: Cli, query: str) -> None:
    asked = query.removesuffix(",")
    found = _count(filled, asked)
    assert 0 < found < 300
    assert _count(filled, f"-{asked}") == 300 - found
    listed = filled("list", asked, "--json", "--limit", "0").json
    assert listed["total"] == len(listed["rows"]) == found


def test_a_list_is_sorted_by_a_custom_field_whose_name_may_begin_with_a_dash(filled: Cli) -> None:
    up = filled("list", "--sort", "cf.amount", "--columns", "serial", "--limit", "0", "--json")
    down = filled("list", "--sort", "-cf.amount", "--columns", "serial", "--limit", "0", "--json")
    serials = [row["serial"] for row in up.json["rows"]]
    assert [row["serial"] for row in down.json["rows"]] == serials[::-1]
    # Empties are the smallest.
    empty = _count(filled, "cf.amount:none")
    first = filled("list", "cf.amount:none", "--columns", "serial", "--limit", "0", "--json").json
    assert {row["serial"] for row in first["rows"]} == set(serials[:empty])


@pytest.mark.parametrize("key", ["cf.tags", "cf.gone", "contact.cf.tier"])
def test_a_key_without_an_order_is_a_fault_of_usage_or_query(filled: Cli, key: str) -> None:
    answer = filled("list", "--sort", key, "--json")
    assert answer.code == 2
    assert key in answer.json["error"]["message"]


def test_a_field_that_is_none_is_named_with_its_column(filled: Cli) -> None:
    answer = filled("count", "status:new cf.gone:1", "--json")
    assert answer.code == 2
    assert answer.json["error"]["column"] == 12


@pytest.mark.parametrize("key", ["contact.cf.tier", "company.cf.sector"])
def test_fields_of_contacts_and_companies_are_columns_that_tell_what_a_query_finds(
    filled: Cli, key: str
) -> None:
    words = ("list", "--limit", "0", "--columns", f"serial,{key.upper()}", "--json")
    rows = filled(*words).json["rows"]
    told = {row["serial"]: row[key] for row in rows}
    assert len(told) == 300
    assert len({*told.values()}) > 1
    for value in {*told.values()}:
        query = f"{key}:{value or 'none'}"
        found = filled("list", query, "--limit", "0", "--columns", "serial", "--json").json["rows"]
        assert {row["serial"] for row in found} == {s for s, one in told.items() if one == value}
