"""joinwise says whether a networking activity is worth joining.

The modules follow the way of a request; each imports only from those above it:

- ``errors``, ``inputs``, ``model``: faults and problems, what can be said of a group, and the
  frozen shapes that one stage hands to the next;
- ``expressions``: one condition or formula as a tree, and its readings;
- ``yamltext``, ``rulefile``, ``texts``, ``entries``, ``checks``, ``definitions``, ``packs``:
  a folder of rule files becomes a pack, or all of its faults;
- ``candidates``: what a caller posts becomes a candidate, or all of its problems;
- ``facts``, ``matching``, ``engine``, ``advice``, ``misses``: a candidate becomes facts, the rules
  that fire, the advice, and why the other rules did not fire;
- ``outlooks``, ``turning``, ``trials``, ``questions``, ``flips``, ``explaining``, ``phrases``: what
  to ask first, and what would turn the advice;
- ``advisor``, ``bootstrap``: the use case, and the one place where the parts are put together;
- ``tokens``, ``settings``, ``logs``, ``reloading``, ``server``: for whoever runs it: who may make
  which calls, what is logged, how changed rules are taken up, and the processes that answer;
- ``featurefile``, ``specs``, ``specpage``: what is expected of the advice, whether it held, and
  both as a page;
- ``rulebook``, ``rulepages``, ``draftpreview``: the rules as data and as people read them, and
  what a draft of them would change;
- ``web``, ``terminal``, ``cli``: HTTP, and the command line.
"""

from importlib.metadata import version

__version__ = version("joinwise")
