"""One condition or formula as a tree, and the readings of it.

``tree`` is the tree, ``parsing`` makes one of a text, ``kinds`` checks what fits together;
``printing`` reads it back as a text, ``english`` as a sentence, ``python`` as a fast function,
``conjuncts`` as what durable_rules matches, ``ranges`` as what may come out while inputs vary
(in ``parts``, by the operations of ``possible``), ``solving`` as terms of a solver.
"""
