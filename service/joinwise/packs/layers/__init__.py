"""Rule files that stand on those of another pack."""
