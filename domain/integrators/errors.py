"""What is refused about integrators."""

from domain.errors import DomainError


class IntegratorNotFound(DomainError):
    """There is no such integrator, or it was disabled."""


class IntegratorNameTaken(DomainError):
    """Another integrator goes by that name: a doctor who grants must know whom."""


class UnknownScope(DomainError):
    """There is no such scope."""


class ServiceAccountTaken(DomainError):
    """That client of that issuer stands for an integrator already."""


class WrongSecret(DomainError):
    """No integrator has this id and this secret; never says which of the two is wrong."""


class ScopeNotAllowed(DomainError):
    """The integrator asks for a scope that the operator did not give it."""
