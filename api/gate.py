"""What an operation passes before it is executed: its caller's rates and budget, the list of what the client
was built with, and its lane."""

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Final

from graphql import OperationType

from api.arrivals import MOST_AT_ONCE
from api.lanes import Lane
from domain.addresses import subscriber
from domain.viewer import IntegratorViewer, Viewer
from infra.rates import Rate, Rates
from infra.settings import Settings
from planner.sources import Rejected
from schema.context import Context
from schema.documents import Operation, Refused
from schema.sentences import TOO_OFTEN, UNKNOWN_DOCUMENT

SIGN_INS: Final = frozenset({"signIn", "linkIdentity"})
REGISTRATIONS: Final = frozenset({"registerPatient", "registerDoctor"})
PASSWORDS: Final = SIGN_INS | REGISTRATIONS
"""Mutations that hash a password: 43 ms of a processor each."""
TRYING_OUT: Final = 100
"""Where nobody but the one who develops asks, so much more is allowed by default."""
LINE: Final = MOST_AT_ONCE
"""Whoever came in at the door may stand in line: to turn him away here costs a third of answering him."""
PASSWORD_LINE: Final = 16
LONGEST_WAIT: Final = 2.0
PATIENT_WAIT: Final = 25.0
"""In development: hundreds may register at once."""


@dataclass(frozen=True)
class Allowances:
    """What is allowed in a minute."""

    person: Rate
    partner: Rate
    address: Rate
    sign_in: Rate
    registration: Rate

    @classmethod
    def of(cls, settings: Settings) -> "Allowances":
        """As set, else the defaults of the environment."""
        times = TRYING_OUT if settings.environment == "development" else 1
        return cls(
            person=Rate("person", settings.person_rate or 600 * times),
            partner=Rate("partner", settings.partner_rate or 6_000 * times),
            address=Rate("address", settings.address_rate or 6_000 * times),
            sign_in=Rate("sign-in", settings.sign_in_rate or 60 * times),
            registration=Rate("registration", settings.registration_rate or 20 * times),
        )


class ApiGate:
    """schema.gate.Gate for one process."""

    def __init__(self, settings: Settings, rates: Rates) -> None:
        self._rates, self._allowances = rates, Allowances.of(settings)
        self._only_known = settings.trusted_documents
        trying_out = settings.environment == "development"
        seconds = PATIENT_WAIT if trying_out else LONGEST_WAIT
        line = settings.password_line or PASSWORD_LINE * (20 if trying_out else 1)
        self._passwords = Lane(settings.password_threads + 1, line, seconds)
        self._writing = Lane(settings.write_pool, LINE, seconds)
        self._reading = Lane(2 * settings.read_pool, LINE, seconds)

    def admit(self, operation: Operation | None, context: Context) -> None:
        """Count it, whatever becomes of it; a session's operation must be one of the client's own."""
        self._count(operation.calls if operation else ("",), context)
        if operation is None:
            return
        if self._only_known and context.session_token and not operation.known:
            raise Refused(Rejected(UNKNOWN_DOCUMENT.in_(context.locale), "FORBIDDEN", outdated=True))
        operation.must_fit(context.viewer)

    def room(self, operation: Operation) -> Lane:
        """A place in the operation's lane."""
        if operation.node.operation is not OperationType.MUTATION:
            return self._reading
        return self._writing if PASSWORDS.isdisjoint(operation.calls) else self._passwords

    def _count(self, calls: tuple[str, ...], context: Context) -> None:
        address = subscriber(context.address)
        if who := context.viewer.id:
            self._spend(self._rate_of(context.viewer), who, len(calls), context)
        elif address:
            self._spend(self._allowances.address, address, len(calls), context)
        if not PASSWORDS.isdisjoint(calls):
            called = Counter(calls)
            self._spend_all(self._allowances.sign_in, SIGN_INS, called, address, context)
            self._spend_all(self._allowances.registration, REGISTRATIONS, called, address, context)

    def _rate_of(self, viewer: Viewer) -> Rate:
        is_program = isinstance(viewer, IntegratorViewer)
        return self._allowances.partner if is_program else self._allowances.person

    def _spend_all(
        self, rate: Rate, names: frozenset[str], called: Counter[str], address: str, context: Context
    ) -> None:
        if count := sum(called[name] for name in names):
            self._spend(rate, address, count, context)

    def _spend(self, rate: Rate, who: Hashable, count: int, context: Context) -> None:
        if wait := self._rates.spend(rate, who, count):
            message = TOO_OFTEN.in_(context.locale).format(wait)
            raise Refused(Rejected(message, "RATE_LIMITED", retryAfterSeconds=wait))
