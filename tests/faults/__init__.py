"""What holds when processes die."""
