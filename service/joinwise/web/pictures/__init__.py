"""What a person would rather look at than read: places of bars, lines and labels.

Every picture is a pure function of frozen dataclasses. Places across are shares of the width, in
per cent, so that a picture fits any window and its letters keep their size.
"""
