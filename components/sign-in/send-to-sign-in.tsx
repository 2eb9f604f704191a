"use client";

import { useEffect } from "react";

/** Stands in for a screen that needs a session: goes to the sign-in page, which leads back to this address. */
export function SendToSignIn() {
  useEffect(() => {
    const { pathname, search, hash } = window.location;
    window.location.replace(`/sign-in?next=${encodeURIComponent(`${pathname}${search}${hash}`)}`);
  }, []);
  return (
    <noscript>
      <a href="/sign-in">Sign in</a>
    </noscript>
  );
}
