"""The pages of this room in words."""
