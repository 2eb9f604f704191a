import { Counter, register } from "prom-client";
import type { CspReport } from "@/lib/contracts/csp-report";
import type { Logger } from "@/lib/log";

const name = "advertisex_csp_reports_total";
/** A page that is refused something is often many pages: so many of them are written down in a minute. */
const mostLines = 20;
const minuteMs = 60_000;

const known =
  /^(?:script|style|img|font|connect|default|frame|worker|media|object|form)-(?:src(?:-elem|-attr)?|action)$/;

function reports(): Counter<"directive"> {
  const there = register.getSingleMetric(name) as Counter<"directive"> | undefined;
  const help = "What pages' content security policy refused, by directive.";
  return there ?? new Counter({ name, help, labelNames: ["directive"] });
}

let written = { since: 0, lines: 0 };

/** Counts a report, and writes it to the log, without what an address may keep secret. */
export function noteReport({ "csp-report": report }: CspReport, log: Pick<Logger, "warn">, nowMs = Date.now()): void {
  const asked = report["effective-directive"] ?? report["violated-directive"]?.split(" ")[0] ?? "";
  const directive = known.test(asked) ? asked : "other";
  reports().inc({ directive });
  if (nowMs - written.since >= minuteMs) written = { since: nowMs, lines: 0 };
  written.lines += 1;
  if (written.lines > mostLines) return;
  const page = screenOf(report["document-uri"]);
  log.warn(
    { directive, page, blocked: originOf(report["blocked-uri"]) },
    "a page's content security policy refused something",
  );
}

/** The first part of a page's path: the rest names campaigns, or opens shared reports. */
function screenOf(address = ""): string {
  return URL.canParse(address) ? `/${new URL(address).pathname.split("/")[1] ?? ""}` : "unknown";
}

function originOf(address = ""): string {
  if (!URL.canParse(address)) return address.slice(0, 20);
  const { origin, protocol } = new URL(address);
  return origin === "null" ? protocol : origin;
}
