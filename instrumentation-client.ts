import { config } from "zod";

// Our content security policy allows no `eval`, with which zod would compile its parsers. Told here, before any
// schema is made, it does not try: while a debugger is attached its trial passes, and every answer then fails.
config({ jitless: true });
