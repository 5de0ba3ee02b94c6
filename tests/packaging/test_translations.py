"""Every text of the source is in the .ts files, with the same braces in every language."""

import shutil
import string
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.compiled_translations import load_translations

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "translations"


translations = load_translations()


def _messages(name: str) -> list[tuple[str, str, list[str]]]:
    """Context, English and the translation's forms of each message that is translated."""
    found = []
    for context in ET.parse(FOLDER / name).iter("context"):  # noqa: S314  # our own file
        for message in context.iter("message"):
            told = message.find("translation")
            assert told is not None
            forms = [form.text or "" for form in told.findall("numerusform")] or [told.text or ""]
            found.append((context.findtext("name") or "", message.findtext("source") or "", forms))
    return found


def test_every_text_of_the_source_is_in_the_files() -> None:
    source = translations.texts_of_source()
    advice = "run python3 packaging/dev.py translations"
    assert translations.texts_of(FOLDER / "helpdesk_vi.ts") == source, advice
    plurals = {pair for pair in source if translations.is_plural(pair[1])}
    assert plurals
    assert translations.texts_of(FOLDER / "helpdesk_en.ts") == plurals, advice


def test_gathering_again_changes_nothing(tmp_path: Path) -> None:
    for name in ("helpdesk_en.ts", "helpdesk_vi.ts"):
        shutil.copy(FOLDER / name, tmp_path / name)
    translations.gather(tmp_path)
    for name in ("helpdesk_en.ts", "helpdesk_vi.ts"):
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes(), name


def test_a_new_text_stays_english_and_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("helpdesk_en.ts", "helpdesk_vi.ts"):
        shutil.copy(FOLDER / name, tmp_path / name)
    before = {one.name: one for one in translations.gather(tmp_path)}
    real = translations.texts_of_source()
    added = {("MainWindow", 'Say “%n” "times"\\n'), ("MainWindow", "Something\nnew")}
    monkeypatch.setattr(translations, "texts_of_source", lambda: real | added)
    after = {one.name: one for one in translations.gather(tmp_path)}
    assert translations.texts_of(tmp_path / "helpdesk_vi.ts") == real | added
    missing = after["helpdesk_vi.ts"].untranslated - before["helpdesk_vi.ts"].untranslated
    assert missing == 2
    assert after["helpdesk_en.ts"].texts == before["helpdesk_en.ts"].texts + 1


def _braces(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("name", ["helpdesk_en.ts", "helpdesk_vi.ts"])
def test_a_translation_has_the_braces_and_the_number_of_its_text(name: str) -> None:
    for context, source, forms in _messages(name):
        for form in filter(None, forms):
            assert _braces(form) == _braces(source), (context, source)
            for number in ("%n", "%Ln"):
                assert (number in form) == (number in source), (context, source)


def test_every_number_of_a_plural_is_grouped_as_the_language_does() -> None:
    assert not [source for _, source, _ in _messages("helpdesk_vi.ts") if "%n" in source]


def test_english_plurals_are_complete_and_vietnamese_says_most() -> None:
    assert all(all(forms) for _, _, forms in _messages("helpdesk_en.ts"))
    vietnamese = _messages("helpdesk_vi.ts")
    said = sum(all(forms) for _, _, forms in vietnamese)
    assert said > 0.95 * len(vietnamese)


def test_the_ways_to_a_database_and_the_settings_are_all_vietnamese() -> None:
    contexts = {
        "Choices", "ConnectionDialog", "CreateForm", "FileFields", "Fields", "ServerFields",
        "SettingsDialog", "StartPage", "WhoDialog", "reasons",
    }  # fmt: skip
    messages = _messages("helpdesk_vi.ts")
    assert contexts <= {context for context, _, _ in messages}
    english = [
        (context, source)
        for context, source, forms in messages
        if context in contexts and not all(forms)
    ]
    assert english == []


def test_qts_own_buttons_are_vietnamese() -> None:
    assert all(all(forms) for _, _, forms in _messages("qtbase_vi.ts"))


def test_compiled_files_are_made_once(tmp_path: Path) -> None:
    shutil.copy(FOLDER / "qtbase_vi.ts", tmp_path / "qtbase_vi.ts")
    made = translations.compile_all(tmp_path)
    assert [path.name for path in made] == ["qtbase_vi.qm"]
    assert made[0].stat().st_size > 1_000
    assert translations.compile_all(tmp_path) == []
