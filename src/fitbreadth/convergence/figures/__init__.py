"""Pictures of the convergence chapter and the front page, one module each."""
