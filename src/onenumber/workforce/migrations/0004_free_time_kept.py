"""What a doctor told is kept: the database refuses to overwrite or delete it."""

from django.db import migrations

from onenumber.records.guards import kept

class Migration(migrations.Migration):
    dependencies = [("workforce", "0003_free_time")]
    operations = [kept("workforce", "FreeTime", closable=["withdrawn_at", "withdrawn_by_id"])]
