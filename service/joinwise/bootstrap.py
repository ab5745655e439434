"""The one place where the parts of the service are put together."""

from __future__ import annotations

from dataclasses import dataclass

from joinwise.access import Access
from joinwise.assessments.service import AssessmentService
from joinwise.assessments.store import Store
from joinwise.authoring.desk import DraftDesk
from joinwise.concurrency import ConcurrencyLimit
from joinwise.domain.candidate import Candidate
from joinwise.runtime.metrics import Metrics
from joinwise.runtime.reloading import ActiveRules, activate
from joinwise.runtime.shadow import Shadow
from joinwise.runtime.store_probe import StoreProbe
from joinwise.scoring.model import Outcome
from joinwise.settings import Settings


@dataclass(frozen=True, slots=True)
class Services:
    """What the endpoints and pages of one process share."""

    rules: ActiveRules
    assessments: AssessmentService
    access: Access
    metrics: Metrics
    desk: DraftDesk
    costly: ConcurrencyLimit
    long_streams: ConcurrencyLimit
    store_probe: StoreProbe
    shadow: Shadow | None = None

    def advised(self, candidate: Candidate, outcome: Outcome) -> None:
        """Counts an advice that was given; the shadow rules, if there are any, decide as well."""
        self.metrics.advised(outcome)
        if self.shadow is not None:
            self.shadow.offer(candidate, outcome)


def build_services(
    settings: Settings,
    rules: ActiveRules | None = None,
    store: Store | None = None,
    access: Access | None = None,
) -> Services:
    """The services that the settings name, or those handed in.

    Raises RuleFilesError if the rules cannot be used, SettingsError if the tokens cannot.
    """
    metrics, kept = Metrics(), store or Store(settings.database_url)
    return Services(
        rules=rules or activate(settings.rules, engine=settings.engine),
        assessments=AssessmentService(kept),
        access=access or build_access(settings),
        metrics=metrics,
        desk=DraftDesk(),
        costly=ConcurrencyLimit(waiting=settings.threads // 2),
        long_streams=ConcurrencyLimit(at_once=max(1, settings.threads // 4), waiting=0),
        store_probe=StoreProbe(kept, metrics),
        shadow=Shadow(settings.shadow, metrics) if settings.shadow else None,
    )


def build_access(settings: Settings) -> Access:
    """Raises SettingsError if the file of tokens cannot be used."""
    return Access.of(settings.host, settings.tokens, settings.tokens_file)
