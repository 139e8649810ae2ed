"""Who keeps one role, and so one colour and one mark, through several figures."""

from __future__ import annotations

SEARCHERS = {"hill climb": "specialist", "sweep": "generalist", "flee": "rival"}
"""Three searches that the chapter follows, with their roles."""
