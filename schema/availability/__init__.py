"""The weekly template and the absences, as published."""
