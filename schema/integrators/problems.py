"""What granting and revoking refuse."""

import strawberry

from schema.problems import Problem


@strawberry.type
class IntegratorNotFound(Problem):
    """There is no such partner, or nothing that it was granted."""
