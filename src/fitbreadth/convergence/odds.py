"""How often each of five tasks comes up, wherever the book needs one set of odds for all fields."""

from __future__ import annotations

ODDS = (0.4, 0.25, 0.15, 0.12, 0.08)
"""Those of the front page: likeliest first, whole thousandths, no two alike."""
