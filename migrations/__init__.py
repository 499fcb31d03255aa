"""Alembic migrations; versions import nothing of ours."""
