"""Words for the pages of this room."""
