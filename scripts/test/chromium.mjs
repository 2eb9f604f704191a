import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Finds Debian's Chromium, or installs it as root; the browser tests say so when neither works. */
export async function ensureChromium() {
  if (existsSync(process.env.CHROMIUM_PATH ?? "/usr/bin/chromium")) return;
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) {
    console.error("The browser tests need Chromium: `apt-get install chromium`, or name it in CHROMIUM_PATH.");
    return;
  }
  console.log("installing chromium");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  spawnSync("apt-get", ["update", "-qq"], { stdio: "inherit", env });
  spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], {
    stdio: ["ignore", "ignore", "inherit"],
    env,
  });
}
