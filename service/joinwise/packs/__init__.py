"""A folder of rule files becomes a pack, or all that is wrong with it."""
