import { afterEach, expect, it, vi } from "vitest";
import { z } from "zod";
import { ApiError, api } from "./api";

const answer = (body: BodyInit | null, status = 200) =>
  vi.stubGlobal(
    "fetch",
    vi.fn(async () => new Response(body, { status })),
  );
const failure = (promise: Promise<unknown>) => promise.catch((error: unknown) => error as ApiError);

afterEach(() => vi.unstubAllGlobals());

it("gives the answer as its contract says", async () => {
  answer('{"count":1,"more":true}');
  expect(await api.get("/api/x", z.object({ count: z.number() }))).toEqual({ count: 1 });
});

it("sends a body as JSON", async () => {
  answer("{}");
  await api.send("PATCH", "/api/x", { a: 1 }, z.object({}));
  expect(fetch).toHaveBeenCalledWith("/api/x", expect.objectContaining({ method: "PATCH", body: '{"a":1}' }));
});

it("throws the API's code, message and details", async () => {
  answer('{"error":{"code":"conflict","message":"Was resolved.","details":{"state":"resolved"}}}', 409);
  expect(await failure(api.get("/api/x", z.unknown()))).toMatchObject({
    code: "conflict",
    message: "Was resolved.",
    status: 409,
    details: { state: "resolved" },
  });
});

it("names the incident of a fault", async () => {
  answer('{"error":{"code":"internal","message":"Wrong.","incidentId":"i-1"}}', 500);
  expect(await failure(api.get("/api/x", z.unknown()))).toMatchObject({ message: "Wrong. (incident i-1)" });
});

it.each([
  ["<html>", 502, "unexpected_answer"],
  ['{"count":"many"}', 200, "unexpected_answer"],
  ["", 200, "unexpected_answer"],
])("does not trust the answer %j with status %i", async (body, status, code) => {
  answer(body, status);
  const error = await failure(api.get("/api/x", z.object({ count: z.number() })));
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ code, status });
});

it("tells a lost connection from an answer", async () => {
  vi.stubGlobal(
    "fetch",
    vi.fn(async () => Promise.reject(new TypeError("fetch failed"))),
  );
  expect(await failure(api.get("/api/x", z.unknown()))).toMatchObject({ code: "network", status: 0 });
});
