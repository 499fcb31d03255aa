"""When a doctor works: the weekly template and the absences from it."""
