"""What comes in and goes out as text: strict JSON, NDJSON, and YAML with places."""
