"""Safety calls in words."""
