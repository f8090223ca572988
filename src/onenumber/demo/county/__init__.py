"""The invented county, told without touching the database: the same seed gives the same stories, byte for byte."""
