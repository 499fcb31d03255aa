"""What verifying a doctor refuses."""

import strawberry

from schema.problems import Problem


@strawberry.type
class DoctorNotFound(Problem):
    """There is no such doctor who could be verified."""
