import type { z } from "zod";
import { type CsvValue, csvLine } from "@/lib/contracts/csv-cell";
import { AppError } from "@/lib/errors";
import { invalidRequest, issuesOf } from "./invalid-request";
import { readBody } from "./read-body";
import { isStorable, requireStorable } from "./require-storable";

/** A JSON answer, not to be cached unless `init` says otherwise. */
export function json(body: unknown, init: ResponseInit = {}): Response {
  const headers = new Headers(init.headers);
  if (!headers.has("cache-control")) headers.set("cache-control", "no-store");
  return Response.json(body, { ...init, headers });
}

/** JSON that is written piece by piece. The first piece is waited for, so that an early failure still is an error answer. */
export async function jsonStream(pieces: AsyncGenerator<string>): Promise<Response> {
  const first = await pieces.next();
  const encoder = new TextEncoder();
  let next: IteratorResult<string> = first;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (next.done) return controller.close();
      controller.enqueue(encoder.encode(next.value));
      next = await pieces.next();
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
  return new Response(body, { headers: { "content-type": "application/json", "cache-control": "no-store" } });
}

/**
 * A CSV file to download, cells safe for spreadsheets.
 * @param filename what the browser saves it as
 * @param rows one object a line, all with the same keys
 * @param columns the keys in order; without it those of the first row
 */
export function csv(
  filename: string,
  rows: readonly Readonly<Record<string, CsvValue>>[],
  columns: readonly string[] = Object.keys(rows[0] ?? {}),
): Response {
  const lines = rows.map((row) => csvLine(columns.map((column) => row[column])));
  return new Response(csvLine(columns) + lines.join(""), {
    headers: {
      "content-type": "text/csv; charset=utf-8; header=present",
      "content-disposition": `attachment; filename="${filename.replace(/[^\w.-]/g, "_")}"`,
      "cache-control": "no-store",
    },
  });
}

/**
 * Parses the query of an address. An empty value counts as not given; names that the schema does
 * not know are ignored.
 * @throws AppError `invalid_request` with `details.issues`
 */
export function parseQuery<Schema extends z.ZodType>(schema: Schema, url: URL): z.output<Schema> {
  const given = [...url.searchParams].filter(([, value]) => value !== "");
  const twice = given.find(([name], index) => given.findIndex(([other]) => other === name) !== index);
  if (twice) throw invalidRequest([{ path: twice[0], message: "is given twice" }]);
  const broken = given.find(([, value]) => !isStorable(value));
  if (broken) throw invalidRequest([{ path: broken[0], message: "holds a NUL character or half a character" }]);
  const parsed = schema.safeParse(Object.fromEntries(given));
  if (!parsed.success) throw invalidRequest(issuesOf(parsed.error));
  return parsed.data;
}

/**
 * Reads and parses a JSON body.
 * @param options.maxBytes the largest body; 256 KB without it
 * @throws AppError `unsupported_media_type`, `too_large`, or `invalid_request` with `details.issues`
 */
export async function parseBody<Schema extends z.ZodType>(
  schema: Schema,
  request: Request,
  options: { maxBytes?: number } = {},
): Promise<z.output<Schema>> {
  requireJson(request.headers);
  const value = parseJson(await readBody(request, options.maxBytes ?? 256 * 1024));
  requireStorable(value);
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw invalidRequest(issuesOf(parsed.error));
  return parsed.data;
}

function requireJson(headers: Headers): void {
  const type = headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (!/^application\/(?:[\w.-]+\+)?json$/.test(type)) {
    throw new AppError("unsupported_media_type", "Send the body as JSON, with `Content-Type: application/json`.");
  }
  const encoding = headers.get("content-encoding")?.toLowerCase() ?? "identity";
  if (encoding !== "identity") {
    throw new AppError("unsupported_media_type", "Send the body without a Content-Encoding.");
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw invalidRequest([{ path: "", message: `the body is not JSON: ${(error as Error).message}` }]);
  }
}
