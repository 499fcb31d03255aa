"""What the operator's people see and do."""
