import type { NatsConnection } from "nats";
import type { Clock } from "@/lib/clock";
import type { Env } from "@/lib/config/env";
import type { Logger } from "@/lib/log";
import type { PrismaClient } from "@/lib/storage/prisma";

/** What every role is given by the composition root. */
export interface RoleContext {
  prisma: PrismaClient;
  nats: NatsConnection;
  log: Logger;
  clock: Clock;
  env: Env;
}

/** A running role. `stop` takes no new work, waits for what is running, and never throws. */
export interface Role {
  name: string;
  stop(): Promise<void>;
}

export type StartRole = (context: RoleContext) => Promise<Role>;
