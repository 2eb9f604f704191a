import type { ReactNode } from "react";
import { SignInArt } from "./sign-in-art";

export type AuthFrameProps = { logo: ReactNode; title: string; description: string; children: ReactNode };

/** What stands before the console: a form at the left, and on wide screens a quiet picture of what the product does. */
export function AuthFrame({ logo, title, description, children }: AuthFrameProps) {
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(30rem,5fr)_7fr]">
      <main className="flex flex-col bg-card px-6 py-8 sm:px-10">
        <div className="lg:px-2">{logo}</div>
        <div className="mx-auto flex w-full max-w-sm flex-1 flex-col justify-center py-12">
          <h1 className="font-semibold text-2xl tracking-tight">{title}</h1>
          <p className="mt-1.5 mb-8 text-muted-foreground">{description}</p>
          {children}
        </div>
      </main>
      <SignInArt />
    </div>
  );
}
