"""The only place that decides which stored value a word of an imported file means.

Words are compared without case and accents. `[values]` of the map translates first: an exact word
before a pattern (`Closed*`), `""` for an empty cell, and `!reject` wants the row out.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from helpdesk_desktop.domain.errors import Problem, ProblemCode, Severity
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.import_values import REJECT
from helpdesk_desktop.domain.people import Agent, Directory

_NOBODY = frozenset({"", "-", "none", "nobody"})
# Distinct words of one column that are remembered; a choice column has few.
_MOST_REMEMBERED = 10_000


class Translator:
    """What `[values.FIELD]` makes of a text; without a rule the text itself."""

    def __init__(self, rules: Mapping[str, str]) -> None:
        self._exact = {fold(key.strip()): value for key, value in rules.items() if "*" not in key}
        self._patterns = [(fold(key.strip()), value) for key, value in rules.items() if "*" in key]

    def __call__(self, text: str) -> str:
        """The text after the rules."""
        folded = fold(text.strip())
        if folded in self._exact:
            return self._exact[folded]
        if folded:
            for pattern, value in self._patterns:
                # Brackets and question marks in a map are themselves.
                if fnmatchcase(folded, pattern.replace("[", "[[]").replace("?", "[?]")):
                    return value
        return text


@dataclass(frozen=True, slots=True)
class Told:
    """What a word means, and what is to be said about it."""

    value: Any
    problem: Problem | None = None


class Choice:
    """One field of choices: a word in, what it means out; remembers words it has seen."""

    def __init__(
        self, translate: Callable[[str], str], decide: Callable[[str], Told], field: str = ""
    ) -> None:
        self._field = field
        self._translate = translate
        self._decide = decide
        self._known: dict[str, Told] = {}
        self.default = decide("").value  # where no column fills the field

    def __call__(self, text: str) -> Told:
        """What the text means."""
        told = self._known.get(text)
        if told is None:
            word = self._translate(text).strip()
            told = _refused(self._field, text) if word == REJECT else self._decide(word)
            if len(self._known) < _MOST_REMEMBERED:
                self._known[text] = told
        return told


def keyed(field: str, keys: Mapping[Any, str], default: Any) -> Callable[[str], Told]:
    """Decides among a fixed set by key or by name (`inbound call`); empty is the default."""
    by_word: dict[str, Any] = {}
    for value, key in keys.items():
        by_word[key] = int(value)
        by_word[key.replace("-", " ")] = int(value)
    by_word.setdefault("e-mail", by_word.get("email"))
    expected = ", ".join(keys.values())

    def decide(text: str) -> Told:
        if not text:
            return Told(int(default))
        value = by_word.get(fold(text))
        return Told(value) if value is not None else _unknown(field, text, expected)

    return decide


def typed(directory: Directory) -> Callable[[str], Told]:
    """Decides among the ticket types by key or name; empty and `-` are none."""
    expected = ", ".join(kind.key for kind in directory.types if not kind.is_retired)

    def decide(text: str) -> Told:
        if text in {"", "-"}:
            return Told(None)
        kind = directory.type_by_key.get(fold(text))
        return Told(int(kind.id)) if kind is not None else _unknown("type", text, expected)

    return decide


def person(field: str, directory: Directory) -> Callable[[str], Told]:
    """Decides among the agents by login, e-mail or name; an unknown one is nobody."""
    by_word: dict[str, Agent] = {}
    for agent in directory.agents:
        by_word.setdefault(fold(agent.name), agent)
    for agent in directory.agents:
        if agent.email:
            by_word[fold(agent.email)] = agent
    by_word |= directory.agent_by_login

    def decide(text: str) -> Told:
        if fold(text) in _NOBODY:
            return Told(None)
        agent = by_word.get(fold(text))
        if agent is not None:
            return Told(int(agent.id))
        return Told(
            None,
            Problem(
                ProblemCode.NOT_FOUND,
                "unknown_cc_dropped" if field == "ccs" else "unknown_agent_dropped",
                {"value": text},
                field,
                severity=Severity.WARNING,
            ),
        )

    return decide


def _refused(field: str, text: str) -> Told:
    values = {"value": text.strip(), "label": field}
    return Told(None, Problem(ProblemCode.UNKNOWN_CHOICE, "choice_refused", values, field))


def _unknown(field: str, text: str, expected: str) -> Told:
    values = {"value": text, "label": field, "expected": expected}
    return Told(None, Problem(ProblemCode.UNKNOWN_CHOICE, "unknown_choice", values, field))
