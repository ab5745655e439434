"""One condition or formula as a tree, and the readings of it.

``ast`` is the tree, ``parser`` makes one of a text, ``visitor`` is the base of what reads it:
``typecheck`` checks what fits together, ``printer`` writes it as a text, ``english`` as a
sentence, ``compiler`` as a fast function, ``interval_compiler`` as what may come out while inputs
vary (in the blocks of ``partial_evaluation``, by the operations of ``intervals``), ``smt`` as
terms of a solver. ``normalize`` and ``dnf`` rewrite conditions into what durable_rules matches.
"""
