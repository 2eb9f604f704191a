import { isAbsolute, join, resolve } from "node:path";
import { z } from "zod";

/**
 * The settings of one process, read once. Every bad variable is named in one error.
 * Sizes are bytes, times are in the unit that the name says.
 */
const schema = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  NATS_URL: z.string().min(1).default("nats://127.0.0.1:4222"),
  /** Signs sessions and keys the hashes of user ids. Changing it changes every `user_key`. */
  APP_SECRET: z.string().min(32, "needs at least 32 characters"),
  HOST: z.string().min(1).default("127.0.0.1"),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATA_DIR: z.string().min(1).default(".data"),
  SLACK_WEBHOOK_URL: z.url({ protocol: /^https?$/ }).optional(),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(100).default(6),
  WORKER_ROLES: z.string().default("ingest,correlate,traffic,replay,erase,rollup,monitor,notify,pull"),
  INGEST_STREAM_MAX_BYTES: z.coerce
    .number()
    .int()
    .min(1_048_576)
    .default(4 * 1024 ** 3),
  /** What one source may send where nothing is set for it; each web process counts by itself. */
  SOURCE_MAX_EVENTS_PER_SECOND: z.coerce.number().int().min(1).default(200_000),
  SOURCE_MAX_BYTES_PER_SECOND: z.coerce
    .number()
    .int()
    .min(1_000)
    .default(256 * 1024 ** 2),
  /** Folders below which files may be pulled, absolute, with colons between them; `<DATA_DIR>/pull` without it. */
  PULL_FOLDERS: z
    .string()
    .transform((text) => text.split(":").filter(Boolean))
    .refine((folders) => folders.every((folder) => isAbsolute(folder)), "needs absolute paths with colons between them")
    .transform((folders) => folders.map((folder) => resolve(folder)))
    .optional(),
  RETENTION_DAYS: z.coerce.number().int().min(30).max(3650).default(1830),
  /** A day that is over is compared with what was reported of it when so long nothing more of it has changed. */
  RESTATE_QUIET_SECONDS: z.coerce.number().int().min(0).max(3600).default(15),
  /** How often role monitor looks at the data. */
  MONITOR_EVERY_SECONDS: z.coerce.number().int().min(1).max(3600).default(15),
});

type Parsed = z.infer<typeof schema>;
export type Env = Omit<Parsed, "PUBLIC_URL" | "PULL_FOLDERS"> & { PUBLIC_URL: string; PULL_FOLDERS: string[] };

let cached: Env | undefined;

/**
 * Gives the settings of this process; the only reader of `process.env` in the product.
 * @throws Error that names every variable that is missing or wrong.
 */
export function getEnv(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}

/** Parses settings from any record; an empty string counts as not set. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`The environment is not usable. ${problems.join("; ")}`);
  }
  const { PUBLIC_URL, PULL_FOLDERS, ...rest } = parsed.data;
  return {
    ...rest,
    PUBLIC_URL: PUBLIC_URL ?? `http://${rest.HOST}:${rest.PORT}`,
    PULL_FOLDERS: PULL_FOLDERS ?? [defaultPullFolder(rest)],
  };
}

/** The folder to pull from where no other is named; role `pull` makes it. */
export function defaultPullFolder({ DATA_DIR }: Pick<Env, "DATA_DIR">): string {
  return join(resolve(DATA_DIR), "pull");
}
