"""Forms of the return."""
