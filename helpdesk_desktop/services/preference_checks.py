"""The only place that judges preferences before they are kept."""

from collections.abc import Mapping
from dataclasses import fields

from helpdesk_desktop.domain.errors import BadUsage, NotAllowed, Problem, ProblemCode
from helpdesk_desktop.domain.preferences import Preferences
from helpdesk_desktop.domain.setting_keys import SETTINGS, read_value
from helpdesk_desktop.services.setting_layers import SettingLayers, Source, check_value


def preference_problems(
    preferences: Preferences, changed: frozenset[str], layers: SettingLayers
) -> tuple[Problem, ...]:
    """Why the changed ones cannot be kept, one for each; `field` names it."""
    found = []
    for name in (one.name for one in fields(Preferences) if one.name in changed):
        try:
            layers.require_free(name)
        except NotAllowed as error:
            found.append(Problem(ProblemCode.NOT_ALLOWED, error.key, error.values, field=name))
            continue
        value = getattr(preferences, name)
        if value is None:
            continue
        try:
            check_value(SETTINGS[name], read_value(SETTINGS[name], value))
        except BadUsage as error:
            found.append(Problem(ProblemCode.UNKNOWN_CHOICE, error.key, error.values, field=name))
    return tuple(found)


def variables_in(layers: SettingLayers) -> Mapping[str, str]:
    """The settings that an environment variable says, with its name."""
    said = {key: layers.tolerant(key) for key in SETTINGS}
    return {key: one.place for key, one in said.items() if one.source is Source.ENVIRONMENT}
