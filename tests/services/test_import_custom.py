"""Imports into custom fields of all kinds: made from columns, known ones, required ones."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.custom_field import (
    CustomField,
    CustomFieldId,
    CustomFieldKind,
    CustomFieldOwner,
    CustomOption,
    CustomOptionId,
)
from helpdesk_desktop.domain.field_wishes import FieldEdit
from helpdesk_desktop.domain.import_values import ImportMapping, Reading
from helpdesk_desktop.domain.option_lines import option_lines
from helpdesk_desktop.domain.ticket import Serial
from helpdesk_desktop.services.exports import write_csv
from helpdesk_desktop.services.imports import importer
from helpdesk_desktop.services.imports.presets import preset_named
from helpdesk_desktop.services.imports.report import ImportReport
from helpdesk_desktop.services.listing import list_rows
from helpdesk_desktop.storage.import_fields import make_fields
from tests.builders import add_agent, add_field, add_ticket, opened, spec
from tests.importing import DATA, DEMO, bring_in, written

K = CustomFieldKind
TICKET = CustomFieldOwner.TICKET
HEAD = "id,subject,status,n,d,yes,day,one,many,line,long"
ROWS = (
    '1,a,new,1,0.5,yes,23/11/2026,North,"red,blue",=1+1,"a\nb"',
    "2,b,closed,-2,1.25,no,01/02/2026,South,red,x1,c",
    "3,c,new,3,,,,North,blue,🌅,",
    '4,d,new,,,,,South,"blue,red",x2,',
    "5,e,new,,,,,North,red,x3,",
    "6,f,new,,,,,South,blue,x4,",
)
MAP = '[fields]\nexternal_id = "id"\nsubject = "subject"\nstatus = "status"\n'


def _file(folder: Path, *rows: str, name: str = "a.csv", head: str = HEAD) -> Path:
    return written(folder, name, "\n".join((head, *(rows or ROWS))) + "\n")


def _bring(desk: OpenDesk, folder: Path, *files: Path, **options: Any) -> ImportReport:
    map_file = written(folder, "m.toml", f'{MAP}[options]\nsource = "x"\ncustom = ["*"]\n')
    return bring_in(desk.session.database, desk.viewer, *files, map_file=map_file, **options)


def _kinds(desk: OpenDesk) -> dict[str, CustomFieldKind]:
    return {field.key: field.kind for field in desk.directory().custom_fields}


def _custom(desk: OpenDesk, serial: int) -> dict[str, Any]:
    return dict(desk.tickets.detail(Serial(serial), Cancellation()).custom)


def _labels(desk: OpenDesk, key: str) -> dict[str, int]:
    field = desk.directory().custom_field_by_key[f"cf.{key}"]
    return {option.label: option.id for option in field.options}


def _codes(report: ImportReport) -> list[tuple[int | None, str | None, str | None, str]]:
    return [
        (one.line, one.column, one.field, one.code.value)
        for file in report.files
        for one in file.problems
    ]


def test_columns_become_fields_of_every_kind(desk: OpenDesk, tmp_path: Path) -> None:
    path = _file(tmp_path)
    dry = _bring(desk, tmp_path, path, dry_run=True)
    assert _kinds(desk) == {}
    report = _bring(desk, tmp_path, path)
    assert dry.totals == report.totals
    assert (report.totals.created, report.totals.rejected) == (6, 0)
    assert _kinds(desk) == {
        "d": K.DECIMAL, "day": K.DATE, "line": K.TEXT, "long": K.MULTI_LINE,
        "many": K.MULTI_SELECT, "n": K.INTEGER, "one": K.DROP_DOWN, "yes": K.CHECKBOX,
    }  # fmt: skip
    one, many = _labels(desk, "one"), _labels(desk, "many")
    assert _custom(desk, 1) == {
        "d": Decimal("0.5"), "day": date(2026, 11, 23), "line": "=1+1", "long": "a\nb",
        "many": (many["blue"], many["red"]), "n": 1, "one": one["North"], "yes": True,
    }  # fmt: skip
    assert _custom(desk, 2)["day"] == date(2026, 2, 1)
    assert _custom(desk, 4)["many"] == (many["blue"], many["red"])


def test_the_same_file_again_changes_nothing(desk: OpenDesk, tmp_path: Path) -> None:
    path = _file(tmp_path)
    _bring(desk, tmp_path, path)
    fields = desk.directory().custom_fields
    for options in ({}, {"update": True}, {"update": True, "dry_run": True}):
        again = _bring(desk, tmp_path, path, **options)
        assert (again.totals.unchanged, again.totals.created, again.totals.updated) == (6, 0, 0)
    assert desk.directory().custom_fields == fields


def test_an_update_writes_what_differs(desk: OpenDesk, tmp_path: Path) -> None:
    _bring(desk, tmp_path, _file(tmp_path))
    changed = _file(tmp_path, '1,a,new,1,0.75,no,24/11/2026,South,red,=1+1,"a\nb"', ROWS[4])
    dry = _bring(desk, tmp_path, changed, update=True, dry_run=True)
    wet = _bring(desk, tmp_path, changed, update=True)
    assert dry.totals == wet.totals
    assert (wet.totals.updated, wet.totals.unchanged) == (1, 1)
    one, many = _labels(desk, "one"), _labels(desk, "many")
    told = _custom(desk, 1)
    assert (told["d"], told["yes"], told["one"], told["many"]) == (
        Decimal("0.75"), False, one["South"], (many["red"],),
    )  # fmt: skip
    detail = desk.tickets.detail(Serial(1), Cancellation())
    lines = {line.field: (line.old, line.new) for line in detail.activities}
    assert lines["cf.many"] == (["blue", "red"], ["red"])
    assert lines["cf.day"] == ("2026-11-23", "2026-11-24")


def test_a_known_field_takes_only_what_it_knows(desk: OpenDesk, tmp_path: Path) -> None:
    add_field(desk, "one", K.DROP_DOWN, label="One", options="North")
    add_field(desk, "n", K.INTEGER)
    add_field(desk, "day", K.DATE)
    add_field(desk, "code", K.REGEX, label="Line", pattern="x[0-9]")
    add_field(desk, "old", label="Long")
    old = desk.directory().custom_field_by_key["cf.old"]
    desk.fields.change(FieldEdit(old.id, None, (("is_active", False),)))
    rows = (
        "1,a,new,1,,,13/01/2026,North,,x1,kept out",
        "2,b,new,1,,,,West,,x1,",
        "3,c,new,one,,,,North,,x1,",
        "4,d,new,1,,,31/02/2026,,,x1,",
        "5,e,new,1,,,,,,y,",
    )
    report = _bring(desk, tmp_path, _file(tmp_path, *rows))
    assert _codes(report) == [
        (None, "long", "cf.old", "not_allowed"),
        (3, "one", "cf.one", "unknown_choice"),
        (4, "n", "cf.n", "bad_number"),
        (5, "day", "cf.day", "bad_date"),
        (6, "line", "cf.code", "pattern"),
    ]
    # A retired field takes nothing new, and costs no row.
    assert _custom(desk, 1) == {
        "one": _labels(desk, "one")["North"], "n": 1, "day": date(2026, 1, 13), "code": "x1",
    }  # fmt: skip


def test_a_day_of_a_known_field_is_read_in_the_order_of_its_column(
    desk: OpenDesk, tmp_path: Path
) -> None:
    add_field(desk, "day", K.DATE)
    rows = ("1,a,new,01/02/2026", "2,b,new,12/31/2026", "3,c,new,2026-03-04")
    _bring(desk, tmp_path, _file(tmp_path, *rows, head="id,subject,status,day"))
    assert [_custom(desk, serial)["day"] for serial in (1, 2, 3)] == [
        date(2026, 1, 2), date(2026, 12, 31), date(2026, 3, 4),
    ]  # fmt: skip


def test_a_column_of_days_in_no_sure_order_is_warned_of(desk: OpenDesk, tmp_path: Path) -> None:
    path = _file(tmp_path, "1,a,new,01/02/2026", head="id,subject,status,day")
    report = _bring(desk, tmp_path, path)
    assert _codes(report) == [(None, "day", None, "bad_date")]
    assert (report.totals.rejected, report.totals.warnings, report.exit_code) == (0, 1, 0)
    assert _custom(desk, 1) == {"day": date(2026, 2, 1)}


def test_what_a_new_ticket_needs_is_needed_by_an_imported_one(
    desk: OpenDesk, tmp_path: Path
) -> None:
    known = _file(tmp_path, "9,z,closed", head="id,subject,status", name="known.csv")
    _bring(desk, tmp_path, known)
    add_field(desk, "cause", is_required_to_close=True)
    add_field(desk, "shop", is_required_to_create=True, default="web")
    rows = ("9,z,closed,,", "1,a,new,,hue", "2,b,closed,,hue", "3,c,closed,worn,hue", "4,d,new,,")
    path = _file(tmp_path, *rows, head="id,subject,status,cause,shop")
    dry = _bring(desk, tmp_path, path, dry_run=True)
    wet = _bring(desk, tmp_path, path)
    for report in (dry, wet):
        assert _codes(report) == [(4, "cause", "cf.cause", "required")]
        assert (report.totals.created, report.totals.unchanged) == (3, 1)
        assert report.totals.rows == 5
    assert wet.exit_code == 1
    assert [_custom(desk, serial).get("shop") for serial in (2, 3, 4)] == ["hue", "hue", "web"]


def test_a_new_ticket_s_defaults_fill_what_the_file_is_silent_about(
    desk: OpenDesk, tmp_path: Path
) -> None:
    add_field(desk, "level", K.INTEGER, is_required_to_create=True, default="3")
    add_field(desk, "cause", is_required_to_close=True, default="unknown")
    place = add_field(desk, "place", K.DEPENDENT, options="North\n  Hanoi\n", default="hanoi")
    add_field(desk, "note", default="(none)")
    add_field(desk, "tags", K.MULTI_SELECT, options="Red\nBlue\n", default="red,blue")
    path = _file(
        tmp_path, "1,a,new,,,7", "2,b,closed,,,", "3,c,closed,worn,said,", "4,d,new,, ,\u200b",
        head="id,subject,status,cause,note,level",
    )  # fmt: skip
    dry = _bring(desk, tmp_path, path, dry_run=True)
    wet = _bring(desk, tmp_path, path)
    assert dry.totals == wet.totals
    assert (wet.totals.created, wet.totals.rejected, _codes(wet)) == (4, 0, [])
    tags = tuple(_labels(desk, "tags").values())
    always = {"place": place.option_by_key["hanoi"].id, "tags": tags}
    # An empty cell is told to be empty, but where a new ticket cannot be without.
    assert _custom(desk, 1) == always | {"level": 7}
    assert _custom(desk, 2) == always | {"level": 3, "cause": "unknown"}
    assert _custom(desk, 3) == always | {"level": 3, "cause": "worn", "note": "said"}
    assert _custom(desk, 4) == always | {"level": 3}


def test_an_update_fills_no_default(desk: OpenDesk, tmp_path: Path) -> None:
    head = "id,subject,status,level"
    _bring(desk, tmp_path, _file(tmp_path, "1,a,new,2", "2,b,new,", head=head))
    level = desk.directory().custom_field_by_key["cf.level"]
    changes = (("is_required_to_create", True), ("default", "9"))
    desk.fields.change(FieldEdit(level.id, None, changes))
    add_field(desk, "note", default="(none)")
    path = _file(tmp_path, "1,a2,new,", "2,b2,new,", "3,c,new,", head=head)
    for dry_run in (True, False):
        report = _bring(desk, tmp_path, path, update=True, dry_run=dry_run)
        totals = report.totals
        assert (totals.updated, totals.created, totals.rejected) == (2, 1, 0)
    told = [_custom(desk, serial) for serial in (1, 2, 3)]
    assert told == [{"level": 2}, {}, {"level": 9, "note": "(none)"}]
    assert _bring(desk, tmp_path, path, update=True).totals.unchanged == 3


def test_a_default_that_may_not_be_chosen_any_more_gives_an_import_nothing(
    desk: OpenDesk, tmp_path: Path
) -> None:
    shop = add_field(
        desk, "shop", K.DROP_DOWN, options="Web\nHue\n", is_required_to_create=True, default="web"
    )
    lines = [replace(line, is_retired=line.key == "web") for line in option_lines(shop)]
    desk.fields.set_options(shop.id, None, lines)
    path = _file(tmp_path, "1,a,new", head="id,subject,status")
    report = _bring(desk, tmp_path, path)
    assert _codes(report) == [(2, None, "cf.shop", "required")]


def test_an_update_that_closes_needs_what_closing_needs(desk: OpenDesk, tmp_path: Path) -> None:
    head = "id,subject,status,cause"
    rows = ("1,a,new,", "2,b,new,worn", "3,c,new,")
    _bring(desk, tmp_path, _file(tmp_path, *rows, head=head))
    cause = desk.directory().custom_field_by_key["cf.cause"]
    desk.fields.change(FieldEdit(cause.id, None, (("is_required_to_close", True),)))
    path = _file(tmp_path, "1,a,closed,", "2,b,closed,", "3,c,closed,rust", head=head)
    for dry_run in (True, False):
        report = _bring(desk, tmp_path, path, update=True, dry_run=dry_run)
        assert _codes(report) == [(2, None, "cf.cause", "required")]
        assert (report.totals.updated, report.totals.rejected) == (2, 1)


def test_fields_are_told_by_all_files_of_one_import(desk: OpenDesk, tmp_path: Path) -> None:
    head = "id,subject,status,size"
    first = _file(tmp_path, "1,a,new,1", "2,b,new,2", head=head)
    second = _file(tmp_path, "3,c,new,many", head=head, name="b.csv")
    report = _bring(desk, tmp_path, first, second)
    assert (report.totals.created, report.totals.rejected) == (3, 0)
    assert _kinds(desk) == {"size": K.TEXT}


def test_ten_thousand_fields_are_not_made(desk: OpenDesk, tmp_path: Path) -> None:
    names = [f"c{number}" for number in range(250)]
    head = ",".join(["id", "subject", "status", *names])
    path = _file(tmp_path, "1,a,new," + ",".join("x" for _ in names), head=head)
    assert _bring(desk, tmp_path, path).totals.created == 1
    assert len(desk.directory().custom_fields) == 200


def test_two_imports_of_one_file_at_once_make_a_field_once(desk: OpenDesk) -> None:
    options = tuple(
        CustomOption(CustomOptionId(-1 - place), label.lower(), label)
        for place, label in enumerate("AB")
    )
    wanted = (
        CustomField(CustomFieldId(-1), TICKET, "one", "One", K.DROP_DOWN, options=options),
        CustomField(CustomFieldId(-2), TICKET, "two", "Two", K.TEXT),
    )
    database, deed = desk.session.database, desk.session.deed(desk.viewer)
    first = database.write(lambda connection: make_fields(connection, wanted, deed))
    second = database.write(lambda connection: make_fields(connection, wanted, deed))
    assert [(one.key, len(one.options)) for one in first] == [("one", 2), ("two", 0)]
    assert second == first


def test_names_that_differ_by_case_or_accents_only_are_one_field(
    desk: OpenDesk, tmp_path: Path
) -> None:
    path = _file(tmp_path, "1,a,new,x,y", head="id,subject,status,Vùng,VUNG")
    report = _bring(desk, tmp_path, path)
    assert (report.totals.created, len(_kinds(desk))) == (1, 1)
    assert list(_custom(desk, 1)) == ["vung"]


def test_objects_may_bring_columns_late(desk: OpenDesk, tmp_path: Path) -> None:
    objects = [f'{{"id":{n},"subject":"s","status":"new"}}' for n in range(300)]
    objects.append('{"id":300,"subject":"s","status":"new","late":"31/12/2026","n":7}')
    path = written(tmp_path, "a.json", "[" + ",".join(objects) + "]")
    for _ in range(2):
        _bring(desk, tmp_path, path)
    assert _custom(desk, 301) == {"late": date(2026, 12, 31), "n": 7}


def test_who_may_not_make_fields_fills_those_there_are(
    database_url: str, desk: OpenDesk, tmp_path: Path
) -> None:
    add_field(desk, "n", K.INTEGER)
    add_agent(desk, "sue", role="supervisor")
    with opened(database_url, "sue") as sue:
        report = _bring(sue, tmp_path, _file(tmp_path))
    assert (report.totals.created, report.totals.rejected) == (6, 0)
    assert _kinds(desk) == {"n": K.INTEGER}
    assert _custom(desk, 1) == {"n": 1}


def test_an_own_export_comes_in_again_elsewhere(
    desk: OpenDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importer, "BATCH_ROWS", 4)
    _bring(desk, tmp_path, _file(tmp_path))
    tree = add_field(desk, "tree", K.DEPENDENT, options="A\n  B, b\n")
    add_ticket(desk, custom=(("tree", tree.options[1].id),), external_id="7", external_source="x")
    columns = (
        "external_id", "subject", "status",
        *(field.filter_key for field in desk.directory().custom_fields),
    )  # fmt: skip
    found = list_rows(desk.session, spec(desk, ""), columns, Cancellation(), limit=0)
    path = tmp_path / "out.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        assert write_csv(found.rows, columns, desk.directory(), out) == 7
    again = bring_in(desk.session.database, desk.viewer, path, update=True)
    # Another source, so other tickets; the fields are there, and every value fits.
    assert (again.totals.created, again.totals.rejected) == (7, 0)
    first = {serial: _custom(desk, serial) for serial in range(1, 8)}
    second = {serial: _custom(desk, serial) for serial in range(8, 15)}
    assert sorted(map(str, first.values())) == sorted(map(str, second.values()))


def test_a_look_tells_what_columns_would_become_and_an_import_goes_by_it(
    desk: OpenDesk, tmp_path: Path
) -> None:
    path = _file(tmp_path)
    look = desk.imports.look(str(path), Reading(), Cancellation())
    assert {one.column: one.kind for one in look.guesses[2:]} == {
        "status": K.DROP_DOWN, "n": K.INTEGER, "d": K.DECIMAL, "yes": K.CHECKBOX, "day": K.DATE,
        "one": K.DROP_DOWN, "many": K.MULTI_SELECT, "line": K.TEXT, "long": K.MULTI_LINE,
    }  # fmt: skip
    assert look.guess_of("one").options == ("North", "South")
    assert look.guess_of("nowhere").kind is None
    mapping = ImportMapping(
        "x", (("external_id", "id"), ("subject", "subject"), ("status", "status")), custom=("*",)
    )
    dry = desk.imports.dry_run(look, mapping, Cancellation())
    assert (dry.totals.created, _kinds(desk)) == (6, {})
    assert desk.imports.run(look, mapping, Cancellation()).totals.created == 6
    assert _kinds(desk)["day"] is K.DATE


@pytest.mark.parametrize(
    ("path", "preset"),
    [
        (DEMO / "sf311.csv", "sf311"),
        (DATA / "itsm-synthetic" / "tickets.csv", "itsm-synthetic"),
    ],
)
def test_no_row_of_a_real_file_is_rejected_for_its_fields(
    desk: OpenDesk, path: Path, preset: str
) -> None:
    plain = preset_named(preset)
    options = plain.options.model_copy(update={"custom": ("*",)})
    chosen = plain.model_copy(update={"options": options})
    database, viewer = desk.session.database, desk.viewer
    report = bring_in(database, viewer, path, chosen=chosen)
    assert report.totals.created >= 40
    assert report.totals.rejected == 0
    again = bring_in(database, viewer, path, chosen=chosen, update=True)
    assert again.totals.unchanged == again.totals.rows - again.totals.duplicate
    assert len(set(_kinds(desk).values())) >= 3
