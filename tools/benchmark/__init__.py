"""The parts of `make bench`: fill a database, measure product and floor side by side, write the report."""
