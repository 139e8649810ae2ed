"""The Jupyter life of a lab: ``panel`` puts the other modules' parts together."""
