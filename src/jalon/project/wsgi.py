"""The web application that gunicorn serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jalon.project.settings")

application = get_wsgi_application()

gc.collect()
gc.freeze()
gc.set_threshold(10_000, 50, 50)
"""What was loaded stays until the end: not looking through it again keeps single requests quick."""
