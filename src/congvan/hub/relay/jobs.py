"""Thin tasks of the relay."""

from congvan.base.files import vault
from congvan.hub.relay.queries import files_to_copy

COPY_BATCH = 20


def copy_files() -> int:
    """Make both stores hold what the rows say: erased bytes go, accepted packets are copied and read back.

    Returns how many files it saw to.
    """
    erased = vault.erase_due()
    files = files_to_copy(limit=COPY_BATCH)
    for file in files:
        vault.confirm(file)
    return erased + len(files)
