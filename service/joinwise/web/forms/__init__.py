"""What people type into forms, and how values are written for them."""
