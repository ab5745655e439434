"""A folder of rule files becomes a pack, or all that is wrong with it.

Files are read (``source``) against their shape (``schema``), facts and assumptions are put in
order (``definitions``), the pack is put together (``builder``) and looked over (``lint``);
``checker`` runs these stages, ``loader`` reads folders, ``overlay`` drafts. What is wrong is
reported where it is noticed:

- ``formats.located_yaml``: what is not YAML, duplicate keys, files that are too large;
- ``source``: unknown or missing keys, values of the wrong shape, expressions that do not parse,
  duplicate entries;
- ``definitions``: names that a fact cannot have, circular definitions, values that do not fit
  their input, expressions of the wrong kind;
- ``builder``: unknown names in conditions and texts;
- ``lint``: all that can be told once everything was read, errors and warnings; each check has a
  function and an id of its own;
- ``authoring.analysis``: what takes a solver.
"""
