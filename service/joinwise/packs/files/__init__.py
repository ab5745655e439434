"""Rule files as they are written: which keys and values they take, and where each stands."""
