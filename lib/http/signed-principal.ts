import { setImmediate } from "node:timers/promises";
import { findSigningSecrets, maxTriedSecrets, type SigningSecret } from "@/lib/auth/find-signing-secrets";
import type { IngestPrincipal } from "@/lib/auth/principal";
import { readSignedHeaders, type SignedHeaders } from "@/lib/auth/signature/read-signed-headers";
import { verifySignature } from "@/lib/auth/signature/verify-signature";
import { AppError } from "@/lib/errors";
import { BodyMemory, type HeldBody, holdBody } from "./hold-body";
import { isStorable } from "./require-storable";

const mib = 1024 * 1024;
const limits = { maxBytes: 8 * mib, idleMs: 10_000, totalMs: 60_000 };

/** What may be hashed for one request that nobody vouches for: about a quarter of a second. */
const maxHashedBytes = 256 * mib;

const holder = globalThis as { advertisexBodies?: BodyMemory };

/** Of the whole process; on the global object, since Next loads modules again in development. */
function memory(): BodyMemory {
  holder.advertisexBodies ??= new BodyMemory(64 * mib);
  return holder.advertisexBodies;
}

/** A request whose signature is right, and its body, which has been read for that. */
export interface SignedRequest {
  principal: IngestPrincipal;
  body: HeldBody;
}

/**
 * Tells which source's secret has signed a request (Standard Webhooks). `?source=<id>` narrows the search
 * to the secrets of one source. The body is read whole, up to 8 MB of it.
 * @throws AppError `unauthorized`, `too_large`, `unavailable`, `malformed_body`
 */
export async function readSignedRequest(request: Request, url: URL, now = () => new Date()): Promise<SignedRequest> {
  const signed = readSignedHeaders(request.headers, now());
  const source = readSource(url);
  // before anything is read for somebody who cannot be right
  if ((await findSigningSecrets(source, now())).length === 0) throw noMatch(source);
  const body = await holdBody(request, memory(), limits);
  try {
    // asked again: reading may have taken longer than a revoked secret may live
    const secret = await findSigner(signed, body.pieces, await findSigningSecrets(source, now()), source);
    const { id: keyId, name, sourceId } = secret;
    const principal = { kind: "key", keyId, name, scope: "ingest", sourceId, advertiserIds: null } as const;
    return { principal: { ...principal, limits: secret.limits }, body };
  } catch (error) {
    body.release();
    throw error;
  }
}

/** Only a source's own id can find something; the signature still has to be right. */
function readSource(url: URL): string | null {
  const given = url.searchParams.getAll("source").filter((id) => id !== "");
  if (given.length > 1) throw new AppError("unauthorized", "The query names more than one `source`: name one.");
  const source = given[0] ?? null;
  if (source !== null && (source.length > 256 || !isStorable(source))) throw noMatch(source);
  return source;
}

async function findSigner(
  signed: SignedHeaders,
  body: readonly Uint8Array[],
  secrets: readonly SigningSecret[],
  source: string | null,
): Promise<SigningSecret> {
  const size = body.reduce((sum, piece) => sum + piece.length, 0);
  const affordable = source === null ? Math.floor(maxHashedBytes / Math.max(size, 1)) : maxTriedSecrets;
  for (const secret of secrets.slice(0, Math.min(affordable, maxTriedSecrets))) {
    if (verifySignature(signed, body, secret.key)) return requireOneSource(secret, secrets);
    // a large body takes milliseconds for each secret: others get their turn between
    await setImmediate();
  }
  throw noMatch(source);
}

/** A secret that two sources share does not tell which of them is meant. */
function requireOneSource(found: SigningSecret, secrets: readonly SigningSecret[]): SigningSecret {
  const isShared = secrets.some(({ sourceId, key }) => sourceId !== found.sourceId && key.equals(found.key));
  if (!isShared) return found;
  throw new AppError("unauthorized", "More than one source has this secret: name the source as `?source=<id>`.");
}

function noMatch(source: string | null): AppError {
  const advice = source === null ? ", and name the source as `?source=<id>`" : "";
  return new AppError(
    "unauthorized",
    `No signature matches: sign the very bytes that are sent, with a secret that is neither revoked nor expired${advice}.`,
  );
}
