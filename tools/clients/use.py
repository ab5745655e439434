"""A client in Python that openapi-python-client generated, used: ``python use.py ADDRESS TOKEN``."""

from __future__ import annotations

import sys
from uuid import uuid4

from joinwise_client import AuthenticatedClient, Client
from joinwise_client.api.assessments import list_assessments, save_assessment
from joinwise_client.api.compare import compare
from joinwise_client.api.score import score, score_batch
from joinwise_client.models.advice import Advice
from joinwise_client.models.assessment import Assessment
from joinwise_client.models.assessments import Assessments
from joinwise_client.models.candidate import Candidate
from joinwise_client.models.compared import Compared
from joinwise_client.models.comparison import Comparison
from joinwise_client.models.cost import Cost
from joinwise_client.models.failure import Failure
from joinwise_client.models.kind import Kind
from joinwise_client.models.lean_advice import LeanAdvice
from joinwise_client.models.problem import Problem
from joinwise_client.models.recommendation import Recommendation
from joinwise_client.models.score_batch_json_body import ScoreBatchJsonBody
from joinwise_client.models.score_batch_response_200 import ScoreBatchResponse200
from joinwise_client.models.score_fields_item import ScoreFieldsItem

client = Client(base_url=sys.argv[1])
member = AuthenticatedClient(base_url=sys.argv[1], token=sys.argv[2])
lunch = Candidate(name="Lunch", kind=Kind.MEETUP, cost=Cost(annual_dues=123456789.01))

advice = score.sync(client=client, body=lunch)
assert isinstance(advice, Advice), advice
assert advice.recommendation in Recommendation
assert advice.reasons[0].because[0].fact

wanted = [ScoreFieldsItem.RECOMMENDATION, ScoreFieldsItem.SCORE]
lean = score.sync(client=client, body=lunch, fields=wanted)
assert isinstance(lean, LeanAdvice), lean
assert lean.score == advice.score

unfit = Candidate.from_dict({"name": "Dinner", "kind": "meetup", "cost": {"annual_dues": -1}})
batch = score_batch.sync(client=client, body=ScoreBatchJsonBody(candidates=[lunch, unfit]))
assert isinstance(batch, ScoreBatchResponse200), batch
first, second = batch.results
assert isinstance(first, Advice)
assert isinstance(second, Failure)
assert second.error.code == "invalid"

pair = [lunch, Candidate(name="Dinner", kind=Kind.SOCIAL_CLUB)]
best = compare.sync(client=client, body=Comparison(candidates=pair))
assert isinstance(best, Compared), best
assert len(best.ranked) == 2

key = str(uuid4())
saved = save_assessment.sync(client=member, body=lunch, idempotency_key=key)
again = save_assessment.sync(client=member, body=lunch, idempotency_key=key)
assert isinstance(saved, Assessment), saved
assert isinstance(again, Assessment)
assert saved.id == again.id
save_assessment.sync(client=member, body=lunch)

problem = score.sync(client=client, body=unfit)
assert isinstance(problem, Problem), problem
assert problem.errors
assert problem.errors[0].field == "cost.annual_dues"

seen, cursor = [], None
while True:
    page = (
        list_assessments.sync(client=member, limit=1, cursor=cursor)
        if cursor
        else list_assessments.sync(client=member, limit=1)
    )
    assert isinstance(page, Assessments), page
    seen += [assessment.id for assessment in page.assessments]
    cursor = page.next_
    if cursor is None:
        break
assert len(seen) == len(set(seen)) >= 2
print("Python: all calls answered")
