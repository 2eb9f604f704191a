import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, vi } from "vitest";
import { type Pull, pullSchema } from "@/lib/contracts/pull";
import { call, makeSource, World } from "../../credentials.fixture";
import * as pullRoute from "./[pullId]/route";
import * as pullsRoute from "./route";
import { unsealSecret } from "./surroundings";

/** Answers as a store with one bucket `events` and one object in it. */
const store = createServer((request, response) => {
  if (!request.url?.startsWith("/events")) {
    return response.writeHead(404).end("<Error><Code>NoSuchBucket</Code><Message>No.</Message></Error>");
  }
  const object = `<Key>daily/a.csv</Key><ETag>"e"</ETag><Size>1</Size><LastModified>2026-11-23T00:00:00Z</LastModified>`;
  const fields = "<IsTruncated>false</IsTruncated>";
  return response.end(`<ListBucketResult>${fields}<Contents>${object}</Contents></ListBucketResult>`);
});

export const secret = "very secret";

/** The path and status of the first issue that an answer names. */
export async function issueOf(answer: Response): Promise<[status: number, path: string]> {
  const { error } = await answer.json();
  return [answer.status, error.details.issues[0].path];
}

/** A source, a folder that may be read, and a store that answers. */
export class PullRoutes extends World {
  root = "";
  id = "";

  override async open(): Promise<void> {
    await super.open();
    this.root = await mkdtemp(join(tmpdir(), "advertisex-pull-routes-"));
    await mkdir(join(this.root, "in"));
    vi.stubEnv("PULL_FOLDERS", `/nowhere:${this.root}`);
    await new Promise<void>((resolve) => store.listen(0, "127.0.0.1", resolve));
    this.id = (await makeSource()).id;
  }

  override async close(): Promise<void> {
    await super.close();
    store.close();
    await rm(this.root, { recursive: true, force: true });
  }

  get folder() {
    return { type: "folder", path: join(this.root, "in") };
  }

  get bucket() {
    const endpoint = `http://127.0.0.1:${(store.address() as AddressInfo).port}`;
    return { type: "s3", bucket: "events", endpoint, accessKeyId: "key" };
  }

  post(body: object): Promise<Response> {
    return call(pullsRoute.POST, { id: this.id }, { name: "nightly", kind: "clicks", ...body });
  }

  patch(pullId: string, body: object): Promise<Response> {
    return call(pullRoute.PATCH, { id: this.id, pullId }, body, { method: "PATCH" });
  }

  async make(body: object): Promise<Pull> {
    const answer = await this.post(body);
    expect(answer.status).toBe(201);
    return pullSchema.strict().parse(await answer.json());
  }

  async storedSecret(pullId: string): Promise<string | null> {
    const [row] = await this.query("select sealed from pull where id = $1", [pullId]);
    return row?.sealed instanceof Buffer ? unsealSecret(row.sealed, pullId) : null;
  }

  /** Makes a pull due in an hour. */
  async putOff(pullId: string): Promise<void> {
    await this.query("update pull set next_at = now() + interval '1 hour' where id = $1", [pullId]);
  }

  async isDue(pullId: string): Promise<unknown> {
    return (await this.query("select next_at <= now() as due from pull where id = $1", [pullId]))[0]?.due;
  }
}
