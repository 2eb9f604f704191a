// A signed webhook (Standard Webhooks) instead of an API key. SECRET is the source's signing secret.
import { createHmac, randomUUID } from "node:crypto";

const { URL: url, SECRET: secret = "" } = process.env;
const id = `msg_${randomUUID()}`;
const timestamp = Math.floor(Date.now() / 1000);
const body = JSON.stringify({
  eventId: id,
  occurredAt: new Date().toISOString(),
  userId: "ann",
  creativeId: "example-banner",
  site: "news.example",
});

const signature = createHmac("sha256", Buffer.from(secret.replace(/^whsec_/, ""), "base64"))
  .update(`${id}.${timestamp}.${body}`)
  .digest("base64");

const answer = await fetch(`${url}/api/ingest/impressions?wait=20`, {
  method: "POST",
  headers: {
    "content-type": "application/json",
    // also the idempotency key: a webhook that is sent again is the same batch
    "webhook-id": id,
    "webhook-timestamp": String(timestamp),
    "webhook-signature": `v1,${signature}`,
  },
  body,
});
if (!answer.ok) throw new Error(await answer.text());
console.log(await answer.text());
