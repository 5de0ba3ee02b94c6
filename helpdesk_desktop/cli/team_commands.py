"""The only place that says what `agents`, `groups`, `roles` and `types` do."""

import argparse
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from helpdesk_desktop import bootstrap
from helpdesk_desktop.cli import answers
from helpdesk_desktop.cli.output import Output
from helpdesk_desktop.domain.errors import BadUsage
from helpdesk_desktop.domain.people import (
    CONTACT_SCOPE_KEYS,
    ROLE_KIND_KEYS,
    TICKET_SCOPE_KEYS,
    Agent,
    Directory,
    Group,
    Role,
    TicketType,
)
from helpdesk_desktop.domain.records import logins_of

Entry: TypeAlias = Agent | Group | Role | TicketType
Change: TypeAlias = Callable[[str, Mapping[str, str]], Entry]


def run_team(asked: argparse.Namespace, desk: bootstrap.OpenDesk, out: Output) -> int:
    """List, add, change or remove agents, groups, roles or types, and answer the exit code.

    Raises:
        HelpdeskError: nothing was changed.
    """
    changed = _changed(asked, desk)
    directory = desk.directory()
    if changed is not None:
        record = _member(changed, directory)
        if answers.is_json(asked):
            answers.write_json(record, out)
        else:
            answers.write_members(record, out)
        return answers.EXIT_DONE
    people: dict[str, Sequence[Entry]] = {
        "agents": directory.agents,
        "groups": directory.groups,
        "roles": directory.roles,
        "types": directory.types,
    }
    entries = people[asked.command]
    records = [_member(entry, directory) for entry in entries]
    if answers.is_json(asked):
        answers.write_json({asked.command: records}, out)
    elif records:
        answers.write_table(tuple(records[0]), records, out)
    return answers.EXIT_DONE


def _changed(asked: argparse.Namespace, desk: bootstrap.OpenDesk) -> Entry | None:
    team, types = desk.team, desk.types
    match asked.verb, asked.command:
        case "list", _:
            return None
        case "remove", "groups":
            return team.remove_group(asked.key).group
        case "remove", _:
            return team.remove_role(asked.key)
        case "retire", _:
            return types.set_type(asked.key, {"retired": "yes"})
    pairs: dict[str, tuple[Change, Change]] = {
        "agents": (team.add_agent, team.set_agent),
        "groups": (team.add_group, team.set_group),
        "roles": (team.add_role, team.set_role),
        "types": (types.add_type, types.set_type),
    }
    add, set_ = pairs[asked.command]
    change = add if asked.verb == "add" else set_
    return change(asked.key, plain_settings(asked.settings))


def _member(entry: Entry, directory: Directory) -> dict[str, Any]:
    match entry:
        case Agent():
            groups = [group.key for group in directory.groups if entry.id in group.member_ids]
            return {
                "login": entry.login,
                "name": entry.name,
                "email": entry.email,
                "role": directory.role_by_id[entry.role_id].key,
                "active": entry.is_active,
                "groups": sorted(groups),
                "version": entry.version,
            }
        case Group():
            members = logins_of(entry.member_ids, directory)
            return {
                "key": entry.key,
                "name": entry.name,
                "members": members,
                "version": entry.version,
            }
        case Role():
            return {
                "key": entry.key,
                "name": entry.name,
                "kind": ROLE_KIND_KEYS[entry.kind],
                "tickets": TICKET_SCOPE_KEYS[entry.tickets],
                "contacts": CONTACT_SCOPE_KEYS[entry.contacts],
                "phones": "masked" if entry.phones_masked else "shown",
                "rights": sorted(right.value for right in entry.rights),
                "version": entry.version,
            }
        case TicketType():
            return {
                "key": entry.key,
                "name": entry.name,
                "position": [one.id for one in directory.types].index(entry.id) + 1,
                "retired": entry.is_retired,
                "version": entry.version,
            }


def plain_settings(words: list[str]) -> dict[str, str]:
    """The `key=value` words by key; one given twice counts as given last.

    Raises:
        BadUsage: a word without `=`.
    """
    found = {}
    for word in words:
        key, sign, value = word.partition("=")
        if not sign:
            raise BadUsage("usage", reason=f"“{word}” is not KEY=VALUE")
        found[key.strip()] = value
    return found
