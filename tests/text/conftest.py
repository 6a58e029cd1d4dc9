"""Properties are tried on inputs of very different sizes, on machines that do other things: no deadline for each."""

from hypothesis import settings

settings.register_profile("text", deadline=None)
settings.load_profile("text")
