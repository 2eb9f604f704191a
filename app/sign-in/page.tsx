import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Logo } from "@/components/shell/logo";
import { SignInScreen } from "@/components/sign-in/sign-in-screen";
import { currentSession } from "@/lib/auth/require-session";
import { safeNext } from "@/lib/auth/safe-next";

export const metadata: Metadata = { title: "Sign in" };

type SignInPageProps = { searchParams: Promise<{ next?: string | string[] }> };

/** Email and password; who is signed in already goes on at once. */
export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { next } = await searchParams;
  const target = safeNext(Array.isArray(next) ? next[0] : next);
  // with the database down the form still shows, and says so when it is sent
  if (await currentSession().catch(() => null)) redirect(target);
  return <SignInScreen logo={<Logo />} next={target} />;
}
