"""JSON: lines, arrays of any size, arrays under a key; what is broken is told by its element."""

import json
from pathlib import Path

import pytest

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import Damaged
from helpdesk_desktop.services.imports import json_reader
from helpdesk_desktop.services.imports.byte_source import DEFAULT_MAX_BYTES
from helpdesk_desktop.services.imports.formats import FileKind, open_file
from helpdesk_desktop.services.imports.import_map import Options
from tests.importing import DATA, written

TORTURE = sorted((DATA / "json-torture").glob("*.json"))


def _read(path: Path) -> list[dict[str, str] | str]:
    opened = open_file(path, Options(), Cancellation(), max_bytes=DEFAULT_MAX_BYTES)
    assert opened.kind is FileKind.JSON
    found: list[dict[str, str] | str] = []
    for one in opened.reader.records(Cancellation()):
        if one.problem is not None:
            found.append(f"{one.line} {one.problem.key}")
            continue
        pairs = zip(opened.reader.columns, one.cells, strict=False)
        found.append({name: cell for name, cell in pairs if cell})
    return found


@pytest.mark.parametrize(
    "content",
    [
        '[{"id": 1, "a": "x"}, {"id": 2, "b": {"c": "y"}}]',
        '{"id": 1, "a": "x"}\n\n{"id": 2, "b": {"c": "y"}}\n',
        '{"total": 2, "rows": [{"id": 1, "a": "x"}, {"id": 2, "b": {"c": "y"}}]}',
        '{"total": 2,\n "hits": [{"id": 1, "a": "x"}, {"id": 2, "b": {"c": "y"}}]}',
        '\ufeff [ {"id":1,"a":"x"} ,\n{"id":2,"b":{"c":"y"}} ] \n',
    ],
)
def test_every_shape_gives_the_same_records(tmp_path: Path, content: str) -> None:
    assert _read(written(tmp_path, "a.json", content)) == [
        {"id": "1", "a": "x"}, {"id": "2", "b.c": "y"},
    ]  # fmt: skip


def test_one_object_is_one_record(tmp_path: Path) -> None:
    content = (
        '{"id": 1,\n "files": [{"n": 1}], ' + ", ".join(f'"k{n}": {n}' for n in range(9)) + "}"
    )
    assert len(_read(written(tmp_path, "a.json", content))) == 1


def test_values_keep_what_was_written(tmp_path: Path) -> None:
    content = (
        '[{"big": 12345678901234567890123, "real": 42.35940, "yes": true, "no": null,'
        ' "tags": ["a", "b"], "deep": [{"x": 1}], "empty": [], "text": "Đơn"}]'
    )
    assert _read(written(tmp_path, "a.json", content)) == [
        {"big": "12345678901234567890123", "real": "42.35940", "yes": "true", "tags": "a, b",
         "deep": '[{"x": "1"}]', "text": "Đơn"}
    ]  # fmt: skip


def test_a_broken_line_costs_no_other(tmp_path: Path) -> None:
    content = '{"id": 1}\n{"id": \n[]\n{"id": NaN}\n{"id": 2}\n'
    assert _read(written(tmp_path, "a.jsonl", content)) == [
        {"id": "1"}, "2 bad_json", "3 not_an_object", "4 bad_json", {"id": "2"},
    ]  # fmt: skip


def test_a_first_line_that_is_broken_costs_no_other(tmp_path: Path) -> None:
    found = _read(written(tmp_path, "a.jsonl", '{"id": \n{"id": 2}\n'))
    assert found == ["1 bad_json", {"id": "2"}]


def test_an_array_that_breaks_off_keeps_what_came_before(tmp_path: Path) -> None:
    assert _read(written(tmp_path, "a.json", '[{"id": 1}, {"id": 2}, {"id')) == [
        {"id": "1"}, {"id": "2"}, "3 bad_json",
    ]  # fmt: skip


def test_elements_larger_than_the_buffer_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [{"id": str(n), "text": "x" * (n * 37 % 400), "n": 10**n} for n in range(60)]
    path = written(tmp_path, "a.json", json.dumps(rows, indent=1))
    monkeypatch.setattr(json_reader, "_CHUNK", 16)
    expected = [{name: str(value) for name, value in row.items() if value != ""} for row in rows]
    assert _read(path) == expected


@pytest.mark.parametrize("count", [100_000, 500])
def test_deep_nesting_is_refused_and_crashes_nothing(tmp_path: Path, count: int) -> None:
    path = written(tmp_path, "a.json", "[" * count)
    with pytest.raises(Damaged):
        _read(path)


@pytest.mark.parametrize("content", ["", " \n", '{"a": 1', "[", "[1 2]", "{}{", "nul"])
def test_what_is_no_json_is_refused(tmp_path: Path, content: str) -> None:
    path = written(tmp_path, "a.json", content)
    with pytest.raises(Damaged) as caught:
        _read(path)
    assert caught.value.message


@pytest.mark.parametrize("content", ["7", '"x"', "[7]", "null"])
def test_what_is_no_object_is_no_record(tmp_path: Path, content: str) -> None:
    assert _read(written(tmp_path, "a.json", content)) == ["1 not_an_object"]


@pytest.mark.parametrize("path", TORTURE, ids=lambda path: path.stem)
def test_every_odd_file_is_read_or_refused_with_a_sentence(path: Path) -> None:
    try:
        found = _read(path)
    except Damaged as error:
        # A document that is valid and holds no list of objects is refused too.
        assert error.message  # noqa: PT017  # either outcome is fine, a traceback is not
        return
    if path.name.startswith("n_"):
        assert any("bad_json" in one or "not_an_object" in one for one in found)
    if path.name.startswith("y_"):
        assert not any(isinstance(one, str) and "bad_json" in one for one in found)
