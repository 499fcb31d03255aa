"""Slots, as published."""
