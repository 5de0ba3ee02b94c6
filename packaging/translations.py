"""The translations: what the source says in words, gathered into .ts files, and .qm made of them.

`dev.py translations` gathers; `dev.py` makes the .qm files with the environment, and a build of the
wheel does (`translations_hook.py`). Runs where PySide6 is, for its two tools.

The source is read here, and `lupdate` merges what was found: read by itself it misses texts and
plurals of `translate()`. And not every text stands in a call: errors' sentences and the words
inside them, and the names of the system's quick filters, are data, gathered from where they live.
"""

from __future__ import annotations

import argparse
import ast
import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
# English has plurals to form; everything else of it stands in the source.
OURS = {"helpdesk_en.ts": ("en", True), "helpdesk_vi.ts": ("vi", False)}
# Written by hand: the texts of Qt's own buttons and menus, for which Qt has no Vietnamese.
BY_HAND = ("qtbase_vi.ts",)


class TranslationError(Exception):
    """A tool of Qt did not end well; the text has what it said."""


@dataclass(frozen=True)
class Progress:
    """How far one language is."""

    name: str
    texts: int
    untranslated: int


def gather(target: Path = FOLDER) -> list[Progress]:
    """Bring the .ts files up to date with the source; translations that stand there stay.

    Raises:
        TranslationError: `lupdate` failed.
    """
    progress = []
    for name, (language, only_plurals) in OURS.items():
        path = target / name
        with tempfile.TemporaryDirectory() as folder:
            marks = Path(folder) / "texts.py"
            marks.write_text(_marks(texts_of_source()), encoding="utf-8")
            words = [
                _tool("lupdate"),
                "-extensions",
                "py",
                str(marks),
                "-no-obsolete",
                "-locations",
                "none",
                "-source-language",
                "en",
                "-target-language",
                language,
                "-silent",
                "-ts",
                str(path),
            ]
            _run(words)
        progress.append(_finish(path, only_plurals=only_plurals))
    return progress


def compile_all(folder: Path = FOLDER) -> list[Path]:
    """Make a .qm of each .ts that is newer than its .qm; answers those that were made.

    Raises:
        TranslationError: `lrelease` failed.
    """
    made = []
    for source in stale(folder):
        target = source.with_suffix(".qm")
        _run([_tool("lrelease"), "-silent", str(source), "-qm", str(target)])
        made.append(target)
    return made


def stale(folder: Path = FOLDER) -> list[Path]:
    """The .ts files whose .qm is missing or older."""
    return [
        source
        for source in sorted(folder.glob("*.ts"))
        if not (target := source.with_suffix(".qm")).exists()
        or target.stat().st_mtime < source.stat().st_mtime
    ]


def texts_of(path: Path) -> set[tuple[str, str]]:
    """Context and English of every text in a .ts file."""
    return {
        (context.findtext("name") or "", message.findtext("source") or "")
        for context in ET.parse(path).iter("context")  # noqa: S314  # our own file
        for message in context.iter("message")
    }


def _tool(name: str) -> str:
    # PySide6's scripts on PATH may belong to another environment; the tools lie in the package.
    import PySide6  # noqa: PLC0415  # a build of the wheel brings it for this alone

    return str(Path(PySide6.__file__).parent / (f"{name}.exe" if os.name == "nt" else name))


def _run(words: list[str]) -> None:
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=ROOT)
    if done.returncode != 0:
        raise TranslationError(f"{words[0]}: {done.stdout}{done.stderr}")


def texts_of_source() -> set[tuple[str, str]]:
    """Context and English of every text that the program can say."""
    texts = _texts_that_are_data()
    for path in sorted((ROOT / "helpdesk_desktop").rglob("*.py")):
        texts |= set(_calls(ast.parse(path.read_text(encoding="utf-8")), ""))
    # A filter says a choice or a field in the words that the window has for it anyway.
    said = {text for context, text in texts if context in {"Choices", "Fields"}}
    return {(where, text) for where, text in texts if where != "filter_words" or text not in said}


def _calls(node: ast.AST, context: str) -> Iterator[tuple[str, str]]:
    """The texts of `self.tr(…)` (whose context is the class) and of `translate(…)`."""
    if isinstance(node, ast.ClassDef):
        context = node.name
    if isinstance(node, ast.Call):
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        given = [one.value if isinstance(one, ast.Constant) else None for one in node.args]
        if name == "tr" and given and isinstance(given[0], str):
            yield context, given[0]
        elif name == "translate" and len(given) > 1:
            where, text = given[:2]
            if isinstance(where, str) and isinstance(text, str):
                yield where, text
    for child in ast.iter_child_nodes(node):
        yield from _calls(child, context)


def _texts_that_are_data() -> set[tuple[str, str]]:
    sys.path.insert(0, str(ROOT))
    from helpdesk_desktop.domain.contact_rules import CONTACT_LABELS  # noqa: PLC0415  # path first
    from helpdesk_desktop.domain.filtering.filter_phrases import every_phrase  # noqa: PLC0415  # as above
    from helpdesk_desktop.domain.quick_filters import SYSTEM_FILTERS  # noqa: PLC0415  # as above
    from helpdesk_desktop.domain.reasons import Reason  # noqa: PLC0415  # as above
    from helpdesk_desktop.domain.sentences import SENTENCES  # noqa: PLC0415  # as above
    from helpdesk_desktop.domain.ticket_rules import LABELS  # noqa: PLC0415  # as above

    labels = {"Name", *LABELS.values(), *CONTACT_LABELS.values()}
    # Where the program reads words for a choice, it says the field by its key.
    keys = {"status", "type", "priority", "source", "group", "assignee"}
    return {
        *(("sentences", text) for text in SENTENCES.values()),
        *(("reasons", reason.value) for reason in Reason),
        *(("labels", text) for text in labels | keys),
        *(("filter_words", text) for text in every_phrase()),
        *(("QuickFilterModel", one.name) for one in SYSTEM_FILTERS),
    }


def is_plural(text: str) -> bool:
    """Whether the text has a form for one and another for many."""
    return "%n" in text or "%Ln" in text


def _marks(texts: set[tuple[str, str]]) -> str:
    """The texts as source that `lupdate` reads without a doubt: one class a context."""
    by_context: dict[str, list[str]] = defaultdict(list)
    for context, text in sorted(texts):
        by_context[context].append(text)
    lines = []
    for context, said in by_context.items():
        lines += [f"class {context}:", "    def marks(self, n):"]
        lines += [
            f'        self.tr({_quoted(text)}, "", n)'
            if is_plural(text)
            else f"        self.tr({_quoted(text)})"
            for text in said
        ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    # As lupdate reads strings: double quotes, escaped as in C.
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _finish(path: Path, *, only_plurals: bool) -> Progress:
    """Mark plurals, which `lupdate` overlooks in `translate()`, and write the file in one form."""
    tree = ET.parse(path)  # noqa: S314  # our own file
    root = tree.getroot()
    texts = untranslated = 0
    forms = 2 if only_plurals else 1  # English has one and many, Vietnamese one form for all
    for context in list(root.iter("context")):
        for message in list(context.iter("message")):
            source = message.findtext("source") or ""
            if only_plurals and not is_plural(source):
                context.remove(message)
                continue
            texts += 1
            untranslated += _complete(message, forms=forms if is_plural(source) else 0)
        if context.find("message") is None:
            root.remove(context)
    ET.indent(tree, "    ")
    body = ET.tostring(root, encoding="unicode")
    path.write_text(
        f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8"
    )
    return Progress(path.name, texts, untranslated)


def _complete(message: ET.Element, *, forms: int) -> bool:
    """Give a message its shape; answers whether it still lacks a translation."""
    translation = message.find("translation")
    if translation is None:
        translation = ET.SubElement(message, "translation")
    if forms:
        message.set("numerus", "yes")
        had = [form.text or "" for form in translation.findall("numerusform")]
        plain = (translation.text or "").strip()
        if not had and plain:
            had = [plain]
        translation.text = None
        for form in list(translation):
            translation.remove(form)
        for number in range(forms):
            ET.SubElement(translation, "numerusform").text = (
                had[number] if number < len(had) else ""
            )
        is_missing = not all(form.text for form in translation)
    else:
        is_missing = not (translation.text or "").strip()
    if is_missing:
        translation.set("type", "unfinished")
    else:
        translation.attrib.pop("type", None)
    return is_missing


def main() -> int:
    """Gather or compile; its exit code is 0 or 1."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("task", choices=("gather", "compile"))
    try:
        if parser.parse_args().task == "gather":
            for one in gather():
                told = one.texts - one.untranslated
                print(f"{one.name}: {told} of {one.texts} texts, {one.untranslated} stay English")
        for path in compile_all():
            print(f"made {path.relative_to(ROOT)}")
    except TranslationError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
