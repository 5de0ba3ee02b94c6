"""The only place that reads what the administrator of this computer has set: locks and defaults.

It lies where only an administrator writes: a TOML file below `/etc`, the policies of the Windows
registry, the managed preferences of macOS. `HELPDESK_POLICY_FILE` names a file instead where the
computer has no policy of its own, and nothing else: a variable that anybody can set must not put an
administrator's file aside. Light enough to be asked before there is a window.

A policy that cannot be read opens nothing: no value of it counts, and the guarded settings, which
it may have locked, are held as they are. The same goes for one setting with an unusable value.
"""

import os
import re
import sys
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, TypeAlias

from helpdesk_desktop.domain.errors import BadUsage, HelpdeskError, Unavailable
from helpdesk_desktop.domain.setting_keys import SETTINGS, Value, read_value
from helpdesk_desktop.services.known_folders import Expandable, expanded, known_of_system
from helpdesk_desktop.services.plain_file import read_plain

VARIABLE: Final = "HELPDESK_POLICY_FILE"
BUNDLE_ID: Final = "org.helpdesk-desktop.HelpdeskDesktop"
REGISTRY_KEY: Final = r"SOFTWARE\Policies\HelpdeskDesktop"
MACHINE_FILE = Path("/etc/helpdesk-desktop/policy.toml")
MANAGED_PREFERENCES = Path("/Library/Managed Preferences")

# A policy is a page; what is larger was not written by an administrator.
_MOST_BYTES: Final = 1_000_000
_NAMED_KEYS: Final = 8  # a sentence has room for these
_AT_LINE: Final = re.compile(r" ?\(at line (\d+), column (\d+)\)$")

# The values of a key below HKEY_LOCAL_MACHINE, None where there is no such key.
Registry: TypeAlias = Callable[[str], Mapping[str, object] | None]
Tables: TypeAlias = tuple[Mapping[str, object], Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Policy:
    """What the administrator has set; `place` is empty where there is no policy.

    `held` are settings that nobody may change although no value of theirs can be used.
    """

    place: str = ""
    locked: Mapping[str, Value] = field(default_factory=dict)
    defaults: Mapping[str, Value] = field(default_factory=dict)
    held: frozenset[str] = frozenset()
    faults: tuple[HelpdeskError, ...] = ()
    is_readable: bool = True


def read_policy(environment: Mapping[str, str] = os.environ) -> Policy:
    """The policy that counts here. One that cannot be read says so in its faults."""
    named = environment.get(VARIABLE)
    own = _machine_policy()
    if own is not None:
        if not named:
            return own
        fault = BadUsage("policy_variable", place=own.place)
        return replace(own, faults=(*own.faults, fault))
    return policy_of_file(Path(named)) if named else Policy()


def policy_of_file(path: Path) -> Policy:
    """The policy of a TOML file with the tables `locked` and `defaults`."""
    place = str(path)
    try:
        content = read_plain(path, _MOST_BYTES + 1)
        if len(content) > _MOST_BYTES:
            return _broken(place, f"it is larger than {_MOST_BYTES:,} bytes")
        tables: dict[str, Any] = tomllib.loads(content.decode("utf-8-sig"))
    except OSError as error:
        return _broken(place, (error.strerror or str(error)).lower())
    except tomllib.TOMLDecodeError as error:
        return _broken(place, _with_line(str(error), content))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return _broken(place, f"line {line}: it is not UTF-8")
    except ValueError as error:  # what is within the grammar and no date, for one
        return _broken(place, str(error))
    except RecursionError:  # thousands of brackets
        return _broken(place, "it nests too deep")
    unknown = [name for name in tables if name not in {"locked", "defaults"}]
    parts = [tables.get("locked", {}), tables.get("defaults", {})]
    for name, part in zip(("locked", "defaults"), parts, strict=True):
        if not isinstance(part, dict):
            return _broken(place, f"“{name}” is no table; write [{name}] on a line of its own")
    return policy_of_tables(place, (parts[0], parts[1]), unknown)


def policy_of_registry(registry: Registry) -> Policy | None:
    """The policy of the registry: values lock, those of the key `Defaults` below do not."""
    try:
        locked, defaults = registry(REGISTRY_KEY), registry(rf"{REGISTRY_KEY}\Defaults")
    except OSError as error:
        return _broken(rf"HKLM\{REGISTRY_KEY}", (error.strerror or str(error)).lower())
    if locked is None and defaults is None:
        return None
    return policy_of_tables(rf"HKLM\{REGISTRY_KEY}", (locked or {}, defaults or {}))


def policy_of_plists(paths: tuple[Path, ...]) -> Policy | None:
    """The policy of managed preferences: keys lock, those of the dictionary `Defaults` do not.

    What stands in an earlier file counts before what stands in a later one.
    """
    import plistlib  # noqa: PLC0415  # on macOS only
    from xml.parsers.expat import ExpatError  # noqa: PLC0415  # as above

    locked: dict[str, object] = {}
    defaults: dict[str, object] = {}
    there = [path for path in paths if os.path.lexists(path)]
    for path in there:
        try:
            found = plistlib.loads(read_plain(path, _MOST_BYTES))
        except OSError as error:
            return _broken(str(path), (error.strerror or str(error)).lower())
        except ExpatError as error:
            return _broken(str(path), f"line {error.lineno}: it is no property list")
        except (ValueError, TypeError, AttributeError, IndexError, RecursionError):
            return _broken(str(path), "it is no property list")  # what plistlib raises for garbage
        if not isinstance(found, dict):
            return _broken(str(path), "it holds no dictionary")
        # macOS itself adds keys of its own to what it manages.
        own = {key: value for key, value in found.items() if not key.startswith(("Payload", "_"))}
        below = own.pop("Defaults", {})
        locked = own | locked
        defaults = (below if isinstance(below, dict) else {}) | defaults
    if not there:
        return None
    return policy_of_tables(", ".join(map(str, there)), (locked, defaults))


def policy_of_tables(place: str, tables: Tables, unknown: list[str] | None = None) -> Policy:
    """The policy of values as they were found, each judged by its setting."""
    names = list(unknown or ())
    faults: list[HelpdeskError] = []
    found: tuple[dict[str, Value], dict[str, Value]] = ({}, {})
    held: set[str] = set()
    for part, (values, table) in enumerate(zip(found, tables, strict=True)):
        for key, raw in table.items():
            if key not in SETTINGS:
                names.append(key)
                continue
            try:
                values[key] = read_value(SETTINGS[key], _plain(raw))
            except BadUsage as error:
                faults.append(BadUsage("policy_value", place=place, name=key, reason=error.message))
                if part == 0:
                    held.add(key)
    if names:
        shown = ", ".join(name[:60] for name in names[:_NAMED_KEYS])
        expected = shown if len(names) <= _NAMED_KEYS else f"{shown}, …"
        faults.append(BadUsage("policy_unknown", place=place, expected=expected))
    return Policy(place, found[0], found[1], frozenset(held), tuple(faults))


def _plain(raw: object) -> object:
    return expanded(raw, known_of_system) if isinstance(raw, Expandable) else raw


def hold(policy: Policy, key: str, refusal: HelpdeskError) -> Policy:
    """The policy with a fault: its value of a setting cannot be used. A lock stays a lock."""
    fault = BadUsage("policy_value", place=policy.place, name=key, reason=refusal.message)
    held = policy.held | ({key} if key in policy.locked else set())
    return replace(policy, held=held, faults=(*policy.faults, fault))


def _broken(place: str, reason: str) -> Policy:
    guarded = frozenset(key for key, spec in SETTINGS.items() if spec.is_guarded)
    fault = Unavailable("policy_unreadable", place=place, reason=reason)
    return Policy(place, held=guarded, faults=(fault,), is_readable=False)


def _with_line(reason: str, content: bytes) -> str:
    at = _AT_LINE.search(reason)
    if at is None:
        last = content.count(b"\n") + 1
        text, where = reason, f"line {last}"
    else:
        text, where = reason[: at.start()], f"line {at[1]}, column {at[2]}"
    return f"{where}: {text[:1].lower()}{text[1:]}"


def _machine_policy() -> Policy | None:
    if sys.platform == "win32":
        return policy_of_registry(windows_registry)
    elif sys.platform == "darwin":  # noqa: RET505  # a checker for one system reads one branch
        return policy_of_plists(_managed_files())
    else:
        return policy_of_file(MACHINE_FILE) if _is_there(MACHINE_FILE) else None


if sys.platform != "win32":

    def _managed_files() -> tuple[Path, ...]:
        import pwd  # noqa: PLC0415  # not on Windows

        name = f"{BUNDLE_ID}.plist"
        own: tuple[Path, ...] = ()
        try:
            # Not getpass: it believes variables that anybody can set.
            own = (MANAGED_PREFERENCES / pwd.getpwuid(os.getuid()).pw_name / name,)
        except KeyError:  # a user without a name
            own = ()  # what is set for the whole computer still counts
        return (MANAGED_PREFERENCES / name, *own)


def _is_there(path: Path) -> bool:
    # A folder that may not be looked into hides a policy; it does not take it away.
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True


if sys.platform == "win32":

    def windows_registry(key: str) -> Mapping[str, object] | None:
        """The values of a key of this computer; see `Registry`."""
        import winreg  # noqa: PLC0415  # on Windows only

        access = winreg.KEY_READ | winreg.KEY_WOW64_64KEY
        try:
            opened = winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, key, 0, access)
        except FileNotFoundError:
            return None
        with opened:
            count = winreg.QueryInfoKey(opened)[1]
            named = [winreg.EnumValue(opened, place) for place in range(count)]
        return {
            name: Expandable(value) if kind == winreg.REG_EXPAND_SZ and value else value
            for name, value, kind in named
            if name
        }

else:

    def windows_registry(key: str) -> Mapping[str, object] | None:  # noqa: ARG001  # as above
        """No registry here."""
        return None
