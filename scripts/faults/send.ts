import type { LoadRequest } from "./load";

/** What the sender saw: how many requests were answered, refused for now, or left without an answer. */
export interface SendLog {
  accepted: number;
  acceptedRecords: number;
  batchIds: string[];
  retried: number;
  /** How often each status was answered; `none` for no answer. */
  statuses: Record<string, number>;
  /** Answers that ask to come again and do not say when. */
  withoutRetryAfter: number;
}

/**
 * Sends the requests, spread evenly over `overMs`, at most four at a time. A request without an answer, a
 * 429 and a 503 are sent again, as any client would; every other refusal ends the run, since a fault must
 * not turn into one.
 */
export async function sendAll(
  url: string,
  key: string,
  requests: readonly LoadRequest[],
  overMs: number,
): Promise<SendLog> {
  const log: SendLog = {
    accepted: 0,
    acceptedRecords: 0,
    batchIds: [],
    retried: 0,
    statuses: {},
    withoutRetryAfter: 0,
  };
  const startedAt = performance.now();
  let next = 0;
  const sender = async () => {
    for (let index = next++; index < requests.length; index = next++) {
      const request = requests[index];
      if (!request) return;
      await pause(startedAt + (index / requests.length) * overMs - performance.now());
      const answer = await sendUntilAnswered(url, key, request, log);
      log.accepted += 1;
      log.acceptedRecords += answer.records;
      log.batchIds.push(answer.batchId);
    }
  };
  await Promise.all([sender(), sender(), sender(), sender()]);
  return log;
}

function note(log: SendLog, answer: Response | undefined): void {
  const status = answer ? String(answer.status) : "none";
  log.statuses[status] = (log.statuses[status] ?? 0) + 1;
  if (answer && [429, 503].includes(answer.status) && !answer.headers.get("retry-after")) log.withoutRetryAfter += 1;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function sendUntilAnswered(url: string, key: string, request: LoadRequest, log: SendLog) {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const answer = await fetch(`${url}/api/ingest/${request.path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": request.contentType },
      body: request.body,
      signal: AbortSignal.timeout(30_000),
    }).catch(() => undefined);
    note(log, answer);
    if (answer?.status === 202) {
      // the answer itself can be cut off by the fault
      const body = await answer.json().catch(() => undefined);
      if (body) return body as { batchId: string; records: number };
    } else if (answer && ![429, 503].includes(answer.status)) {
      throw new Error(`A valid request was refused with ${answer.status}: ${await answer.text()}`);
    }
    log.retried += 1;
    await pause(200);
  }
  throw new Error("A request found no answer in 600 attempts.");
}
