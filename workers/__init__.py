"""Process 2: what happens without anybody asking: expiry, the horizon, reminders."""
