// `npm test`: everything that proves the product, with real servers, on a bare machine.
// Node's built-in modules only: it installs the rest. The last line reads `N passed, N failed`.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { ensureSystemPackages } from "./test/system-packages.mjs";

/**
 * A step: a command, and how its counts are read. A step without a counter is one check.
 * @typedef {{ name: string, command: string[], count?: () => Counts, env?: Record<string, string> }} Step
 * @typedef {{ passed: number, failed: number, skipped: number, names?: string[] }} Counts `names`: of what failed
 */

const results = "node_modules/.cache/test-results";

/**
 * @param {{ env?: Record<string, string>, isHeld?: boolean }} [how] `isHeld`: what it says is held back until it ends
 * @returns {Promise<number>} the exit code
 */
function run([command, ...args], { env = {}, isHeld = false } = {}) {
  return new Promise((resolve) => {
    const out = isHeld ? "pipe" : "inherit";
    const child = spawn(command, args, { stdio: ["ignore", out, out], env: { ...process.env, ...env } });
    const said = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (piece) => said.push(piece));
    child.once("error", () => resolve(127));
    child.once("close", (code) => {
      process.stdout.write(Buffer.concat(said));
      resolve(code ?? 1);
    });
  });
}

/** @param {string} project @param {string} [shard] which part of its files, such as `1/2` @returns {Step} */
function vitest(project, shard) {
  const file = `${results}/${project}${shard ? `-${shard[0]}` : ""}.json`;
  return {
    name: `${project} tests${shard ? `, part ${shard}` : ""}`,
    command: [
      "npx",
      "vitest",
      "run",
      "--project",
      project,
      ...(shard ? [`--shard=${shard}`] : []),
      "--reporter=dot",
      "--reporter=json",
      `--outputFile.json=${file}`,
    ],
    count: () => {
      const report = JSON.parse(readFileSync(file, "utf8"));
      // a file whose set-up failed, or that could not even be loaded, has no failed test of its own to count
      const isFailed = ({ status }) => status === "failed";
      const brokenFiles = report.testResults.filter(
        (suite) => isFailed(suite) && !suite.assertionResults.some(isFailed),
      );
      return {
        passed: report.numPassedTests,
        failed: report.numFailedTests + brokenFiles.length,
        skipped: report.numPendingTests + report.numTodoTests,
        names: report.testResults
          .flatMap(({ name, assertionResults }) =>
            assertionResults.filter(isFailed).map(({ fullName }) => `${relative("", name)}: ${fullName}`),
          )
          .concat(brokenFiles.map(({ name }) => relative("", name))),
      };
    },
  };
}

/** @returns {Counts} */
function countPlaywright() {
  const { stats, suites } = JSON.parse(readFileSync("test-results/e2e.json", "utf8"));
  const failed = (suite) => [
    ...(suite.specs ?? []).filter(({ ok }) => !ok).map(({ file, title }) => `${file}: ${title}`),
    ...(suite.suites ?? []).flatMap(failed),
  ];
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
    names: suites.flatMap(failed),
  };
}

/** The checks of a program that leaves them as JSON. @param {string} name @returns {() => Counts} */
function counted(name) {
  return () => ({ skipped: 0, ...JSON.parse(readFileSync(`${results}/${name}.json`, "utf8")) });
}

/** Every part of the fault suite, but small. */
const shortFaults = "--kills 2 --events 4000 --seconds 14 --bodies 500 --megabytes 48".split(" ");

const build = { name: "build", command: ["npx", "next", "build"] };
const oracle = {
  name: "oracle (short form)",
  command: ["node", "--import", "tsx", "scripts/oracle/main.ts", "--events", "4000", "--orders", "3"],
  env: { ORACLE_REPORT: `${results}/oracle.json` },
  count: counted("oracle"),
};
const correlation = {
  name: "oracle of the correlation (short form)",
  command: [
    "node",
    "--import",
    "tsx",
    "scripts/oracle/correlation/main.ts",
    ..."--seeds 1 --orders 2 --events 1200".split(" "),
  ],
  env: { ORACLE_REPORT: `${results}/correlation.json` },
  count: counted("correlation"),
};
const faults = {
  name: "faults (short form)",
  command: ["node", "--import", "tsx", "scripts/faults/main.ts", ...shortFaults],
  env: { FAULTS_REPORT: `${results}/faults.json` },
  count: counted("faults"),
};

/**
 * Stages in their order. The lanes of a stage run at the same time, since each of them waits a lot; the steps of
 * a lane one after the other.
 * @type {Step[][][]}
 */
const stages = [
  [
    [
      { name: "types", command: ["npx", "tsc", "--noEmit"] },
      { name: "lint", command: ["npx", "biome", "check", "--error-on-warnings", "."] },
    ],
  ],
  [[vitest("pure")]],
  [
    [vitest("nats"), build],
    [vitest("db", "1/2"), oracle],
    [vitest("db", "2/2"), correlation],
  ],
  [[faults]],
  [[{ name: "browser and pipeline tests", command: ["npx", "playwright", "test"], count: countPlaywright }]],
];

const only = process.argv.slice(2);
const total = { passed: 0, failed: 0, skipped: 0 };
const failures = [];

for (const prepare of [
  ["npm", "ci", "--no-audit", "--no-fund"],
  ["node", "scripts/generate.mjs"],
  ["npx", "next", "typegen"],
]) {
  if (prepare[1] === "ci" && existsSync("node_modules/.package-lock.json") && !process.env.CI) continue;
  if ((await run(prepare)) !== 0) {
    console.error(`\`${prepare.join(" ")}\` failed; nothing was tested.`);
    process.exit(1);
  }
}
ensureSystemPackages();

const isWanted = ({ name }) => only.length === 0 || only.some((word) => name.includes(word));
for (const stage of stages) {
  const lanes = stage.map((lane) => lane.filter(isWanted)).filter((lane) => lane.length > 0);
  await Promise.all(
    lanes.map(async (lane) => {
      for (const step of lane) await take(step, lanes.length > 1);
    }),
  );
}

if (total.skipped > 0) console.log(`\n${total.skipped} tests could not run here; the lines above say which and why.`);
for (const name of failures) console.log(`FAILED ${name}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);

/** Runs a step and counts it. @param {Step} step @param {boolean} isHeld */
async function take(step, isHeld) {
  const started = Date.now();
  console.log(`\n── ${step.name}`);
  const code = await run(step.command, { env: step.env, isHeld });
  const counts = countsOf(step, code);
  for (const key of Object.keys(total)) total[key] += counts[key];
  if (counts.failed > 0) failures.push(...(counts.names?.length ? counts.names : [step.name]));
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  console.log(`── ${step.name}: ${counts.passed} passed, ${counts.failed} failed, ${seconds} s`);
}

/** A step that failed has at least one failure, whatever its report says. @returns {Counts} */
function countsOf(step, code) {
  const whole = { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  if (!step.count) return whole;
  try {
    const counts = step.count();
    return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
