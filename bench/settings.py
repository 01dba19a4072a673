"""The app's settings, with one more address: a view that does nothing, to compare with."""

from config import settings

globals().update({name: value for name, value in vars(settings).items() if name.isupper()})
ROOT_URLCONF = "bench.urls"
