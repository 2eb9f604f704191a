import { randomUUID } from "node:crypto";
import { hostname } from "node:os";

/** This process's name in the lease table: readable, and never another process's. */
export const holder = `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`;
