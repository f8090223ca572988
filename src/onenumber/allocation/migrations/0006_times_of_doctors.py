"""Where a doctor is taken is found by doctor and time; three indexes on the case stood beside the foreign key's own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("allocation", "0005_slots")]

    operations = [
        migrations.RemoveIndex(model_name="ask", name="allocation__case_id_ccc256_idx"),
        migrations.RemoveIndex(model_name="escalation", name="allocation__case_id_6f298c_idx"),
        migrations.RemoveIndex(model_name="offer", name="allocation__case_id_b52751_idx"),
        migrations.AddIndex(
            model_name="ask",
            index=models.Index(fields=["practitioner", "expected_to"], name="slots_by_doctor"),
        ),
    ]
