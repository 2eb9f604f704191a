import { TimeoutError } from "@/lib/clock";
import { type BucketLocation, PlaceError, type PlaceFault, shownName } from "./place";

interface Fault {
  fault: PlaceFault;
  sentence: (at: Target) => string;
}

interface Target {
  bucket: string;
  endpoint: string;
  region: string;
  /** The bucket, or the object of it that was asked for. */
  what: string;
}

const unreachable: Fault = { fault: "broken", sentence: ({ endpoint }) => `${endpoint} cannot be reached` };
const late: Fault = { fault: "broken", sentence: ({ endpoint }) => `${endpoint} did not answer within the time limit` };
const denied: Fault = { fault: "denied", sentence: ({ what }) => `Access denied to ${what}` };
const stale: Fault = { fault: "stale", sentence: ({ what }) => `${what} was changed since it was listed` };
const elsewhere: Fault = {
  fault: "broken",
  sentence: ({ bucket, region }) => `The bucket \`${bucket}\` is not in the region \`${region}\``,
};

/** By the names that S3, the client and the system give to what went wrong. */
const faults: Readonly<Record<string, Fault>> = {
  NoSuchBucket: {
    fault: "broken",
    sentence: ({ bucket, endpoint }) => `There is no bucket \`${bucket}\` at ${endpoint}`,
  },
  NoSuchKey: stale,
  NotFound: stale,
  PreconditionFailed: stale,
  AccessDenied: denied,
  Forbidden: denied,
  InvalidAccessKeyId: { fault: "denied", sentence: () => "Access denied: the access key is not known there" },
  SignatureDoesNotMatch: { fault: "denied", sentence: () => "Access denied: the secret does not fit the access key" },
  ExpiredToken: { fault: "denied", sentence: () => "Access denied: the credentials have run out" },
  RequestTimeTooSkewed: { fault: "denied", sentence: () => "Access denied: this server's clock is wrong" },
  CredentialsProviderError: {
    fault: "denied",
    sentence: () => "No access key is given, and this server has no credentials of its own",
  },
  PermanentRedirect: elsewhere,
  AuthorizationHeaderMalformed: elsewhere,
  IllegalLocationConstraintException: elsewhere,
  ENOTFOUND: unreachable,
  EAI_AGAIN: unreachable,
  ECONNREFUSED: unreachable,
  ECONNRESET: unreachable,
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  EPIPE: unreachable,
  AbortError: late,
  TimeoutError: late,
  ETIMEDOUT: late,
};

const byStatus: Readonly<Record<number, Fault>> = { 301: elsewhere, 403: denied, 412: stale };

/**
 * What went wrong with a bucket as a sentence.
 * @param name of the object that was asked for; none for the bucket's list
 */
export function bucketError(location: BucketLocation, error: unknown, name?: string): PlaceError {
  if (error instanceof PlaceError) return error;
  const { bucket, region } = location;
  const endpoint = location.endpoint ? `\`${location.endpoint}\`` : `Amazon S3 in \`${region}\``;
  const what = name === undefined ? `the bucket \`${bucket}\`` : shownName(name);
  const known = faultOf(error);
  if (known)
    return new PlaceError(`${known.sentence({ bucket, endpoint, region, what })}.`, known.fault, { cause: error });
  // the words of a store are shown as they are, but not at any length
  const said =
    error instanceof Error ? `${error.name}: ${error.message}`.replace(/\s+/g, " ").slice(0, 300) : "no reason";
  return new PlaceError(`${endpoint} does not answer as S3 does: ${said}`, "broken", { cause: error });
}

function faultOf(error: unknown): Fault | undefined {
  if (error instanceof TimeoutError) return late;
  const {
    name = "",
    code = "",
    $metadata,
  } = (error ?? {}) as {
    name?: string;
    code?: string;
    $metadata?: { httpStatusCode?: number };
  };
  for (const key of [name, code]) if (Object.hasOwn(faults, key)) return faults[key];
  return byStatus[$metadata?.httpStatusCode ?? 0];
}
