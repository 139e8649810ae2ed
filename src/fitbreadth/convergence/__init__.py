"""What the traditions share: one number that moves the best allocation from breadth to focus."""
