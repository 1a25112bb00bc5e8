"""Every error Lagebild raises on purpose.

::

    LagebildError                 something the user can act on; the message says what to do
     ├── InputError               the command was given nothing it could work with
     │    └── DateError           a date argument that is no date
     ├── DataFileError            a packaged or user data file is wrong (names file, entry, nearest match)
     ├── TaggerUnavailable        the learned model cannot be loaded; rules alone still work
     ├── StoreError               the database file is missing, foreign, locked or too new
     ├── NotFoundError            no page, claim or statement goes by that name
     └── CorrectionError          a human correction that cannot be applied

A *bad page* is not an error: it becomes a ``Problem`` on the document or an entry in ``not_read``.
"""

from __future__ import annotations


class LagebildError(Exception):
    """Base of all errors a user can do something about."""

    exit_code = 2


class InputError(LagebildError):
    """There is no input, or none of it can be used."""


class DateError(InputError):
    """An argument that should be an ISO date is not one."""

    def __init__(self, text: str) -> None:
        """Word the message from the faulty ``text``."""
        super().__init__(f"'{text}' is not a date; write it as YYYY-MM-DD, for example 2024-10-31")


class DataFileError(LagebildError):
    """A word list or rule file is malformed."""


class TaggerUnavailable(LagebildError):
    """The learned tagger cannot run here; the caller falls back to rules and says so."""


class StoreError(LagebildError):
    """The database cannot be used as it is."""


class NotFoundError(LagebildError):
    """Nothing in the store or dossier has this id."""


class CorrectionError(LagebildError):
    """A correction names something that does not exist or contradicts itself."""
