import { describe, expect, it } from "vitest";
import { z } from "zod";
import { csv, json, jsonStream, parseBody, parseQuery } from "./answers";

const url = (query: string) => new URL(`http://here/api/x?${query}`);
const post = (body: BodyInit, headers: Record<string, string> = { "content-type": "application/json" }) =>
  new Request("http://here/api/x", { method: "POST", body, headers });
const schema = z.object({ name: z.string(), size: z.number().optional() });
const refused = (code: string) => expect.objectContaining({ code });

describe("parseQuery", () => {
  const query = z.object({ state: z.enum(["open", "closed"]).default("open"), limit: z.coerce.number().optional() });

  it("takes empty values for not given and leaves out what it does not know", () => {
    expect(parseQuery(query, url("state=&limit=5&utm=x"))).toEqual({ state: "open", limit: 5 });
  });

  it.each(["state=gone", "limit=1&limit=2", "state=o%00pen"])("refuses %s and names it", (text) => {
    expect(() => parseQuery(query, url(text))).toThrow(
      expect.objectContaining({
        code: "invalid_request",
        details: { issues: [expect.objectContaining({ path: text.split("=")[0] })] },
      }),
    );
  });
});

describe("parseBody", () => {
  it("gives the parsed body", async () => {
    expect(
      await parseBody(schema, post('{"name":"ä"}', { "content-type": "application/json; charset=utf-8" })),
    ).toEqual({
      name: "ä",
    });
  });

  it("tells the first 20 problems with their paths", async () => {
    const list = z.object({ rows: z.array(z.object({ id: z.string() })) });
    const body = JSON.stringify({ rows: Array.from({ length: 30 }, () => ({ id: 1 })) });
    const error = await parseBody(list, post(body)).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: "invalid_request", status: 400 });
    expect(error.details.issues).toHaveLength(20);
    expect(error.details.issues[3].path).toBe("rows[3].id");
    expect(error.message).toContain("29 more");
  });

  it.each<[string, Request, string]>([
    ["text that is no JSON", post("{"), "invalid_request"],
    ["an empty body", post(""), "invalid_request"],
    ["bytes that are not UTF-8", post(new Uint8Array([0x22, 0xff, 0x22])), "invalid_request"],
    ["a NUL character", post('{"name":"a\\u0000"}'), "invalid_request"],
    ["half a surrogate pair", post('{"name":"\\ud800"}'), "invalid_request"],
    ["another type", post("name=a", { "content-type": "application/x-www-form-urlencoded" }), "unsupported_media_type"],
    ["no type", post("{}", { "content-type": "" }), "unsupported_media_type"],
    [
      "an encoding",
      post("{}", { "content-type": "application/json", "content-encoding": "gzip" }),
      "unsupported_media_type",
    ],
  ])("refuses %s", async (_, request, code) => {
    await expect(parseBody(schema, request)).rejects.toThrow(refused(code));
  });

  it("stops reading at the limit, whatever the length says", async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(1_000).fill(0x20));
      },
    });
    const request = new Request("http://here/", {
      method: "POST",
      body: endless,
      headers: { "content-type": "application/json" },
      duplex: "half",
    } as RequestInit);
    await expect(parseBody(schema, request, { maxBytes: 10_000 })).rejects.toThrow(refused("too_large"));
    expect(sent).toBeLessThan(20);
  });

  it("refuses an overlong list before the schema sees its entries", async () => {
    const list = z.object({ rows: z.array(z.never()) });
    const body = JSON.stringify({ rows: Array.from({ length: 10_001 }, () => 0) });
    const error = await parseBody(list, post(body)).catch((thrown) => thrown);
    expect(error.details.issues).toEqual([{ path: "rows", message: expect.stringContaining("10001") }]);
  });
});

describe("answers", () => {
  it("writes a CSV file with a header, also without rows", async () => {
    const answer = csv('re"port\n.csv', [{ site: "=a", cost: -1 }]);
    expect(await answer.text()).toBe("site,cost\r\n'=a,-1\r\n");
    expect(answer.headers.get("content-disposition")).toBe('attachment; filename="re_port_.csv"');
    expect(await csv("x.csv", [], ["a", "b"]).text()).toBe("a,b\r\n");
  });

  it("is not cached unless told so", () => {
    expect(json({}).headers.get("cache-control")).toBe("no-store");
    expect(json({}, { headers: { "cache-control": "max-age=60" } }).headers.get("cache-control")).toBe("max-age=60");
  });

  it("streams JSON in pieces and fails as a whole when the first fails", async () => {
    async function* pieces() {
      yield "[1,";
      yield "2]";
    }
    async function* broken() {
      yield await Promise.reject(new Error("down"));
    }
    expect(await (await jsonStream(pieces())).json()).toEqual([1, 2]);
    await expect(jsonStream(broken())).rejects.toThrow("down");
  });
});
