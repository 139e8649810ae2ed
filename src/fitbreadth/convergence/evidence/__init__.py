"""What the models say for and against the claims of the convergence chapter, a claim a module."""
