import { Histogram, register } from "prom-client";

/** Requests by route, with ids taken out of the path so that the number of series stays bounded. */
function requestDuration(): Histogram<"method" | "route" | "status"> {
  const name = "advertisex_http_request_duration_seconds";
  const known = register.getSingleMetric(name) as Histogram<"method" | "route" | "status"> | undefined;
  return (
    known ??
    new Histogram({
      name,
      help: "How long requests to the API took, by route and status.",
      labelNames: ["method", "route", "status"],
      buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60],
    })
  );
}

/** Counts one answered request. */
export function observeRequest(request: Request, params: object, status: number, durationMs: number): void {
  const route = routeOf(new URL(request.url).pathname, params);
  requestDuration().observe({ method: request.method, route, status }, durationMs / 1000);
}

/**
 * The route of a path: `/api/batches/b1` with the parameter `id: b1` is `/api/batches/[id]`, and whatever
 * a parameter of many parts stands for is `[...path]`.
 */
export function routeOf(pathname: string, params: object): string {
  const names = new Map(Object.entries(params).map(([name, value]) => [String(value), name]));
  const parts = pathname.split("/");
  const [rest] = Object.entries(params).filter(([, value]) => Array.isArray(value));
  if (rest) return [...parts.slice(0, parts.length - rest[1].length), `[...${rest[0]}]`].join("/");
  return parts
    .map((part) => {
      const name = names.get(safeDecode(part)) ?? names.get(part);
      return name === undefined ? part : `[${name}]`;
    })
    .join("/");
}

function safeDecode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
