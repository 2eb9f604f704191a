import { register } from "prom-client";
import { beforeEach, expect, it, vi } from "vitest";
import { noteReport } from "./note-report";

beforeEach(() => register.resetMetrics());

const report = (more: object = {}) => ({
  "csp-report": {
    "document-uri": "https://console.example/share/a-secret-token?x=1",
    "effective-directive": "script-src-elem",
    "blocked-uri": "https://evil.example/x.js?stolen=1",
    ...more,
  },
});

it("writes neither paths nor queries down", () => {
  const warn = vi.fn();
  noteReport(report(), { warn }, 1e12);
  expect(warn).toHaveBeenCalledWith(
    { directive: "script-src-elem", page: "/share", blocked: "https://evil.example" },
    expect.any(String),
  );
});

it("counts each, but writes only some in a minute", async () => {
  const warn = vi.fn();
  for (let index = 0; index < 100; index += 1) noteReport(report(), { warn }, 2e12);
  expect(warn).toHaveBeenCalledTimes(20);
  noteReport(report(), { warn }, 2e12 + 60_000);
  expect(warn).toHaveBeenCalledTimes(21);
  expect(await register.metrics()).toContain('advertisex_csp_reports_total{directive="script-src-elem"} 101');
});

it("makes no metric of what somebody made up", async () => {
  noteReport(report({ "effective-directive": "x".repeat(50) }), { warn: vi.fn() }, 3e12);
  expect(await register.metrics()).toContain('directive="other"');
});
