"""For whoever writes rules: what a draft changes, and what the features leave open."""
