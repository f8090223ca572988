"""Writing the county into the database, all of it in one transaction."""

from onenumber.demo.actions.write_county import write_county

__all__ = ["write_county"]
