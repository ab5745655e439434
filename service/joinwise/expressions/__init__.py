"""One condition or formula as a tree, and the readings of it.

``tree`` is the tree, ``parsing`` makes one of a text, ``kinds`` checks what fits together;
``printing`` reads it back as a text, ``english`` as a sentence, ``python`` as a fast function,
``conjuncts`` as what durable_rules matches, ``ranges`` over what inputs may be, ``solving`` as
terms of a solver.
"""
