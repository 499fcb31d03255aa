"""What registering and signing in refuse."""

from domain.errors import DomainError


class AlreadyRegistered(DomainError):
    """A CPF, an e-mail or a CRM given is in use; which one is not said, so that nobody can ask around."""


class AccountNotFound(DomainError):
    """There is no such account."""


class InvalidCredentials(DomainError):
    """Nobody signs in with this identifier and this password; never says which of the two is wrong."""


class TooManyAttempts(DomainError):
    """The identifier or the address failed too often; nothing was verified."""

    def __init__(self, retry_after_seconds: int) -> None:
        super().__init__(f"again in {retry_after_seconds} s")
        self.retry_after_seconds = retry_after_seconds
        """Seconds until a further attempt is taken; at least 1."""


class NewcomerUnknown(DomainError):
    """The provider's word about this person is too old, was used, or never came: sign in there again."""


class RoleNotGranted(DomainError):
    """The account is of a role that the provider does not give to this person."""
