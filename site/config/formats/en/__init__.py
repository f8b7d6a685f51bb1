"""English as written in Pakistan: the day before the month."""
