"""The API, one module a resource."""

from joinwise.web.api import assessments, compare, drafts, health, metrics, rules, score

BLUEPRINTS = tuple(
    module.blueprint for module in (score, compare, rules, drafts, assessments, health, metrics)
)
