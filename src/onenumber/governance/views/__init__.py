"""The pages of the record's own governance."""
