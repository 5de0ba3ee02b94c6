"""The only place for the words that say why a server or a file cannot be used, inside a sentence.

They travel as a sentence's `reason`; the window translates them, as it does the sentence.
"""

from enum import StrEnum


class Reason(StrEnum):
    """Why a server cannot be reached or is not trusted, or what is wrong with a file."""

    NO_ANSWER = "it did not answer in time"
    REFUSED = "nothing answers there (connection refused)"
    UNKNOWN_HOST = "the host name is not known"
    NO_LOOK_UP = "the host name cannot be looked up just now"
    NO_NETWORK = "there is no network"
    NO_ROUTE = "there is no way to it in the network"
    STARTING = "it is starting up"
    STOPPING = "it is shutting down"
    RECOVERING = "it is recovering"
    NO_TLS = "it offers no encryption"
    OTHER_HOST = "its certificate is for another host name"
    UNKNOWN_AUTHORITY = "its certificate is signed by an authority that is not known here"
    EXPIRED = "its certificate has expired"
    NOT_IN_USE = "it is not in use"
    OVERWRITTEN = "its first bytes are overwritten"
    CUT_OFF = "it is cut off"
    NO_TABLES = "its tables are missing"
    LINK_FOR_LOG = "it is a link where SQLite keeps a file"
    LINK_OF_OTHERS = "it is a link that belongs to somebody else"
    BROKEN_SEAL = "its seal is broken"
    CHANGED_MANIFEST = "its manifest was changed"
    OTHER_MANIFEST = "its manifest does not fit it"
    OTHER_CONTENT = "its content is not what was backed up"
