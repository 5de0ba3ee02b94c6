import os
import random
import signal
import sqlite3
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from helpdesk_desktop.domain.errors import Unavailable
from helpdesk_desktop.domain.ticket import Draft
from helpdesk_desktop.storage.journal import Journal

AT = datetime(2026, 11, 23, 2, 50, 1, 234567, tzinfo=UTC)

# Types ever longer texts; each is printed once it was acknowledged.
TYPIST = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from helpdesk_desktop.domain.ticket import Draft
from helpdesk_desktop.storage.journal import Journal

journal = Journal(Path(sys.argv[1]))
number = int(sys.argv[2])
while True:
    number += 1
    fields = (("number", number), ("text", "ơ" * (number % 5_000)))
    journal.save(Draft("new:1", fields, datetime.now(UTC)))
    print(number, flush=True)
"""


def _draft(key: str = "new:1", text: str = "Đơn hàng", seconds: int = 0) -> Draft:
    fields = (("subject", text), ("cc_ids", [1, 2]), ("type_id", None))
    return Draft(key, fields, AT + timedelta(seconds=seconds), base_version=3)


def _journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "profile" / "journal.db")


def test_a_draft_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    journal = _journal(tmp_path)
    journal.save(_draft())
    journal.close()
    assert _journal(tmp_path).load_all() == (_draft(),)


def test_the_newest_draft_comes_first_and_replaces_its_own_older_one(tmp_path: Path) -> None:
    journal = _journal(tmp_path)
    journal.save(_draft("a", "old"))
    journal.save(_draft("b", seconds=1))
    journal.save(_draft("a", "new", seconds=2))
    assert [draft.key for draft in journal.load_all()] == ["a", "b"]
    assert dict(journal.load_all()[0].fields)["subject"] == "new"
    journal.close()


def test_a_forgotten_draft_is_gone_and_forgetting_none_is_no_error(tmp_path: Path) -> None:
    journal = _journal(tmp_path)
    journal.save(_draft())
    journal.forget("new:1")
    journal.forget("new:1")
    assert journal.load_all() == ()
    journal.close()
    journal.close()


@pytest.mark.parametrize("text", ["\0", "\ud800", "😀" * 1_000, "x" * 1_000_000, "\x1b[31m"])
def test_whatever_is_typed_is_kept(tmp_path: Path, text: str) -> None:
    journal = _journal(tmp_path)
    journal.save(_draft(text=text))
    assert dict(journal.load_all()[0].fields)["subject"] == text
    journal.close()


def test_nobody_else_can_read_it(tmp_path: Path) -> None:
    journal = _journal(tmp_path)
    journal.save(_draft())
    folder = tmp_path / "profile"
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    journal.close()
    has_modes = os.name == "posix"
    assert not has_modes or set(modes.values()) == {0o600}
    assert not has_modes or stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_nothing_acknowledged_is_lost_in_twenty_kills(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    acknowledged = 0
    for _ in range(20):
        command = [sys.executable, "-c", TYPIST, str(path), str(acknowledged)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as typist:
            assert typist.stdout is not None
            for _ in range(random.randint(1, 40)):  # noqa: S311  # when the kill comes is chance
                acknowledged = int(typist.stdout.readline())
            typist.send_signal(signal.SIGKILL)
            rest = typist.stdout.read().split("\n")[:-1]
        acknowledged = int(rest[-1]) if rest else acknowledged
        journal = Journal(path)
        (draft,) = journal.load_all()
        journal.close()
        kept = dict(draft.fields)
        # The kill may come between the save and the word of it.
        assert kept["number"] in {acknowledged, acknowledged + 1}
        assert len(kept["text"]) == kept["number"] % 5_000
        acknowledged = kept["number"]


def test_two_programs_at_one_journal_do_not_clash(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    script = TYPIST.replace("while True", "while number < 150").replace('"new:1"', "sys.argv[3]")
    typists = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(path), "0", key], stdout=subprocess.DEVNULL
        )
        for key in ("a", "b")
    ]
    assert [typist.wait(60) for typist in typists] == [0, 0]
    journal = Journal(path)
    drafts = {draft.key: dict(draft.fields)["number"] for draft in journal.load_all()}
    journal.close()
    assert drafts == {"a": 150, "b": 150}


@pytest.mark.parametrize("how", ["header", "middle", "text", "emptied"])
def test_a_damaged_journal_is_set_aside_and_a_new_one_begun(tmp_path: Path, how: str) -> None:
    journal = _journal(tmp_path)
    path = tmp_path / "profile" / "journal.db"
    for number in range(200):
        journal.save(_draft(f"new:{number}", "x" * 500))
    journal.close()
    whole = path.read_bytes()
    broken = {
        "header": b"\0" * 100 + whole[100:],
        "middle": whole[:4096] + os.urandom(len(whole) - 8192) + whole[-4096:],
        "text": b"this is no database",
        "emptied": b"",
    }[how]
    path.write_bytes(broken)
    again = _journal(tmp_path)
    again.save(_draft("after"))
    assert "after" in {draft.key for draft in again.load_all()}
    again.close()
    if how != "emptied":
        aside = tmp_path / "profile" / "journal.db.damaged-1"
        assert aside.read_bytes() == broken


def test_a_second_damaged_journal_does_not_take_the_first_one_s_place(tmp_path: Path) -> None:
    path = tmp_path / "profile" / "journal.db"
    path.parent.mkdir()
    for text in (b"first is no database", b"second is no database"):
        path.write_bytes(text)
        journal = _journal(tmp_path)
        journal.save(_draft())
        journal.close()
    asides = sorted(path.parent.glob("*.damaged-*"))
    assert [aside.read_bytes()[:5] for aside in asides] == [b"first", b"secon"]


def test_a_journal_that_another_program_began_anew_is_not_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "profile" / "journal.db"
    path.parent.mkdir()
    path.write_bytes(b"this is no database, " * 100)
    late = Journal(path)
    # Both meet the damage; the first one sets it aside and saves, then the second one looks again.
    first = Journal(path)
    first.save(_draft("kept"))
    first.close()
    assert late._is_sound()
    late.save(_draft("late"))
    assert {draft.key for draft in late.load_all()} == {"kept", "late"}
    late.close()
    assert len(list(path.parent.glob("*.damaged-*"))) == 1


def test_a_row_that_cannot_be_read_hides_no_other(tmp_path: Path) -> None:
    journal = _journal(tmp_path)
    journal.save(_draft())
    journal.close()
    with sqlite3.connect(tmp_path / "profile" / "journal.db") as other:
        other.execute("INSERT INTO draft VALUES ('odd', NULL, '{', 1), ('odder', NULL, '7', 2)")
    other.close()
    assert [draft.key for draft in journal.load_all()] == ["new:1"]
    journal.close()


def test_a_held_journal_is_unavailable_and_damages_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("helpdesk_desktop.storage.journal._LOCK_TIMEOUT_S", 0.05)
    journal = _journal(tmp_path)
    journal.save(_draft())
    holder = sqlite3.connect(tmp_path / "profile" / "journal.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unavailable) as caught:
        journal.save(_draft("b"))
    holder.close()
    journal.save(_draft("b"))
    journal.close()
    assert caught.value.key == "locked"


def test_a_folder_that_cannot_be_made_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "profile").write_text("a file where the folder should be")
    with pytest.raises(Unavailable):
        _journal(tmp_path).save(_draft())


def test_a_folder_in_the_place_of_the_file_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "profile" / "journal.db").mkdir(parents=True)
    with pytest.raises(Unavailable):
        _journal(tmp_path).load_all()
