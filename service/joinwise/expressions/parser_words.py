"""The words of the expression language."""

KEYWORDS = ("if", "else", "or", "and", "not", "in", "is", "known", "unknown", "true", "false")
