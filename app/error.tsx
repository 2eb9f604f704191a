"use client";

import { FullPage } from "@/components/shell/full-page";
import { Button } from "@/components/ui/button";

export type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

/** A page that failed while it was drawn. Shows no text of the error: it may hold what nobody should see. */
export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <FullPage
      title="This page could not be shown"
      description={
        <>
          Your data is not affected. Try again; if it fails once more, tell whoever runs AdvertiseX
          {error.digest ? (
            <>
              {" "}
              the number <code className="font-mono text-foreground">{error.digest}</code>.
            </>
          ) : (
            " what you did."
          )}
        </>
      }
    >
      <Button onClick={reset}>Try again</Button>
      <Button asChild variant="secondary">
        <a href="/overview">To the overview</a>
      </Button>
    </FullPage>
  );
}
