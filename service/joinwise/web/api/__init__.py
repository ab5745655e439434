"""The API, one module a resource."""

from joinwise.web.api import assessments, compare, drafts, health, metrics, rules, score, shadow

MODULES = (score, compare, rules, drafts, shadow, assessments, health, metrics)
BLUEPRINTS = tuple(module.blueprint for module in MODULES)
