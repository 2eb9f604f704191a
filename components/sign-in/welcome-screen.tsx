"use client";

import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Skeleton } from "@/components/ui/skeleton";
import { linkSchema } from "@/lib/contracts/people";
import { api } from "@/lib/http/browser/api";
import { AuthFrame } from "./auth-frame";
import { WelcomeForm } from "./welcome-form";

/** Where an invitation or a reset leads: the token stands behind `#`, where no server and no log sees it. */
export function WelcomeScreen({ logo }: { logo: ReactNode }) {
  const [token, setToken] = useState<string>();
  useEffect(() => setToken(window.location.hash.slice(1)), []);
  const { data, error } = useQuery({
    queryKey: ["link", token],
    queryFn: () => api.send("POST", "/api/links/look", { token }, linkSchema),
    enabled: Boolean(token),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const isReset = data?.kind === "reset";
  const problem = token === "" ? "The end of the link is missing. Open it whole, as it was sent." : error?.message;
  return (
    <AuthFrame
      logo={logo}
      title={isReset ? "A new password" : "Welcome"}
      description={
        isReset ? "Every session of yours ends, and you sign in anew." : "Choose how you are called, and a password."
      }
    >
      {problem && (
        <>
          <Callout tone="danger" title="This link does not work">
            {problem}
          </Callout>
          <Button asChild variant="secondary" className="mt-6">
            <a href="/sign-in">To the sign-in</a>
          </Button>
        </>
      )}
      {!data && !problem && <Skeleton className="h-64" />}
      {data && token && <WelcomeForm link={data} token={token} />}
    </AuthFrame>
  );
}
