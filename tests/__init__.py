"""Mirrors the house, on a real PostgreSQL and a real Valkey."""
