"""The pages, one module a page."""

from joinwise.web.pages import (
    assessments,
    compare,
    docs,
    evidence,
    icon,
    login,
    questions,
    reminders,
    rulebook,
    ruledesk,
    specs,
    weigh,
)

BLUEPRINTS = tuple(
    module.blueprint
    for module in (
        weigh,
        questions,
        reminders,
        compare,
        assessments,
        rulebook,
        ruledesk,
        specs,
        evidence,
        icon,
        docs,
        login,
    )
)
