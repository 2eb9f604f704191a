import { collectDefaultMetrics, register } from "prom-client";
import { handle } from "@/lib/http/handle";
import { collectState } from "./collect-state";

// the registry outlives a module that is loaded again in development
if (!register.getSingleMetric("process_start_time_seconds")) collectDefaultMetrics();

/** Figures of this process and of the installation, for Prometheus with a read key as its bearer token. */
export const GET = handle.operations(async () => {
  const [state, own] = await Promise.all([collectState(), register.metrics()]);
  return new Response(`${state}\n${own}`, {
    headers: { "content-type": register.contentType, "cache-control": "no-store" },
  });
});
