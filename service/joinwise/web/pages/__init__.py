"""The pages, one module a page."""

from joinwise.web.pages import (
    assessments,
    compare,
    docs,
    login,
    reminders,
    rulebook,
    ruledesk,
    specs,
    weigh,
)

BLUEPRINTS = tuple(
    module.blueprint
    for module in (weigh, reminders, compare, assessments, rulebook, ruledesk, specs, docs, login)
)
