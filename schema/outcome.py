"""What a mutation's resolver answers: which member of its union, and what the use case gave with it."""

from typing import Any


class Outcome:
    """`Outcome("Appointment", id=...)` names a row that the planner reads; other types carry their values."""

    def __init__(self, typename: str, **given: Any) -> None:
        self.typename, self.given = typename, given
