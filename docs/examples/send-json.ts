// Impressions as a JSON array, sent again until there is an answer that ends it.
import { setTimeout } from "node:timers/promises";

const { URL: url, KEY: key } = process.env;
const now = new Date().toISOString();

const events = ["ann", "bob"].map((userId) => ({
  eventId: `json-ts-${now}-${userId}`,
  occurredAt: now,
  userId,
  creativeId: "example-banner",
  site: "news.example",
}));

async function send(body: string, idempotencyKey: string): Promise<unknown> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await fetch(`${url}/api/ingest/impressions?wait=20`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${key}`,
        "content-type": "application/json",
        "idempotency-key": idempotencyKey,
      },
      body,
    }).catch(() => undefined);
    if (answer?.ok) return answer.json();
    // no answer, 429 and 503 are for now; everything else is about the request itself
    const isForNow = !answer || answer.status === 429 || answer.status === 503;
    if (!isForNow || attempt === 10) throw new Error(answer ? await answer.text() : "The server cannot be reached.");
    const seconds = Number(answer?.headers.get("retry-after") ?? attempt);
    await setTimeout(seconds * 1000);
  }
}

console.log(JSON.stringify(await send(JSON.stringify(events), `json-ts-${now}`)));
