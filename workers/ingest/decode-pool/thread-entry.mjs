// A thread does not inherit the loader of TypeScript, so it starts here and registers its own.
import { register } from "tsx/esm/api";

register();
await import("./decode-thread.ts");
