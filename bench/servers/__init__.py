"""The service under several WSGI servers: ``python -m bench.servers`` prints the figures.

It takes about six minutes and needs the program ``wrk``. All servers run at once, each with two
workers, so that loads can alternate between them; nothing but 127.0.0.1 is used. The rules are
those that JOINWISE_RULES names, else those that come with joinwise.
"""
