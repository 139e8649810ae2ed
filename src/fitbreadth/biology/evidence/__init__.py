"""What the models say for and against the claims of the biology chapter, a claim a module."""
