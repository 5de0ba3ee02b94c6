"""The only place that says what is valid in an agent, group, role and ticket type, given as words.

Settings are `key -> text`, as people type them: roles and groups by key, people by login, several
separated by commas, `yes` or `no`. Names that nobody knows are problems, one for each.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, TypeVar

from helpdesk_desktop.domain.email_address import parse_email
from helpdesk_desktop.domain.errors import Problem, ProblemCode
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import (
    CONTACT_SCOPE_KEYS,
    ROLE_KIND_KEYS,
    TICKET_SCOPE_KEYS,
    Directory,
    Right,
)
from helpdesk_desktop.domain.text_rules import line_or_none, text_problem
from helpdesk_desktop.domain.ticket import NAME_LIMIT

AGENT_SETTINGS = ("name", "email", "role", "groups", "active")
GROUP_SETTINGS = ("name", "members")
ROLE_SETTINGS = ("name", "kind", "tickets", "contacts", "phones", "rights")
TYPE_SETTINGS = ("name", "position", "retired")

_LOGIN = re.compile(r"[\w.\-]+")
_KEY = re.compile(r"[a-z0-9][a-z0-9._\-]*")
_KEY_LIMIT = 64
_NO_KEY_CHARACTER = re.compile(r"[^a-z0-9._]+")
_SUGGESTED_LETTERS = 40
_PHONES = {False: "shown", True: "masked"}
_YES_NO = {True: "yes", False: "no"}

K = TypeVar("K")


def login_problem(login: str) -> Problem | None:
    """Why this cannot be a login, None when it can."""
    if _LOGIN.fullmatch(login) and len(login) <= NAME_LIMIT and fold(login):
        return None
    return Problem(ProblemCode.PATTERN, "bad_login", {"value": login}, "login")


def key_problem(key: str) -> Problem | None:
    """Why this cannot be the key of a group, role or type, None when it can."""
    if _KEY.fullmatch(key) and len(key) <= _KEY_LIMIT:
        return None
    return Problem(ProblemCode.PATTERN, "bad_key", {"value": key}, "key")


def suggested_key(name: str, taken: Collection[str]) -> str:
    """A key made of a name, none of those that are taken."""
    words = _NO_KEY_CHARACTER.sub("-", fold(name)).strip("-._")
    begun = words[:_SUGGESTED_LETTERS].strip("-._") or "new"
    key, number = begun, 1
    while key in taken:
        number += 1
        key = f"{begun}-{number}"
    return key


def read_settings(
    settings: Mapping[str, str], allowed: Sequence[str], directory: Directory
) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """The values that the settings spell, under their keys, and what is wrong with the rest.

    `role` becomes an id, `groups` and `members` sorted ids, `kind`, `tickets` and `contacts` their
    enums, `phones` whether they are masked, `rights` a set, `position` a number from 1.
    """
    reader = _Reader(directory)
    for key, text in settings.items():
        if key not in allowed:
            values = {"value": key, "expected": ", ".join(allowed)}
            reader.problems.append(Problem(ProblemCode.NOT_FOUND, "unknown_setting", values, key))
        else:
            reader.values[key] = reader.rules[key](key, text.strip())
    return reader.values, tuple(reader.problems)


class _Reader:
    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self.values: dict[str, Any] = {}
        self.problems: list[Problem] = []
        self.rules: dict[str, Callable[[str, str], Any]] = {
            "name": self._name,
            "email": self._email,
            "role": self._role,
            "groups": self._groups,
            "members": self._members,
            "active": lambda key, text: self._choice(key, text, _YES_NO),
            "kind": lambda key, text: self._choice(key, text, ROLE_KIND_KEYS),
            "tickets": lambda key, text: self._choice(key, text, TICKET_SCOPE_KEYS),
            "contacts": lambda key, text: self._choice(key, text, CONTACT_SCOPE_KEYS),
            "phones": lambda key, text: self._choice(key, text, _PHONES),
            "rights": self._rights,
            "position": self._position,
            "retired": lambda key, text: self._choice(key, text, _YES_NO),
        }

    def _name(self, key: str, text: str) -> str:
        line = line_or_none(text)
        problem = (
            Problem(ProblemCode.REQUIRED, "required", {"label": "Name"}, key)
            if line is None
            else text_problem(line, key, "Name", NAME_LIMIT)
        )
        self._add(problem)
        return line or ""

    def _email(self, key: str, text: str) -> str | None:
        if not text:
            return None
        address = parse_email(text)
        if address is None:
            self._add(Problem(ProblemCode.PATTERN, "bad_email", {"value": text}, key))
        return text

    def _role(self, key: str, text: str) -> int | None:
        by_key = {fold(role.key): role for role in self._directory.roles}
        role = by_key.get(fold(text))
        if role is None:
            self._add(Problem(ProblemCode.NOT_FOUND, "unknown_role", {"value": text}, key))
            return None
        return int(role.id)

    def _groups(self, key: str, text: str) -> tuple[int, ...]:
        found = {}
        for word in _words(text):
            group = self._directory.group_by_key.get(fold(word))
            if group is None:
                self._add(Problem(ProblemCode.NOT_FOUND, "unknown_group", {"value": word}, key))
            else:
                found[int(group.id)] = word
        return tuple(sorted(found))

    def _members(self, key: str, text: str) -> tuple[int, ...]:
        found = {}
        for word in _words(text):
            agent = self._directory.agent_by_login.get(fold(word))
            if agent is None:
                self._add(Problem(ProblemCode.NOT_FOUND, "unknown_agent", {"value": word}, key))
            else:
                found[int(agent.id)] = word
        return tuple(sorted(found))

    def _rights(self, key: str, text: str) -> frozenset[Right]:
        keys = {right: right.value for right in Right}
        rights = (self._choice(key, word, keys) for word in _words(text.replace(" ", ",")))
        return frozenset(right for right in rights if right is not None)

    def _position(self, key: str, text: str) -> int | None:
        if re.fullmatch(r"[1-9][0-9]{0,8}", text):
            return int(text)
        self._add(Problem(ProblemCode.BAD_NUMBER, "bad_number", {"value": text}, key))
        return None

    def _choice(self, key: str, text: str, keys: Mapping[K, str]) -> K | None:
        for value, word in keys.items():
            if word == fold(text):
                return value
        values = {"value": text, "label": key, "expected": ", ".join(keys.values())}
        self._add(Problem(ProblemCode.UNKNOWN_CHOICE, "unknown_choice", values, key))
        return None

    def _add(self, problem: Problem | None) -> None:
        if problem is not None:
            self.problems.append(problem)


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]
