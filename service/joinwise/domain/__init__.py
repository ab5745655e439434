"""What can be said of a candidate: values, units, inputs, currencies, grids."""
