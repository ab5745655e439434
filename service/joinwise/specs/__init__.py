"""What is expected of the advice: features, their results, and both as a page."""
