import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** What the tests use beside Node and NATS: the package, how to see that it is there, and what it is for. */
const needed = [
  {
    name: "chromium",
    isThere: () => existsSync(process.env.CHROMIUM_PATH ?? "/usr/bin/chromium"),
    advice: "The browser tests need Chromium: `apt-get install chromium`, or name it in CHROMIUM_PATH.",
  },
  {
    name: "python3-avro",
    isThere: () => spawnSync("/usr/bin/python3", ["-c", "import avro"]).status === 0,
    advice: "The Python example of Avro is tested with Apache's package: `apt-get install python3-avro`.",
  },
];

/** Finds what the tests need of the system, or installs it as root on Debian; says what is missing otherwise. */
export function ensureSystemPackages() {
  const missing = needed.filter(({ isThere }) => !isThere());
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) {
    for (const { advice } of missing) console.error(advice);
    return;
  }
  const names = missing.map(({ name }) => name);
  console.log(`installing ${names.join(", ")}`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  spawnSync("apt-get", ["update", "-qq"], { stdio: "inherit", env });
  spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...names], {
    stdio: ["ignore", "ignore", "inherit"],
    env,
  });
}
