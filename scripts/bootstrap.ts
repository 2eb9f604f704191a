// Run by `npm start` after the migrations. Says what it had to make anew; the last line of standard output is JSON:
// {"email","credentialsPath","created"}, where `created` says that the administrator is new.
import { resolve } from "node:path";
import { getEnv } from "@/lib/config/env";
import { createPrisma } from "@/lib/storage/prisma";
import { type Bootstrapped, bootstrap } from "./bootstrap/bootstrap";

function report({ admin, newKeys, credentialsPath, credentials }: Bootstrapped): void {
  if (admin === "reset")
    console.log(
      "No password was written down that fits: the administrator has a new one, and every session was ended.",
    );
  if (admin !== "created" && newKeys.length > 0)
    console.log(`New keys were made, and the earlier ones revoked: ${newKeys.join(", ")}.`);
  console.log(JSON.stringify({ email: credentials.adminEmail, credentialsPath, created: admin === "created" }));
}

async function main(): Promise<void> {
  const env = getEnv();
  const prisma = createPrisma(env.DATABASE_URL, 1);
  try {
    report(await bootstrap(prisma, { dataDir: resolve(env.DATA_DIR), url: env.PUBLIC_URL }));
  } finally {
    await prisma.$disconnect();
  }
}

main().catch((error: unknown) => {
  console.error(`The first sign-in could not be prepared: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
