"""Evolution and ecology: when niches fill with specialists, and when the generalist wins."""
