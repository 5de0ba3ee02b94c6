"""Filters over custom fields that real files made, told by plain Python from the files alone."""

import csv
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.services.imports.presets import preset_named
from tests.builders import opened, spec
from tests.importing import DATA, DEMO, bring_in

Row = dict[str, str]
Told = Callable[[Row], bool]


def _has(column: str, part: str) -> Told:
    return lambda row: fold(part) in fold(row[column])


def _is(column: str, *values: str) -> Told:
    wanted = {fold(value) for value in values}
    return lambda row: fold(row[column].strip()) in wanted


def _begins(column: str, part: str) -> Told:
    return lambda row: fold(row[column]).startswith(fold(part))


def _ends(column: str, part: str) -> Told:
    return lambda row: fold(row[column]).endswith(fold(part))


def _empty(column: str) -> Told:
    return lambda row: not row[column].strip()


def _number(column: str, test: Callable[[Decimal], bool]) -> Told:
    return lambda row: bool(row[column].strip()) and test(Decimal(row[column].strip()))


def _not(told: Told) -> Told:
    return lambda row: not told(row)


def _both(first: Told, second: Told) -> Told:
    return lambda row: first(row) and second(row)


def _either(first: Told, second: Told) -> Told:
    return lambda row: first(row) or second(row)


SF311: list[tuple[str, Told]] = [
    ("cf.police_district:BAYVIEW", _is("police_district", "BAYVIEW")),
    ("-cf.police_district:bayview,park", _not(_is("police_district", "BAYVIEW", "PARK"))),
    ("cf.police_district:none", _empty("police_district")),
    ("cf.supervisor_district:>=9", _number("supervisor_district", lambda one: one >= 9)),
    ("cf.supervisor_district:3..5", _number("supervisor_district", lambda one: 3 <= one <= 5)),
    ("cf.latitude:>37.78", _number("latitude", lambda one: one > Decimal("37.78"))),
    ("-cf.longitude:<-122.4", _not(_number("longitude", lambda one: one < Decimal("-122.4")))),
    ("cf.neighborhood:^mission", _begins("neighborhood", "mission")),
    ("cf.media_url:$jpg", _ends("media_url", "jpg")),
    (
        'cf.complaint_type:garbage OR cf.incident_address:"market st"',
        _either(_is("complaint_type", "Garbage"), _has("incident_address", "market st")),
    ),
]

BOSTON: list[tuple[str, Told]] = [
    ("cf.ontime:overdue", _is("ontime", "OVERDUE")),
    ("-cf.ontime:overdue", _not(_is("ontime", "OVERDUE"))),
    ("cf.department:btdt,park", _is("department", "BTDT", "PARK")),
    ("cf.fire_district:7", _number("fire_district", lambda one: one == 7)),
    ("cf.fire_district:none", _empty("fire_district")),
    ("cf.latitude:>=42.35", _number("latitude", lambda one: one >= Decimal("42.35"))),
    ("cf.longitude:..-71.1", _number("longitude", lambda one: one <= Decimal("-71.1"))),
    ("cf.location_street_name:any", _not(_empty("location_street_name"))),
    ("cf.police_district:B2", _is("police_district", "B2")),
    (
        "cf.department:btdt -cf.ontime:overdue",
        _both(_is("department", "BTDT"), _not(_is("ontime", "OVERDUE"))),
    ),
]

ITSM: list[tuple[str, Told]] = [
    ("cf.is_legacy:yes", _is("is_legacy", "True")),
    ("cf.is_legacy:no", _is("is_legacy", "False")),
    ("-cf.is_legacy:no", _not(_is("is_legacy", "False"))),
    ("cf.response_breached:yes", _is("response_breached", "True")),
    ("cf.resolution_breached:none", _empty("resolution_breached")),
    ("cf.category_mismatch:any", _not(_empty("category_mismatch"))),
    (
        "cf.is_reopened:yes OR cf.is_reopen_child:yes",
        _either(_is("is_reopened", "True"), _is("is_reopen_child", "True")),
    ),
    ("cf.csat_score:none", _empty("csat_score")),
    ("cf.ttfr_hours:^4", _begins("ttfr_hours", "4")),
    (
        "-(cf.is_legacy:yes cf.response_breached:no)",
        _not(_both(_is("is_legacy", "True"), _is("response_breached", "False"))),
    ),
]

CFPB: list[tuple[str, Told]] = [
    ("cf.state:CA", _is("State", "CA")),
    ("-cf.state:CA,TX", _not(_is("State", "CA", "TX"))),
    ("cf.state:none", _empty("State")),
    ("cf.zip_code:^9", _begins("ZIP code", "9")),
    ("cf.zip_code:$XX", _ends("ZIP code", "XX")),
    ("cf.product:mortgage", _is("Product", "Mortgage")),
    ("cf.tags:none", _empty("Tags")),
    ("cf.tags:any", _not(_empty("Tags"))),
    (
        'cf.consumer_consent_provided:"Consent provided" -cf.state:CA',
        _both(_is("Consumer consent provided?", "Consent provided"), _not(_is("State", "CA"))),
    ),
    ("cf.company_public_response:any", _not(_empty("Company public response"))),
]

SFFD: list[tuple[str, Told]] = [
    ("cf.battalion:B01", _is("battalion", "B01")),
    ("-cf.battalion:B01,B03", _not(_is("battalion", "B01", "B03"))),
    ("cf.als_unit:yes", _is("als_unit", "True")),
    ("-cf.als_unit:yes", _not(_is("als_unit", "True"))),
    ("cf.number_of_alarms:>=2", _number("number_of_alarms", lambda one: one >= 2)),
    ("cf.box:0131", _is("box", "0131")),
    ("cf.box:none", _empty("box")),
    ("cf.latitude:^37.78", _begins("latitude", "37.78")),
    ("cf.watch_date:2006", _begins("watch_date", "2006")),
    ("cf.watch_date:<2004-01-01", lambda row: row["watch_date"] < "2004-01-01"),
    (
        "cf.supervisor_district:3 cf.als_unit:no",
        _both(_is("supervisor_district", "3"), _is("als_unit", "False")),
    ),
]


@pytest.mark.parametrize(
    ("path", "preset", "key", "filters"),
    [
        (DEMO / "sf311.csv", "sf311", "unique_key", SF311),
        (DEMO / "boston311.csv", "boston311", "case_enquiry_id", BOSTON),
        (DEMO / "cfpb-complaints.csv", "cfpb-complaints", "Complaint ID", CFPB),
        (DATA / "itsm-synthetic" / "tickets.csv", "itsm-synthetic", "ticket_id", ITSM),
        (DATA / "sffd-calls" / "sffd-calls.csv", "sffd-calls", "call_number", SFFD),
    ],
    ids=["sf311", "boston311", "cfpb", "itsm", "sffd"],
)
def test_filters_find_what_the_file_says(
    database_url: str, path: Path, preset: str, key: str, filters: list[tuple[str, Told]]
) -> None:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows: dict[str, Row] = {}
        for row in csv.DictReader(file):
            rows.setdefault(row[key], row)
    plain = preset_named(preset)
    options = plain.options.model_copy(update={"custom": ("*",)})
    with opened(database_url) as desk:
        report = bring_in(
            desk.session.database,
            desk.viewer,
            path,
            chosen=plain.model_copy(update={"options": options}),
        )
        assert (report.totals.created, report.totals.rejected) == (len(rows), 0)
        every = desk.tickets.ids(spec(desk, ""), Cancellation())
        ids = {
            serial: desk.tickets.detail(serial, Cancellation()).external_id  # type: ignore[arg-type]  # a serial is an int
            for serial in every
        }
        found = {
            query: {ids[serial] for serial in desk.tickets.ids(spec(desk, query), Cancellation())}
            for query, _ in filters
        }
    told = {query: {one for one, row in rows.items() if holds(row)} for query, holds in filters}
    assert found == told
