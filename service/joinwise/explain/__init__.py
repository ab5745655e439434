"""Why rules did not fire, what to ask first, and what would flip the advice.

``explainer`` has it all for one pack. ``outlook`` says which recommendations are possible while
inputs vary, ``search`` where they flip; ``questions`` searches the inputs that nobody gave,
``applicability`` says which of them to ask, ``counterfactuals`` searches those that can be changed.
``budget`` bounds the work of one request.
"""
