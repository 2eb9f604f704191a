import { z } from "zod";
import { deriveKey } from "@/lib/auth/derive-key";
import { getEnv } from "@/lib/config/env";
import { AppError } from "@/lib/errors";
import { getPrisma } from "@/lib/storage/prisma";
import { limitsOf } from "./attempt-limits";
import { deviceCookie, readDevice } from "./device-cookie";
import { forgetAttempts, giveBackAttempt, takeAttempt } from "./take-attempt";

const bodySchema = z.object({ email: z.string().max(320) });

/** One in so many sign-ins clears up behind the others. */
const clearOneIn = 50;

/**
 * Lets a sign-in by password through to what checks it, as far as the limits go: counted before it is checked, given
 * back when it was right. A device that was right is known to the account from then on.
 * @param check better-auth's handler
 * @throws AppError `rate_limited` with the seconds until the window is over; the same for an account that is none
 */
export async function answerSignIn(
  request: Request,
  check: (request: Request) => Promise<Response>,
): Promise<Response> {
  const body = bodySchema.safeParse(await parse(request.clone()));
  if (!body.success) return check(request);
  const { email } = body.data;
  const key = deriveKey(getEnv().APP_SECRET, "device");
  const cookies = request.headers.get("cookie");
  const limits = limitsOf(email, readDevice(cookies, email, key));
  const taken = await takeAttempt(limits);
  if (!taken.allowed) {
    throw new AppError(
      "rate_limited",
      "Too many wrong passwords. Wait a while, or use a device that you have signed in on before.",
      undefined,
      taken.retryAfterSeconds,
    );
  }
  if (Math.random() < 1 / clearOneIn) await forgetAttempts();
  const answer = await check(request);
  if (!answer.ok) return answer;
  await giveBackAttempt(limits, getPrisma());
  const known = new Response(answer.body, answer);
  const isSecure = getEnv().PUBLIC_URL.startsWith("https:");
  known.headers.append("set-cookie", deviceCookie(cookies, email, key, isSecure));
  return known;
}

async function parse(request: Request): Promise<unknown> {
  return request.json().catch(() => undefined);
}
