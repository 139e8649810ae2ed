"""What the models say for and against the claims of the markets chapter, a claim a module."""
