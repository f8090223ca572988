"""How people sign in: our rules on top of django-allauth's machinery."""
