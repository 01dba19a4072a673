"""What the app server loads."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
# All pages, which otherwise load with the first visit.
import_module(settings.ROOT_URLCONF)
# What is loaded now stays for good. A look through all of it for garbage takes a tenth of a second, and every
# fifteenth page or so waited for one. What loading has left over goes first.
gc.collect()
gc.freeze()
