import { hashPassword } from "better-auth/crypto";
import { getEnv } from "@/lib/config/env";
import { getPrisma } from "@/lib/storage/prisma";
import { GET as ownSessions } from "../account/sessions/route";
import { POST as auth } from "../auth/[...all]/route";
import { POST as invite } from "../people/invitations/route";

const prisma = getPrisma();
const origin = getEnv().PUBLIC_URL;

/** Of everybody that these tests make. */
export const password = "tulips under the bridge";

/** Forgets everybody, and what was tried; then there is one administrator, root. */
export async function beginAnew(): Promise<void> {
  await prisma.signInAttempt.deleteMany();
  await prisma.oneTimeLink.deleteMany();
  await forgetPeople();
  await insertPerson("root", "admin");
}

export async function forgetPeople(): Promise<void> {
  await prisma.user.deleteMany({ where: { email: { endsWith: "@people.example" } } });
}

export async function insertPerson(name: string, role: string): Promise<string> {
  const id = `people ${name}`;
  await prisma.user.create({ data: { id, name, email: `${name}@people.example`, role, allAdvertisers: true } });
  const account = { id, accountId: id, userId: id, providerId: "credential", password: await hashPassword(password) };
  await prisma.account.create({ data: account });
  return id;
}

/** Each request comes from another address, which is what anybody can pretend. */
let addresses = 0;
const nextAddress = () => `10.1.${Math.floor(++addresses / 250)}.${addresses % 250}`;

type Handler = (request: Request, segment: { params: Promise<never> }) => Promise<Response>;

export function send(
  handler: unknown,
  path: string,
  options: { cookie?: string; body?: unknown; params?: object; method?: string; headers?: object } = {},
) {
  const { cookie, body, params = {}, method = "POST", headers = {} } = options;
  const request = new Request(`${origin}${path}`, {
    method,
    headers: {
      origin,
      "content-type": "application/json",
      "x-forwarded-for": nextAddress(),
      ...(cookie ? { cookie } : {}),
      ...headers,
    },
    ...(method === "GET" ? {} : { body: JSON.stringify(body ?? {}) }),
  });
  return (handler as Handler)(request, { params: Promise.resolve(params as never) });
}

/** The cookies after an answer, as a browser keeps them. */
export function cookiesAfter(answer: Response, before = ""): string {
  const jar = new Map(
    before
      .split("; ")
      .filter(Boolean)
      .map((each) => each.split(/=(.*)/s).slice(0, 2) as [string, string]),
  );
  for (const line of answer.headers.getSetCookie()) {
    const [name, value] = String(line.split(";")[0]).split(/=(.*)/s) as [string, string];
    if (value === "" || /Max-Age=0/i.test(line)) jar.delete(name);
    else jar.set(name, value);
  }
  return [...jar].map((each) => each.join("=")).join("; ");
}

export async function signIn(name: string, secret = password, options: { cookie?: string; headers?: object } = {}) {
  const body = { email: `${name}@people.example`, password: secret };
  const answer = await send(auth, "/api/auth/sign-in/email", {
    body,
    ...options,
    params: { all: ["sign-in", "email"] },
  });
  return { answer, status: answer.status, cookie: cookiesAfter(answer, options.cookie) };
}
export const statusOf = async (cookie: string) =>
  (await send(ownSessions, "/api/account/sessions", { cookie, method: "GET" })).status;
export const tokenOf = async (answer: Response) => String(((await answer.json()) as { url: string }).url.split("#")[1]);

export async function invited(cookie: string, more: object = {}) {
  const body = { email: "New@people.example", name: "New", role: "viewer", advertiserIds: null, ...more };
  return send(invite, "/api/people/invitations", { cookie, body });
}
