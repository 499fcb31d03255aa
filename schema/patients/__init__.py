"""Patients, as published."""
