"""Appointments, as published."""
