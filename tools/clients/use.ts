// A client in TypeScript whose types openapi-typescript generated, used: `node use.js ADDRESS TOKEN`.

import createClient from "openapi-fetch";
import type { components, paths } from "./joinwise";

type Candidate = components["schemas"]["Candidate"];

function expect(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(what);
}

async function main(address: string, token: string): Promise<void> {
  const headers = { Authorization: `Bearer ${token}` };
  const client = createClient<paths>({ baseUrl: address, headers });
  const lunch: Candidate = { name: "Lunch", kind: "meetup", cost: { annual_dues: 123456789.01 } };
  const unfit: Candidate = { name: "Dinner", kind: "meetup", cost: { annual_dues: -1 } };

  const { data: advice } = await client.POST("/v1/score", { body: lunch });
  expect(advice?.recommendation === "join" || advice?.recommendation === "skip", "score");

  const { data: lean } = await client.POST("/v1/score", {
    body: lunch,
    params: { query: { fields: ["recommendation", "score"] } },
  });
  expect(lean?.score === advice.score && lean?.reasons === undefined, "fields");

  const { data: batch } = await client.POST("/v1/score/batch", { body: { candidates: [lunch, unfit] } });
  expect(batch !== undefined && typeof batch !== "string", "batch");
  const second = batch.results[1];
  expect(second !== undefined && "error" in second && second.error?.code === "invalid", "a misfit");

  const { data: best } = await client.POST("/v1/compare", {
    body: { candidates: [lunch, { name: "Dinner", kind: "social_club" }] },
  });
  expect(best?.ranked.length === 2, "compare");

  const header = { "Idempotency-Key": String(Math.random()) };
  const { data: saved } = await client.POST("/v1/assessments", { body: lunch, params: { header } });
  const { data: again } = await client.POST("/v1/assessments", { body: lunch, params: { header } });
  expect(saved !== undefined && saved.id === again?.id, "keep");
  await client.POST("/v1/assessments", { body: lunch });

  const { error } = await client.POST("/v1/score", { body: unfit });
  expect(error?.errors?.[0]?.field === "cost.annual_dues", "an error");

  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const query: { limit: number; cursor?: string } = { limit: 1, ...(cursor ? { cursor } : {}) };
    const { data: page } = await client.GET("/v1/assessments", { params: { query } });
    expect(page !== undefined, "a page");
    seen.push(...page.assessments.map((assessment) => assessment.id));
    cursor = page.next;
  } while (cursor);
  expect(seen.length >= 2 && new Set(seen).size === seen.length, "pages");
  console.log("TypeScript: all calls answered");
}

const [, , address, token] = process.argv;
expect(address !== undefined && token !== undefined, "an address and a token");
await main(address, token);
