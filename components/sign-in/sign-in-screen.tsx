"use client";

import { type ReactNode, useState } from "react";
import { AuthFrame } from "./auth-frame";
import { CodeForm } from "./code-form";
import { SignInForm } from "./sign-in-form";

export type SignInScreenProps = {
  logo: ReactNode;
  /** Where to go afterwards: a path of this site, checked on the server. */
  next: string;
};

/** The way in: email and password, then the code of whoever has a second factor. */
export function SignInScreen({ logo, next }: SignInScreenProps) {
  const [needsCode, setNeedsCode] = useState(false);
  // a full load: nothing that was cached for nobody, or for somebody else, is shown
  const enter = () => window.location.assign(next);
  if (needsCode) {
    return (
      <AuthFrame
        logo={logo}
        title="Your second factor"
        description="One more step, so that a password alone opens nothing."
      >
        <CodeForm onDone={enter} onBack={() => setNeedsCode(false)} />
      </AuthFrame>
    );
  }
  return (
    <AuthFrame logo={logo} title="Sign in" description="Campaign figures that you can explain.">
      <SignInForm onDone={enter} onCode={() => setNeedsCode(true)} />
      <div className="mt-8 flex flex-col gap-3 text-faint-foreground text-sm">
        <p>Forgot your password? An administrator can give you a link to set a new one.</p>
        <p>
          First time here? The first start wrote an email and a password to{" "}
          <code className="font-mono text-muted-foreground text-xs">credentials.json</code> in the server’s data
          directory.
        </p>
      </div>
    </AuthFrame>
  );
}
