"""What registering and signing in refuse."""

import strawberry

from schema.problems import Problem


@strawberry.type
class InvalidCredentials(Problem):
    """Nobody signs in with this identifier and password."""


@strawberry.type
class TooManyAttempts(Problem):
    """Too many failed attempts; nothing was verified."""

    retry_after_seconds: int


@strawberry.type
class NewcomerUnknown(Problem):
    """The provider's word about this person is too old, was used, or never came."""


@strawberry.type
class RoleNotGranted(Problem):
    """The account is of a role that the provider does not give to this person."""


@strawberry.type
class AccountNotFound(Problem):
    """There is no such account."""
