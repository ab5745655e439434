"""joinwise over HTTP beside its peers: ``make bench-peers`` writes a section of docs/benchmarks.md.

It takes about twenty minutes and needs the programs ``wrk``, ``node`` and ``npm``. All servers run
at once, so that loads can take turns; nothing but 127.0.0.1 is used.
"""
