import os
import random
from pathlib import Path

import pytest

from helpdesk_desktop.ui.memory_file import FileTrouble, MemoryFile, group_name

WORDS = {
    "search": 'đơn hàng, "a b" ; %20 = \\ @ByteArray(x)',
    "filter": '{"v":1,"all":[{"f":"status","op":"in","v":[0,1]}]}',
    "empty": "",
    "one": '["x"]',
    "lines": "a\nb\x00c",
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "windows.ini"


def _written(path: Path) -> MemoryFile:
    file = MemoryFile(str(path))
    assert file.write({"a": WORDS, "b": {"search": "x"}})
    return file


def test_texts_come_back_to_the_letter(path: Path) -> None:
    _written(path)
    again = MemoryFile(str(path))
    assert again.trouble is None
    assert again.read("a") == WORDS
    assert again.read("b") == {"search": "x"}
    assert again.read("c") == {}


def test_what_one_group_keeps_leaves_the_others_alone(path: Path) -> None:
    file = _written(path)
    assert file.write({"b": {"search": "y"}})
    assert MemoryFile(str(path)).read("a") == WORDS
    assert MemoryFile(str(path)).read("b") == {"search": "y"}


def test_two_programs_may_keep_at_once(path: Path) -> None:
    one, other = MemoryFile(str(path)), MemoryFile(str(path))
    assert one.write({"a": {"n": "1"}})
    assert other.write({"b": {"n": "2"}})
    assert one.write({"a": {"n": "3"}})
    last = MemoryFile(str(path))
    assert (last.read("a"), last.read("b")) == ({"n": "3"}, {"n": "2"})


@pytest.mark.parametrize("length", [1, 10, 1_000, 100_000])
def test_random_bytes_are_set_aside_and_a_new_file_is_begun(path: Path, length: int) -> None:
    path.parent.mkdir()
    noise = random.Random(length).randbytes(length)  # noqa: S311  # any bytes, the same each run
    path.write_bytes(noise)
    (path.parent / "windows.ini.damaged-1").write_bytes(b"an earlier one")
    file = MemoryFile(str(path))
    assert file.trouble is FileTrouble.DAMAGED
    assert file.aside == f"{path}.damaged-2"
    assert Path(file.aside).read_bytes() == noise
    assert file.read("a") == {}
    assert file.write({"a": WORDS})
    assert MemoryFile(str(path)).trouble is None
    assert MemoryFile(str(path)).read("a") == WORDS


def test_a_file_of_something_else_is_set_aside(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("[General]\nprogram=another\nversion=1\n", encoding="utf-8")
    assert MemoryFile(str(path)).trouble is FileTrouble.DAMAGED
    path.write_text("[General]\nprogram=helpdesk-desktop\nversion=²\n", encoding="utf-8")
    assert MemoryFile(str(path)).trouble is FileTrouble.DAMAGED


def test_a_huge_file_is_set_aside_unread(path: Path) -> None:
    path.parent.mkdir()
    with path.open("wb") as out:
        out.truncate(8_000_001)
    assert MemoryFile(str(path)).trouble is FileTrouble.DAMAGED


def test_a_file_cut_anywhere_is_read_as_far_as_it_goes_or_set_aside(path: Path) -> None:
    _written(path)
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        file = MemoryFile(str(path))
        assert file.trouble in {None, FileTrouble.DAMAGED}
        assert all(isinstance(text, str) for text in file.read("a").values())
        if file.trouble is FileTrouble.DAMAGED:
            assert Path(file.aside).read_bytes() == whole[:length]
            Path(file.aside).unlink()


def test_a_newer_program_s_file_is_read_and_never_written(path: Path) -> None:
    _written(path)
    path.write_text(path.read_text().replace("version=1", "version=12"), encoding="utf-8")
    before = path.read_bytes()
    file = MemoryFile(str(path))
    assert file.trouble is FileTrouble.NEWER
    assert file.read("b") == {"search": "x"}
    assert not file.write({"b": {"search": "y"}})
    assert path.read_bytes() == before


def test_a_folder_in_the_file_s_place_is_left_alone(path: Path) -> None:
    path.mkdir(parents=True)
    file = MemoryFile(str(path))
    assert file.trouble is FileTrouble.UNREADABLE
    assert file.read("a") == {}
    assert not file.write({"a": WORDS})
    assert path.is_dir()


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where a folder should be", encoding="utf-8")
    file = MemoryFile(str(tmp_path / "state" / "windows.ini"))
    assert file.trouble is None
    assert not file.write({"a": WORDS})


def test_nobody_else_may_read_it(path: Path) -> None:
    _written(path)
    has_modes = os.name == "posix"
    assert not has_modes or path.stat().st_mode & 0o077 == 0


def test_a_group_s_name_tells_desks_and_agents_apart() -> None:
    names = {
        group_name("a.db", "lan"),
        group_name("a.db", "mai"),
        group_name("a.dbl", "an"),
        group_name("half \ud800"),
    }
    assert len(names) == 4
    assert all(name.isalnum() and len(name) == 16 for name in names)
