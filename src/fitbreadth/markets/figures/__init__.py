"""Pictures of the markets chapter, one module each."""
