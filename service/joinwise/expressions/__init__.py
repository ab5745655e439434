"""One condition or formula as a tree, and the readings of it.

``ast`` is the tree; ``parser`` makes it from a text, and ``visitor`` is the base of what reads it:
``typecheck`` finds errors, ``printer`` writes it as a text, ``english`` as a sentence, ``compiler``
makes a fast function of it, ``interval_compiler`` one of what it may be while inputs vary (in the
blocks of ``partial_evaluation``), ``columns`` expressions over the columns of a data frame, ``smt``
terms of a solver. ``functions`` has a record with all these readings for each function.
``normalize`` and ``conjunctions`` turn conditions into what durable_rules matches; ``closeness``
says when computed numbers count as equal, ``sizes`` how large a number may be.
"""
