"""What the models say for and against the claims of the optimization chapter, a claim a module."""
