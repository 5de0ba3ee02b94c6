"""The only place for the window's words for statuses, priorities, sources and field names."""

from PySide6.QtCore import QCoreApplication

from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.domain.ticket import (
    PRIORITY_KEYS,
    SOURCE_KEYS,
    STATUS_KEYS,
    Priority,
    Source,
    Status,
)

translate = QCoreApplication.translate

# What stands for an empty value, everywhere.
NOTHING = "-"

_STATUS_BY_KEY = {key: status for status, key in STATUS_KEYS.items()}
_PRIORITY_BY_KEY = {key: priority for priority, key in PRIORITY_KEYS.items()}
_SOURCE_BY_KEY = {key: source for source, key in SOURCE_KEYS.items()}


def status_name(status: Status) -> str:
    """The status in the user's language."""
    return {
        Status.NEW: translate("Choices", "New"),
        Status.PROCESSING: translate("Choices", "Processing"),
        Status.PENDING: translate("Choices", "Pending"),
        Status.CLOSED: translate("Choices", "Closed"),
    }[status]


def priority_name(priority: Priority) -> str:
    """The priority in the user's language."""
    return {
        Priority.LOW: translate("Choices", "Low"),
        Priority.NORMAL: translate("Choices", "Normal"),
        Priority.HIGH: translate("Choices", "High"),
        Priority.URGENT: translate("Choices", "Urgent"),
    }[priority]


def source_name(source: Source) -> str:
    """The source in the user's language."""
    return {
        Source.MANUAL: translate("Choices", "Manual"),
        Source.INBOUND_CALL: translate("Choices", "Inbound call"),
        Source.OUTBOUND_CALL: translate("Choices", "Outbound call"),
        Source.MISSED_CALL: translate("Choices", "Missed call"),
        Source.EMAIL: translate("Choices", "E-mail"),
        Source.CHAT: translate("Choices", "Chat"),
        Source.SOCIAL: translate("Choices", "Social"),
        Source.API: translate("Choices", "API"),
        Source.IMPORT: translate("Choices", "Import"),
    }[source]


def status_name_of_key(key: str) -> str:
    """The status that a key of the JSON contract names, or the key itself."""
    status = _STATUS_BY_KEY.get(key)
    return key if status is None else status_name(status)


def priority_name_of_key(key: str) -> str:
    """The priority that a key of the JSON contract names, or the key itself."""
    priority = _PRIORITY_BY_KEY.get(key)
    return key if priority is None else priority_name(priority)


def source_name_of_key(key: str) -> str:
    """The source that a key of the JSON contract names, or the key itself."""
    source = _SOURCE_BY_KEY.get(key)
    return key if source is None else source_name(source)


def field_name(key: str, directory: Directory) -> str:
    """The window's word for a field of the JSON contract; a custom field's own label."""
    custom = directory.custom_field_by_key.get(fold(key))
    if custom is not None:
        return custom.label
    words = {
        "subject": translate("Fields", "Subject"),
        "description": translate("Fields", "Description"),
        "status": translate("Fields", "Status"),
        "type": translate("Fields", "Type"),
        "priority": translate("Fields", "Priority"),
        "source": translate("Fields", "Source"),
        "contact": translate("Fields", "Contact"),
        "phone": translate("Fields", "Phone"),
        "email": translate("Fields", "Customer email"),
        "company": translate("Fields", "Company"),
        "assignee": translate("Fields", "Assign to"),
        "group": translate("Fields", "Group"),
        "ccs": translate("Fields", "CCs"),
        "call": translate("Fields", "Call"),
        "created": translate("Fields", "Created"),
        "updated": translate("Fields", "Updated"),
        "due": translate("Fields", "Due"),
        "closed": translate("Fields", "Closed"),
        "first_response": translate("Fields", "First response"),
        "external_id": translate("Fields", "External id"),
        "note": translate("Fields", "Note"),
    }
    return words.get(key, key)
