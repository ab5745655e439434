"""Decision tables: their cells, what their columns tell apart, and rows from spreadsheets."""
