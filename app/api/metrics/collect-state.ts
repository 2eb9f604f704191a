import { Gauge, Registry } from "prom-client";
import { within } from "@/lib/clock";
import { workerRoleSchema } from "@/lib/contracts/health";
import { listStreamDepths } from "@/lib/ingest/health/list-stream-depths";
import { countRecentRecords, countRejects } from "@/lib/read-models/health/count-records";
import { listSilentRoles } from "@/lib/read-models/health/list-silent-roles";

const timeoutMs = 2_000;
const outcomes = ["received", "stored", "duplicate", "rejected", "filtered"] as const;

/**
 * Reads the state that the whole installation shares, as Prometheus text. A part that does not
 * answer is left out, and its `advertisex_up` is 0: an alarm can tell silence from zero.
 */
export async function collectState(): Promise<string> {
  const registry = new Registry();
  const up = addGauge(registry, "up", "Whether a part answered this scrape.", ["part"]);
  const collect = (part: string, fill: (registry: Registry) => Promise<void>) =>
    within(timeoutMs, fill(registry)).then(
      () => up.set({ part }, 1),
      () => up.set({ part }, 0),
    );
  await Promise.all([collect("nats", addStreams), collect("database", addRecords), collect("workers", addWorkers)]);
  return registry.metrics();
}

async function addStreams(registry: Registry): Promise<void> {
  const depths = await listStreamDepths();
  const messages = addGauge(registry, "stream_messages", "Messages waiting in a JetStream stream.", ["stream"]);
  const bytes = addGauge(registry, "stream_bytes", "Bytes waiting in a JetStream stream.", ["stream"]);
  for (const depth of depths) {
    messages.set({ stream: depth.stream }, depth.messages);
    bytes.set({ stream: depth.stream }, depth.bytes);
  }
}

async function addRecords(registry: Registry): Promise<void> {
  const [counts, rejects] = await Promise.all([countRecentRecords(), countRejects()]);
  const batches = addGauge(registry, "batches_last_hour", "Batches received within the last hour.", ["source", "kind"]);
  const help = "Records received within the last hour by outcome; filtered is a part of stored.";
  const records = addGauge(registry, "records_last_hour", help, ["source", "kind", "outcome"]);
  for (const { source, kind, ...count } of counts) {
    batches.set({ source, kind }, count.batches);
    for (const outcome of outcomes) records.set({ source, kind, outcome }, count[outcome]);
  }
  const rejected = addGauge(registry, "rejected_records", "Rejected records of all time.", [
    "source",
    "kind",
    "reason",
  ]);
  for (const { source, kind, reason, count } of rejects) rejected.set({ source, kind, reason }, count);
}

async function addWorkers(registry: Registry): Promise<void> {
  const silent = await listSilentRoles();
  const up = addGauge(registry, "worker_up", "Whether a worker of the role is alive.", ["role"]);
  for (const role of workerRoleSchema.options) up.set({ role }, silent.includes(role) ? 0 : 1);
}

function addGauge<Label extends string>(registry: Registry, name: string, help: string, labelNames: Label[]) {
  return new Gauge({ name: `advertisex_${name}`, help, labelNames, registers: [registry] });
}
