"""Other engines, in process."""
