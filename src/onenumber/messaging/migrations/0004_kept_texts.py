"""What came in is kept: only what was made of it is added, once."""

from django.db import migrations

from onenumber.records.guards import kept

class Migration(migrations.Migration):
    dependencies = [("messaging", "0003_texts")]
    operations = [
        kept(
            "messaging",
            "InboundText",
            closable=["placed_at", "placed_as", "placed_about", "placed_by_id", "placed_by_name"],
        ),
    ]
