"""Groups to try a draft on: published accounts, and what people would plausibly say."""
