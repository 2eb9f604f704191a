import { GetObjectCommand, ListObjectsV2Command, type ListObjectsV2CommandOutput, S3Client } from "@aws-sdk/client-s3";
import { within } from "@/lib/clock";
import { bucketError } from "./bucket-error";
import {
  type BucketLocation,
  type FoundFile,
  isUsableName,
  type Place,
  PlaceError,
  shownName,
  type Unusable,
} from "./place";
import { readObject } from "./read-object";

/** How long one request may take until its answer begins. */
const answerMs = 20_000;
const pageKeys = 1000;

/**
 * Makes a place of a bucket, Amazon's or any that speaks S3.
 * @param secretAccessKey of the location's access key; without both, the credentials of this process are used
 * @throws PlaceError for an access key without its secret
 */
export function bucketPlace(location: BucketLocation, secretAccessKey: string | null): Place {
  // the credentials of the server are not for somebody else's key
  if (location.accessKeyId && !secretAccessKey) throw new PlaceError("The access key has no secret: set it.", "denied");
  const client = s3Client(location, secretAccessKey);
  return {
    list: (after, signal) => listBucket(client, location, { after, signal }),
    open: (file, signal) => openObject(client, location, { file, signal }),
    close: () => client.destroy(),
  };
}

function s3Client({ region, endpoint, accessKeyId }: BucketLocation, secretAccessKey: string | null): S3Client {
  return new S3Client({
    region,
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 5000 },
    // other stores do not send the checksums that Amazon's does
    responseChecksumValidation: "WHEN_REQUIRED",
    requestChecksumCalculation: "WHEN_REQUIRED",
    // most other stores know a bucket by the path, not by a name in front of theirs
    ...(endpoint && { endpoint, forcePathStyle: true }),
    ...(accessKeyId && secretAccessKey && { credentials: { accessKeyId, secretAccessKey } }),
  });
}

async function* listBucket(
  client: S3Client,
  location: BucketLocation,
  { after, signal }: { after: string | null; signal: AbortSignal },
): AsyncGenerator<FoundFile | Unusable, void, void> {
  for (let token: string | undefined; ; ) {
    const page = await listPage(client, location, { after, token, signal });
    for (const object of page.Contents ?? []) {
      const found = tellObject(location, object, page.EncodingType === "url");
      if (found) yield found;
    }
    token = page.NextContinuationToken;
    if (!page.IsTruncated || !token || signal.aborted) return;
  }
}

async function listPage(
  client: S3Client,
  location: BucketLocation,
  { after, token, signal }: { after: string | null; token: string | undefined; signal: AbortSignal },
): Promise<ListObjectsV2CommandOutput> {
  const command = new ListObjectsV2Command({
    Bucket: location.bucket,
    Prefix: location.prefix || undefined,
    MaxKeys: pageKeys,
    // a key may hold what XML cannot
    EncodingType: "url",
    ...(token ? { ContinuationToken: token } : { StartAfter: after ?? undefined }),
  });
  try {
    const abortSignal = AbortSignal.any([signal, AbortSignal.timeout(answerMs)]);
    const page = await client.send(command, { abortSignal });
    // whatever answers 200 is read as an empty list otherwise
    if (page.IsTruncated === undefined && page.Contents === undefined) throw new Error("the answer is no list");
    return page;
  } catch (error) {
    signal.throwIfAborted();
    throw bucketError(location, error);
  }
}

type Listed = NonNullable<ListObjectsV2CommandOutput["Contents"]>[number];

function tellObject(location: BucketLocation, object: Listed, isEncoded: boolean): FoundFile | Unusable | undefined {
  const { Key = "", ETag, Size = 0, LastModified = new Date(0) } = object;
  // a folder's mark, which consoles of buckets make
  if (Key.endsWith("/") && Size === 0) return undefined;
  const name = isEncoded ? decodeKey(Key) : Key;
  if (!ETag) return { problem: `${shownName(Key)} has no entity tag, so that a change of it could not be told` };
  if (name === undefined || !isUsableName(name)) return { problem: `${shownName(Key)} is no name that can be kept` };
  return {
    name,
    shortName: name.slice(location.prefix.length).replace(/^\/+/, ""),
    version: `${ETag.replaceAll('"', "")}-${Size}`,
    bytes: Size,
    modifiedAt: LastModified,
  };
}

function decodeKey(key: string): string | undefined {
  try {
    return decodeURIComponent(key.replaceAll("+", " "));
  } catch {
    return undefined;
  }
}

async function openObject(
  client: S3Client,
  location: BucketLocation,
  { file, signal }: { file: FoundFile; signal: AbortSignal },
): Promise<ReadableStream<Uint8Array>> {
  const etag = file.version.slice(0, file.version.lastIndexOf("-"));
  const aborting = new AbortController();
  const abortSignal = AbortSignal.any([signal, aborting.signal]);
  const command = new GetObjectCommand({ Bucket: location.bucket, Key: file.name, IfMatch: `"${etag}"` });
  try {
    const { Body, ETag } = await within(answerMs, client.send(command, { abortSignal }));
    // not every store minds If-Match
    if (!Body || (ETag !== undefined && ETag.replaceAll('"', "") !== etag)) {
      throw new PlaceError(`${shownName(file.name)} was changed since it was listed.`, "stale");
    }
    return readObject(Body.transformToWebStream(), { bytes: file.bytes, abort: () => aborting.abort() });
  } catch (error) {
    aborting.abort();
    signal.throwIfAborted();
    throw bucketError(location, error, file.name);
  }
}
