"""A visit that a patient asked for, and its life."""
