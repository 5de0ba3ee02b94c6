"""The only place for the words of backups: when, why, how large, and in which state."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from helpdesk_desktop.domain.backups import (
    Backup,
    BackupManifest,
    BackupProgress,
    BackupReason,
    BackupStep,
)
from helpdesk_desktop.ui.messages import instant_text

translate = QCoreApplication.translate


def reason_name(reason: BackupReason) -> str:
    """Why a backup was made."""
    return {
        BackupReason.BY_HAND: translate("Backups", "By hand"),
        BackupReason.DAILY: translate("Backups", "Daily"),
        BackupReason.MIGRATION: translate("Backups", "Before an update"),
        BackupReason.RESTORE: translate("Backups", "Before a restore"),
    }[reason]


def step_sentence(told: BackupProgress) -> str:
    """What is being done."""
    return {
        BackupStep.COPYING: translate("Backups", "Copying…"),
        BackupStep.CHECKING: translate("Backups", "Checking…"),
        BackupStep.KEEPING: translate("Backups", "Keeping what is there now…"),
    }[told.step]


def is_of_later(backup: Backup) -> bool:
    """Whether it says that it was made later than now: a clock was wrong then, or is now."""
    return backup.manifest is not None and backup.manifest.made_at > this_moment()


def this_moment() -> datetime:
    """Now, by this computer's clock."""
    return datetime.now(UTC)


def when_text(backup: Backup, zone: ZoneInfo) -> str:
    """When it was made; the file's name where that cannot be told."""
    manifest = backup.manifest
    return backup.name if manifest is None else made_at_text(manifest, zone)


def made_at_text(manifest: BackupManifest, zone: ZoneInfo) -> str:
    """When it was made."""
    return instant_text(manifest.made_at, zone)
