"""Pages of this room: whom to ask, the page of the one asked, back-up."""
