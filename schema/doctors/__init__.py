"""Doctors and their specialties, as published."""
