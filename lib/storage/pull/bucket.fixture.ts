import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import S3rver from "s3rver";
import type { BucketLocation } from "./place";

/** What s3rver lets in. */
export const testKey = { accessKeyId: "S3RVER", secretAccessKey: "S3RVER" };

export interface TestBucket {
  location: BucketLocation;
  put(name: string, content: string | Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** Starts a server that speaks S3 on a free port, with one empty bucket. */
export async function startBucket(bucket = "events"): Promise<TestBucket> {
  const directory = await mkdtemp(join(tmpdir(), "advertisex-s3-"));
  const configureBuckets = [{ name: bucket, configs: [] }];
  const server = new S3rver({ address: "127.0.0.1", port: 0, directory, silent: true, configureBuckets });
  const { port } = await server.run();
  const endpoint = `http://127.0.0.1:${port}`;
  const client = new S3Client({ endpoint, region: "us-east-1", forcePathStyle: true, credentials: testKey });
  return {
    location: { type: "s3", bucket, prefix: "", region: "us-east-1", endpoint, accessKeyId: testKey.accessKeyId },
    put: async (Key, content) => {
      const Body = typeof content === "string" ? Buffer.from(content) : content;
      await client.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
    },
    close: async () => {
      client.destroy();
      await server.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
