import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { twoFactor } from "better-auth/plugins";
import { type Env, getEnv } from "@/lib/config/env";
import { createLogger } from "@/lib/log";
import { getPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { auditOwnChanges, refuseDisabled } from "./auth-hooks";
import { deriveKey } from "./derive-key";
import { hashPassword, verifyPassword } from "./sign-in/password-hash";
import { trustedOrigins } from "./trusted-origins";

type AuthSettings = Pick<Env, "APP_SECRET" | "PUBLIC_URL" | "HOST" | "PORT" | "LOG_LEVEL">;

/** A person's session ends this long after the sign-in, whatever was done meanwhile. */
const sessionSeconds = 7 * 86_400;

/** At most this many attempts to sign in from one address in that many seconds. */
const signInLimit = { window: 60, max: 20 };

/** The same of what somebody who knows a password, or has a session, tries on. */
const ownLimit = { window: 60, max: 20 };

/** Invitations, resets and sessions are ours; tokens of sessions are shown to nobody, and codes come from an app only. */
const disabledPaths = [
  ...[
    "/sign-up/email",
    "/update-user",
    "/change-email",
    "/change-password",
    "/delete-user",
    "/reset-password",
    "/request-password-reset",
  ],
  ...["/list-sessions", "/revoke-session", "/revoke-sessions", "/revoke-other-sessions", "/update-session"],
  ...["/two-factor/send-otp", "/two-factor/verify-otp", "/two-factor/get-totp-uri", "/verify-password"],
];

/** Builds better-auth over our own tables: email and password, a second factor, no registration from outside. */
export function createAuth(prisma: PrismaClient, env: AuthSettings) {
  const log = createLogger("auth", env.LOG_LEVEL);
  return betterAuth({
    appName: "AdvertiseX",
    baseURL: env.PUBLIC_URL,
    basePath: "/api/auth",
    secret: deriveKey(env.APP_SECRET, "session").toString("base64url"),
    database: prismaAdapter(prisma, { provider: "postgresql" }),
    trustedOrigins: trustedOrigins(env),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 12,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    plugins: [twoFactor({ issuer: "AdvertiseX" })],
    hooks: { after: auditOwnChanges(prisma) },
    databaseHooks: { session: { create: { before: refuseDisabled(prisma) } } },
    // No renewal: a page that renders on the server cannot send the renewed cookie.
    session: { expiresIn: sessionSeconds, disableSessionRefresh: true },
    user: {
      additionalFields: {
        role: { type: "string", required: true, defaultValue: "viewer", input: false },
        allAdvertisers: { type: "boolean", required: true, defaultValue: false, input: false },
        disabledAt: { type: "date", required: false, input: false },
      },
    },
    // Development too: what is tried out is what runs.
    rateLimit: {
      enabled: true,
      storage: "memory",
      customRules: { "/sign-in/email": signInLimit, "/two-factor/*": ownLimit },
    },
    disabledPaths,
    advanced: { cookiePrefix: "advertisex", disableOriginCheck: false, disableCSRFCheck: false },
    telemetry: { enabled: false },
    logger: { log: (level, message) => log[level](message) },
  });
}

export type Auth = ReturnType<typeof createAuth>;

const holder = globalThis as { advertisexAuth?: Auth };

/** The one instance of this process. Kept on the global object, since Next loads modules again in development. */
export function getAuth(): Auth {
  holder.advertisexAuth ??= createAuth(getPrisma(), getEnv());
  return holder.advertisexAuth;
}
