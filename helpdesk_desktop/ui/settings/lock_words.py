"""The only place for the words that say why a person may not change a setting."""

from PySide6.QtCore import QCoreApplication

from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.ui.messages import error_sentence

translate = QCoreApplication.translate


def lock_sentence(held: HelpdeskError | None) -> str:
    """Why a setting is locked; `held` says that no value of the policy could be used for it."""
    if held is None:
        return translate("SettingsDialog", "Set by your administrator.")
    if held.key != "policy_unreadable":
        asks = translate("SettingsDialog", "Ask your administrator.")
        return f"{error_sentence(held)} {asks}"
    says = translate(
        "SettingsDialog",
        "The administrator's policy cannot be read ({place}: {reason}). Ask your administrator.",
    )
    return says.format(**held.values)
