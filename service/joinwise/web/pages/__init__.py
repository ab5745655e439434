"""The pages, one module a page."""

from joinwise.web.pages import (
    assessments,
    card,
    compare,
    docs,
    evidence,
    icon,
    login,
    offline,
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
        card,
        compare,
        assessments,
        rulebook,
        ruledesk,
        specs,
        evidence,
        icon,
        offline,
        docs,
        login,
    )
)
