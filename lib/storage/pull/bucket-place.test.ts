import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { startBucket, type TestBucket, testKey } from "./bucket.fixture";
import { bucketPlace } from "./bucket-place";
import type { BucketLocation, FoundFile } from "./place";

let bucket: TestBucket;
const { signal } = new AbortController();

beforeAll(async () => {
  bucket = await startBucket();
  for (const [name, content] of [
    ["daily/a.csv", "a"],
    ["daily/b c+%ä.csv", "bb"],
    ["daily/old/c.csv", "ccc"],
    ["other/d.csv", "dddd"],
  ] as const) {
    await bucket.put(name, content);
  }
});
afterAll(() => bucket.close());

const placeAt = (fields: Partial<BucketLocation> = {}, secret = testKey.secretAccessKey) =>
  bucketPlace({ ...bucket.location, ...fields }, secret);

async function listed(place = placeAt(), after: string | null = null): Promise<FoundFile[]> {
  const found: FoundFile[] = [];
  for await (const file of place.list(after, signal)) if ("name" in file) found.push(file);
  return found;
}

it("lists what lies below the prefix, and goes on behind a name", async () => {
  const place = placeAt({ prefix: "daily/" });
  expect((await listed(place)).map(({ shortName, bytes }) => [shortName, bytes])).toEqual([
    ["a.csv", 1],
    ["b c+%ä.csv", 2],
    ["old/c.csv", 3],
  ]);
  expect((await listed(place, "daily/a.csv")).map(({ name }) => name)).toEqual(["daily/b c+%ä.csv", "daily/old/c.csv"]);
});

it("reads a listed object, and not one that was changed since", async () => {
  const place = placeAt();
  const [file] = await listed(placeAt({ prefix: "daily/b" }));
  expect(await text(await place.open(file!, signal))).toBe("bb");
  await bucket.put(file!.name, "xx");
  await expect(place.open(file!, signal)).rejects.toMatchObject({ name: "PlaceError", fault: "stale" });
  const [changed] = await listed(placeAt({ prefix: "daily/b" }));
  expect(changed?.version).not.toBe(file?.version);
  await expect(place.open({ ...file!, name: "gone" }, signal)).rejects.toMatchObject({ fault: "stale" });
});

it.each<[string, Partial<BucketLocation>, string, RegExp]>([
  ["a bucket that is not there", { bucket: "nothing" }, "S3RVER", /^There is no bucket `nothing` at `http:/],
  ["an unknown key", { accessKeyId: "nobody" }, "S3RVER", /^Access denied: the access key is not known there\.$/],
  ["an endpoint where nobody listens", { endpoint: "http://127.0.0.1:1" }, "S3RVER", /:1` cannot be reached\.$/],
  ["a name that nobody has", { endpoint: "http://nowhere.invalid" }, "S3RVER", /nowhere.invalid` cannot be reached\.$/],
])("tells of %s", async (_, fields, secret, message) => {
  await expect(listed(placeAt(fields, secret))).rejects.toMatchObject({ name: "PlaceError", message });
});

const stops: (() => unknown)[] = [];
afterEach(() => stops.splice(0).forEach((stop) => void stop()));

/** A server of the test's own, for what s3rver cannot do. */
async function serve(answer: (url: URL, response: ServerResponse) => unknown): Promise<string> {
  const server = createServer((request, response) => answer(new URL(request.url ?? "", "http://x"), response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stops.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const listOf = (keys: string[], more = "") => {
  const objects = keys.map(
    (key) =>
      `<Contents><Key>${key}</Key><ETag>"e"</ETag><Size>1000</Size><LastModified>2026-11-23T00:00:00Z</LastModified></Contents>`,
  );
  const fields = `<IsTruncated>${more !== ""}</IsTruncated><EncodingType>url</EncodingType>${more}`;
  return `<?xml version="1.0"?><ListBucketResult>${fields}${objects.join("")}</ListBucketResult>`;
};

it("reads over pages, decodes names, and tells which cannot be kept", async () => {
  const endpoint = await serve((url, response) => {
    const isSecond = url.searchParams.get("continuation-token") === "t";
    const next = "<NextContinuationToken>t</NextContinuationToken>";
    response.end(isSecond ? listOf(["b+c%2B", "n%00l", "bad%"]) : listOf(["a", "mark/"], next));
  });
  const found = [];
  for await (const file of placeAt({ endpoint }).list(null, signal))
    found.push("name" in file ? file.name : file.problem);
  expect(found).toEqual(["a", "mark/", "b c+", expect.stringMatching(/no name/), expect.stringMatching(/no name/)]);
});

it("tells of a connection that breaks in the middle of an object", async () => {
  const endpoint = await serve((url, response) => {
    if (url.searchParams.has("list-type")) return response.end(listOf(["a"]));
    response.writeHead(200, { "content-length": "1000", etag: '"e"' });
    return response.write("0123456789", () => setTimeout(() => response.destroy(), 50));
  });
  const place = placeAt({ endpoint });
  const [file] = await listed(place);
  await expect(text(await place.open(file!, signal))).rejects.toMatchObject({
    name: "PlaceError",
    message: "The connection broke after 10 of 1000 bytes.",
  });
});

const errorOf = (code: string) => `<?xml version="1.0"?><Error><Code>${code}</Code><Message>No.</Message></Error>`;

it.each([
  [403, errorOf("SignatureDoesNotMatch"), /^Access denied: the secret does not fit the access key\.$/],
  [403, errorOf("AccessDenied"), /^Access denied to the bucket `events`\.$/],
  [403, errorOf("OfItsOwn"), /^Access denied to the bucket `events`\.$/],
  [301, errorOf("PermanentRedirect"), /^The bucket `events` is not in the region `us-east-1`\.$/],
  [200, "<html>hello</html>", /does not answer as S3 does/],
  [200, "hello", /does not answer as S3 does/],
  [404, "<html>", /does not answer as S3 does|There is no bucket/],
])("tells of the answer %i %s", async (status, body, message) => {
  const endpoint = await serve((_, response) => response.writeHead(status).end(body));
  await expect(listed(placeAt({ endpoint }))).rejects.toMatchObject({ name: "PlaceError", message });
});
