"""The only place that knows which words argparse would misread, and keeps it from doing so.

argparse alone answers exit 2 to `count -type:question` and to `--sort -updated`. So the words are
looked at first: whatever begins with a dash and is no option of ours is guarded by a character in
front (NUL, which no shell can pass) until argparse is done.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

_GUARD = "\0"
_WITH_VERBS = frozenset({"agents", "groups", "roles", "types", "fields", "settings"})

# Option, as in `--limit` -> whether it takes a value.
Options: TypeAlias = dict[str, bool]


def unguarded(value: Any) -> Any:
    """A text, or each text of a list, as it was before `ordered`; anything else as it is."""
    if isinstance(value, str):
        return value.removeprefix(_GUARD)
    if isinstance(value, list):
        return [unguarded(item) for item in value]
    return value


def without_guards(sentence: str) -> str:
    """A sentence of argparse without the guards of the words that it repeats."""
    return sentence.replace(_GUARD, "").replace("\\x00", "")  # some are quoted as Python does


def read_words(
    words: Sequence[str], options: Mapping[str, bool]
) -> Iterator[tuple[str, str | None]]:
    """Option and value, None where there is none; a plain word has an empty option.

    A word with two dashes that is no option of ours stands alone, for argparse to refuse.
    """
    rest = iter(words)
    for word in rest:
        name, sign, value = word.partition("=")
        if word == "--":
            yield from (("", later) for later in rest)
        elif word in options:
            yield word, next(rest, None) if options[word] else None
        elif sign and options.get(name):
            yield name, value
        elif word.startswith("--"):
            yield word, None
        else:
            yield "", word


def ordered(words: Sequence[str], options: Mapping[str, bool]) -> list[str]:
    """The words as argparse can read them: command, options, then the rest, dashes guarded."""
    plain: list[str] = []
    given: list[str] = []
    for option, value in read_words(words, options):
        if not option:
            plain.append(_guarded(value or ""))
        else:
            given += [option] if value is None else [option, _guarded(value)]
    # The verb of `agents list` is a command of its own, and takes the options after it.
    heads = 2 if plain and plain[0] in _WITH_VERBS else 1
    return [*plain[:heads], *given, *plain[heads:]]


def _guarded(word: str) -> str:
    return _GUARD + word if word.startswith(("-", _GUARD)) else word
