"""Pictures of the biology chapter, one module each."""
