"""What was kept apart, in words."""
