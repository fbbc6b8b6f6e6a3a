"""Writing to the library: receive files, read and store them, decide on tags."""

from jalon.library.actions.deciding import add_tag, decide_tag
from jalon.library.actions.files import receive_file
from jalon.library.actions.ingesting import Outcome, ingest_files, read_waiting
from jalon.library.actions.opening import publish_document, withdraw_document
from jalon.library.actions.receiving import receive_files
from jalon.library.actions.storing import describe_document

__all__ = [
    "Outcome",
    "add_tag",
    "decide_tag",
    "describe_document",
    "ingest_files",
    "publish_document",
    "read_waiting",
    "receive_file",
    "receive_files",
    "withdraw_document",
]
