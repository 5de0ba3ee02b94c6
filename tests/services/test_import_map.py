"""Maps, templates and the words of choices."""

from pathlib import Path

import pytest

from helpdesk_desktop.domain.column_template import compile_template, parse_template
from helpdesk_desktop.domain.errors import BadUsage, Unavailable
from helpdesk_desktop.domain.ticket import STATUS_KEYS, Status
from helpdesk_desktop.services.imports.choices import Choice, Translator, keyed
from helpdesk_desktop.services.imports.import_map import load_map, parse_map
from helpdesk_desktop.services.imports.presets import preset_for, preset_named, presets
from helpdesk_desktop.services.imports.preview import guess_map, preview
from helpdesk_desktop.services.imports.seen_rows import SeenRows
from tests.importing import DATA, DEMO, written

EXAMPLE = """
[fields]                     # ticket field = column, or a template over columns
subject = "{category} - {descriptor}"
external_id = "unique_key"
status = "status"
created_at = "created_date"
contact_name = "name"
[values.status]
Open = "New"
Closed = "Closed"
[constants]
type = "problem"
[options]
source = "sf311"
date_order = "auto"
delimiter = "auto"
encoding = "auto"
custom = ["neighborhood"]
"""


def test_the_map_of_the_manual_is_read() -> None:
    found = parse_map(EXAMPLE, place="map.toml", name="map")
    assert found.fields["created"] == "created_date"
    assert found.fields["contact"] == "name"
    assert found.options.source == "sf311"
    assert found.named_columns == (
        "category", "descriptor", "unique_key", "status", "created_date", "name",
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "[fields", "[fields]\nserial = 'x'", "[fields]\nnonsense = 'x'", "[feilds]\nsubject = 'x'",
        "[options]\ndate_order = 'ydm'", "[options]\ndelimiter = 'ab'", "[fields]\nsubject = 7",
        "[fields]\ncreated = 'a'\ncreated_at = 'b'", "[values.created]\na = 'b'",
    ],
)  # fmt: skip
def test_a_mistake_in_a_map_is_told_with_its_place(text: str) -> None:
    with pytest.raises(BadUsage) as caught:
        parse_map(text, place="map.toml", name="map")
    assert "map.toml" in caught.value.message


def test_a_map_file_that_is_not_there_or_not_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unavailable):
        load_map(tmp_path / "none.toml")
    with pytest.raises(Unavailable):
        load_map(tmp_path)
    with pytest.raises(BadUsage):
        load_map(written(tmp_path, "a.toml", b"\xff\xfe\x00"))


@pytest.mark.parametrize(
    ("template", "cells", "expected"),
    [
        ("{a} - {b}", ["x", "y"], "x - y"),
        ("{a} - {b}", ["", "y"], "y"),
        ("{a} - {b}", ["x", " "], "x"),
        ("{a} - {b}", ["", ""], ""),
        ("{a}, {b}, {c}", ["x", "", "z"], "x, z"),
        ("{a} ({b})", ["x", ""], "x"),
        ("{a} ({b})", ["x", "y"], "x (y)"),
        ("Case {a}: {b}", ["x", "y"], "Case x: y"),
        ("{a.__class__}", ["x", "y"], ""),
        ("a", [" x ", "y"], " x "),
        ("{a} {{b}}", ["x", "y"], "x {y}"),
    ],
)
def test_a_template_replaces_columns_and_drops_lonely_separators(
    template: str, cells: list[str], expected: str
) -> None:
    places = {"a": 0, "b": 1, "c": 2}
    found = compile_template(parse_template(template), lambda name: places.get(name, 99))
    assert found(cells) == expected


def test_a_column_whose_name_has_braces_is_a_column() -> None:
    assert parse_template("{x}", ["{x}"]).columns == ("{x}",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("OPEN", "new"), ("Clôsed with relief", "closed"), ("", "pending"), ("other", "other")],
)
def test_words_are_translated_without_case_and_accents(text: str, expected: str) -> None:
    rules = {"Open": "new", "Closed*": "closed", "": "pending"}
    assert Translator(rules)(text) == expected


def test_a_choice_is_told_by_key_or_refused_with_what_was_expected() -> None:
    choice = Choice(Translator({}), keyed("status", STATUS_KEYS, Status.NEW))
    assert choice(" Clòsed ").value == int(Status.CLOSED)
    assert choice("").value == int(Status.NEW)
    problem = choice("resolved").problem
    assert problem is not None
    assert "new, processing, pending, closed" in problem.message


def test_every_preset_can_be_recognised_by_its_own_columns() -> None:
    assert {one.name for one in presets()} >= {
        "sf311", "it-service-tickets", "cfpb-complaints", "itsm-synthetic", "boston311",
        "sffd-calls", "ibm-edb-tickets", "freshdesk",
    }  # fmt: skip
    for one in presets():
        assert preset_for(one.recognise) == one
    with pytest.raises(BadUsage):
        preset_named("none")


def test_a_preview_tells_how_a_file_would_be_read() -> None:
    found = preview(DEMO / "sf311.csv")
    assert (found.preset, found.encoding, found.delimiter) == ("sf311", "utf-8", ",")
    assert len(found.records) == 20
    assert dict(found.date_orders)["created"] == "ymd"
    assert preview(DATA / "freshdesk-json" / "ticket_1.json").preset == "freshdesk"


def test_a_preview_of_an_unknown_file_suggests_a_map(tmp_path: Path) -> None:
    text = "Title,Created Date,E-Mail\nx,13/02/2020,a@b.co\ny,01/02/2020,\n"
    found = preview(written(tmp_path, "a.csv", text))
    assert found.preset is None
    assert found.suggested.fields == {"subject": "Title", "created": "Created Date",
                                      "email": "E-Mail"}  # fmt: skip
    assert found.date_orders == (("created", "dmy"),)


def test_names_of_columns_suggest_each_field_once() -> None:
    found = guess_map(["Subject", "summary", "ASSIGN_TO", "due_at", "colour"])
    assert found.fields == {"subject": "Subject", "assignee": "ASSIGN_TO", "due": "due_at"}


def test_seen_ids_are_remembered_beyond_the_first_table() -> None:
    seen = SeenRows()
    for number in range(1, 20_001):
        assert seen.get(f"id {number}") == 0
        seen.put(f"id {number}", number)
    assert all(seen.get(f"id {number}") == number for number in range(1, 20_001))
    seen.put("id 1", 7)
    assert seen.get("id 1") == 7
