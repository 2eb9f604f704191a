import type { ReactNode } from "react";
import { Logo } from "./logo";

export type FullPageProps = { title: string; description: ReactNode; children?: ReactNode };

/** A page that stands alone, outside the console: nothing found, something broke. */
export function FullPage({ title, description, children }: FullPageProps) {
  return (
    <main className="grid min-h-dvh place-items-center px-6 py-16">
      <div className="flex max-w-md flex-col items-center text-center">
        <Logo />
        <h1 className="mt-10 font-semibold text-2xl tracking-tight">{title}</h1>
        <div className="mt-2 text-pretty text-muted-foreground">{description}</div>
        {children && <div className="mt-6 flex flex-wrap justify-center gap-2">{children}</div>}
      </div>
    </main>
  );
}
