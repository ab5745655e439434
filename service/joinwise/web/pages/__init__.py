"""The pages, one module a page."""

from joinwise.web.pages import assessments, compare, docs, login, rulebook, ruledesk, specs, weigh

BLUEPRINTS = tuple(
    module.blueprint
    for module in (weigh, compare, assessments, rulebook, ruledesk, specs, docs, login)
)
