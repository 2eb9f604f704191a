import { ErrorCode, type KV, type NatsConnection, NatsError } from "nats";
import { isConnected } from "./is-connected";
import { retryTransient } from "./retry-transient";
import { idempotencyBucket } from "./topology";

const boundMs = 10_000;
const wrongLastSequence = 10071;

/**
 * The key-value bucket under the idempotency store, with texts as values. Every method tries for
 * up to 10 seconds, and throws AppError `unavailable` after that.
 */
export class IdempotencyBucket {
  readonly #connection: NatsConnection;
  #opened: Promise<KV> | undefined;

  constructor(connection: NatsConnection) {
    this.#connection = connection;
  }

  /** Makes an entry; of several at the same time one wins. Gives what stands there then. */
  createOrGet(key: string, value: string): Promise<string> {
    return this.#try(async (bucket) => {
      // an entry may be forgotten between the two: then it is made again
      for (;;) {
        if (await created(bucket, key, value)) return value;
        const entry = await bucket.get(key);
        if (entry) return entry.string();
      }
    });
  }

  put(key: string, value: string): Promise<void> {
    return this.#try(async (bucket) => {
      await bucket.put(key, encode(value));
    });
  }

  get(key: string): Promise<string | undefined> {
    return this.#try(async (bucket) => (await bucket.get(key))?.string());
  }

  async #try<Result>(attempt: (bucket: KV) => Promise<Result>): Promise<Result> {
    const bucket = await this.#open();
    return retryTransient(
      async () => {
        // what is published without a connection would wait in the client's memory
        if (!this.#connection.isClosed() && !isConnected(this.#connection)) {
          throw NatsError.errorForCode(ErrorCode.Disconnect);
        }
        return attempt(bucket);
      },
      { boundMs },
    );
  }

  #open(): Promise<KV> {
    this.#opened ??= retryTransient(
      () => this.#connection.jetstream({ timeout: 2_000 }).views.kv(idempotencyBucket, { bindOnly: true }),
      { boundMs },
    );
    this.#opened.catch(() => {
      this.#opened = undefined;
    });
    return this.#opened;
  }
}

async function created(bucket: KV, key: string, value: string): Promise<boolean> {
  try {
    await bucket.create(key, encode(value));
    return true;
  } catch (error) {
    if (error instanceof NatsError && error.api_error?.err_code === wrongLastSequence) return false;
    throw error;
  }
}

function encode(value: string): Uint8Array {
  return new TextEncoder().encode(value);
}
