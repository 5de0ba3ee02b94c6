"""Separated text: every record is read, or rejected with the line where it starts."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import BadUsage, Damaged, HelpdeskError, Unavailable
from helpdesk_desktop.services.imports import csv_reader, formats
from helpdesk_desktop.services.imports.byte_source import DEFAULT_MAX_BYTES
from helpdesk_desktop.services.imports.formats import OpenedFile, open_file
from helpdesk_desktop.services.imports.import_map import Options
from tests.importing import written


def _open(path: Path, *, max_bytes: int = DEFAULT_MAX_BYTES, **options: str) -> OpenedFile:
    return open_file(path, Options(**options), Cancellation(), max_bytes=max_bytes)  # type: ignore[arg-type]  # a test's options are all texts


def _records(opened: OpenedFile) -> list[tuple[int, list[str] | str]]:
    return [
        (one.line, one.cells if one.problem is None else one.problem.key)
        for one in opened.reader.records(Cancellation())
    ]


def _read(path: Path) -> list[tuple[int, list[str] | str]]:
    return _records(_open(path))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('first,last,city\nJohn,Doe,"Anytown, WW"', [(2, ["John", "Doe", "Anytown, WW"])]),
        ('a,b,c\r\n1,"",""\r\n2,3,4', [(2, ["1", "", ""]), (3, ["2", "3", "4"])]),
        ('a,b\n1,"ha ""ha"" ha"\n3,4\n', [(2, ["1", 'ha "ha" ha']), (3, ["3", "4"])]),
        ('key,val\n1,"{""type"": ""Point""}"\n', [(2, ["1", '{"type": "Point"}'])]),
        ('a,b\n1,"two\nlines"\n\n3,4\n', [(2, ["1", "two\nlines"]), (5, ["3", "4"])]),
        ("a,b\r1,2\r3,4\r", [(2, ["1", "2"]), (3, ["3", "4"])]),
        ('\n\na,b\n1,5" pipe\n', [(4, ["1", '5" pipe'])]),
        ("a,b\n1,\0\n", [(2, ["1", "\0"])]),
        ("a,b\n", []),
        ("a,b\n1\n1,2,3\n4,5\n", [(2, "ragged"), (3, "ragged"), (4, ["4", "5"])]),
        ('a,b\n1,"x"y\n2,3\n', [(2, ["1", "xy"]), (3, ["2", "3"])]),
    ],
)
def test_records_and_their_lines(
    tmp_path: Path, content: str, expected: list[tuple[int, list[str] | str]]
) -> None:
    assert _read(written(tmp_path, "a.csv", content)) == expected


@pytest.mark.parametrize(
    "rest", ["2,3\n4,5\n", '2,"3, x"\n4,5\n', '2,"two\nlines"\n4,5\n', '"2",3\n4,5\n']
)
def test_a_quote_that_is_never_closed_costs_its_own_record_only(tmp_path: Path, rest: str) -> None:
    found = _read(written(tmp_path, "a.csv", f'a,b\n1,"open\n{rest}'))
    assert found[0] == (2, "unclosed_row")
    assert found[-1][1] == ["4", "5"]
    assert all(isinstance(cells, list) for _, cells in found[1:])


def test_many_open_quotes_are_each_told(tmp_path: Path) -> None:
    lines = "".join(f'{n},"open\n' for n in range(500))
    found = _read(written(tmp_path, "a.csv", f"a,b\n{lines}9,9\n"))
    assert found[0] == (2, "unclosed_row")
    assert found[-1] == (502, ["9", "9"])
    assert len(found) == 501


def test_a_cell_longer_than_the_limit_is_rejected_and_reading_goes_on(tmp_path: Path) -> None:
    long = "x" * (csv_reader.CELL_LIMIT + 1)
    found = _read(written(tmp_path, "a.csv", f"a,b\n1,{long}\n2,3\n"))
    assert found == [(2, "field_too_large"), (3, ["2", "3"])]


def test_names_of_columns_are_made_unique(tmp_path: Path) -> None:
    opened = _open(written(tmp_path, "a.csv", "id,id,,id (2)\n"))
    assert opened.reader.columns == ["id", "id (2)", "column 3", "id (2) (2)"]


@pytest.mark.parametrize(
    ("content", "delimiter"),
    [
        ("a,b\n1,2\n", ","),
        ("a;b\n1,5;2,5\n", ";"),
        ("a\tb\n1\t2\n", "\t"),
        ("a|b\n1|2\n", "|"),
        ("name, first;city\nx;y\nz, a, b;y\n", ";"),
        ('a,b;c\n"x;y;z",2\n"q;q",3\n', ","),
        ("only\none\n", ","),
    ],
)
def test_the_whole_file_tells_the_separator(tmp_path: Path, content: str, delimiter: str) -> None:
    assert _open(written(tmp_path, "a.txt", content)).delimiter == delimiter


def test_a_separator_can_be_forced(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", "a,b;c\n1,2;3\n")
    assert _records(_open(path, delimiter=";")) == [(2, ["1,2", "3"])]


@pytest.mark.parametrize(
    ("data", "name", "cell"),
    [
        ("a,b\n1,Đơn hàng\n".encode(), "utf-8", "Đơn hàng"),
        ("\ufeffa,b\n1,Đơn hàng\n".encode(), "utf-8", "Đơn hàng"),
        ("a,b\n1,Đơn hàng\n".encode("utf-16"), "utf-16", "Đơn hàng"),
        ("a,b\n1,Don hang\n".encode("utf-16-le"), "utf-16-le", "Don hang"),
        ("a,b\n1,Don hang\n".encode("utf-16-be"), "utf-16-be", "Don hang"),
        ("a,b\n1,Düsseldorf\n".encode("cp1252"), "cp1252", "Düsseldorf"),
    ],
)
def test_the_encoding_is_told_from_the_bytes(
    tmp_path: Path, data: bytes, name: str, cell: str
) -> None:
    path = written(tmp_path, "a.csv", data)
    assert _open(path).encoding.name == name
    assert _read(path) == [(2, ["1", cell])]


def test_an_accent_after_megabytes_of_ascii_still_counts(tmp_path: Path) -> None:
    data = b"a,b\n" + b"1,2\n" * 700_000 + "3,é\n".encode("cp1252")
    opened = _open(written(tmp_path, "a.csv", data))
    assert opened.encoding.name != "utf-8"


def test_a_few_bad_bytes_do_not_turn_utf8_into_something_else(tmp_path: Path) -> None:
    data = "a,b\n1,Đơn hàng của tôi\n".encode() + b"2,\xff\n3,ok\n"
    path = written(tmp_path, "a.csv", data)
    assert _open(path).encoding.is_lenient
    assert [cells for _, cells in _read(path)] == [
        ["1", "Đơn hàng của tôi"], ["2", "\udcff"], ["3", "ok"],
    ]  # fmt: skip


def test_a_forced_encoding_that_fails_names_the_byte(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", b"a,b\n1,\xe9\n")
    with pytest.raises(Damaged) as caught:
        _open(path, encoding="utf-8")
    assert caught.value.values["position"] == 6


def test_a_forced_encoding_that_fails_far_behind_names_the_byte(tmp_path: Path) -> None:
    data = "é".encode() * 1_000_001 + b"\xff"
    with pytest.raises(Damaged) as caught:
        _open(written(tmp_path, "a.csv", data), encoding="utf-8")
    assert caught.value.values["position"] == 2_000_002


@pytest.mark.parametrize("name", ["klingon", "hex", "\0"])
def test_an_encoding_that_does_not_exist_is_bad_usage(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadUsage):
        _open(written(tmp_path, "a.csv", "a,b\n"), encoding=name)


def test_a_packed_file_reads_like_an_unpacked_one(tmp_path: Path) -> None:
    half = gzip.compress(b"a,b\n1,2\n"), gzip.compress(b"3,4\n")
    assert _read(written(tmp_path, "a.csv.gz", b"".join(half))) == [
        (2, ["1", "2"]), (3, ["3", "4"]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (gzip.compress(b"a,b\n1,2\n" * 1_000)[:-12], "bad_packed"),
        (gzip.compress(b"a,b\n1,2\n") + b"rubbish", "bad_packed"),
        (gzip.compress(b"a,b\n" + b"0" * 5_000_000), "packed_ratio"),
        (b"", "no_header"),
        (b"\n\n \n", "no_header"),
    ],
    # Packed data holds the second it was made in: two workers would know the test by two names.
    ids=["cut off", "rubbish behind", "bomb", "empty", "blank lines"],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(
    tmp_path: Path, data: bytes, key: str
) -> None:
    with pytest.raises(Damaged) as caught:
        _open(written(tmp_path, "a.csv.gz", data))
    assert caught.value.key == key
    assert caught.value.message


def test_packed_input_stops_at_the_byte_limit(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv.gz", gzip.compress(bytes(range(32, 127)) * 100))
    with pytest.raises(Damaged) as caught:
        _open(path, max_bytes=1_000)
    assert caught.value.key == "file_too_large"


def test_a_missing_file_and_a_folder_are_unavailable(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(Unavailable):
            _open(path)


def test_a_line_without_end_is_no_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "_LONGEST_LINE", 100)
    with pytest.raises(Damaged) as caught:
        _open(written(tmp_path, "a.csv", "a,b;c\n" + "x" * 200))
    assert caught.value.key == "line_too_long"


@settings(max_examples=60)
@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = written(tmp_path_factory.mktemp("bytes"), "a.csv", data)
    try:
        for line, cells in _read(path):
            assert line >= 1
            assert cells or cells == []
    except HelpdeskError as error:
        assert error.message  # noqa: PT017  # either outcome is fine, a traceback is not
