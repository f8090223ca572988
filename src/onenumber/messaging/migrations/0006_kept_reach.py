"""A choice is followed by a later one, never changed."""

from django.db import migrations

from onenumber.records.guards import kept

class Migration(migrations.Migration):
    dependencies = [("messaging", "0005_reach")]
    operations = [kept("messaging", "ReachChoice")]
