"""One Hypothesis profile for all suites: nothing is timed, and CI always tries the same cases."""

import os

from hypothesis import settings

settings.register_profile("fitbreadth", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("fitbreadth")
