import type { ReactNode } from "react";
import { SignInArt } from "./sign-in-art";
import { SignInForm } from "./sign-in-form";

export type SignInScreenProps = {
  logo: ReactNode;
  /** Where to go afterwards: a path of this site, checked on the server. */
  next: string;
};

/** The way in: the form at the left, and on wide screens a quiet picture of what the product does. */
export function SignInScreen({ logo, next }: SignInScreenProps) {
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(30rem,5fr)_7fr]">
      <main className="flex flex-col bg-card px-6 py-8 sm:px-10">
        <div className="lg:px-2">{logo}</div>
        <div className="mx-auto flex w-full max-w-sm flex-1 flex-col justify-center py-12">
          <h1 className="font-semibold text-2xl tracking-tight">Sign in</h1>
          <p className="mt-1.5 mb-8 text-muted-foreground">Campaign figures that you can explain.</p>
          <SignInForm next={next} />
          <p className="mt-8 text-faint-foreground text-sm">
            First time here? The first start wrote an email and a password to{" "}
            <code className="font-mono text-muted-foreground text-xs">credentials.json</code> in the server’s data
            directory.
          </p>
        </div>
      </main>
      <SignInArt />
    </div>
  );
}
