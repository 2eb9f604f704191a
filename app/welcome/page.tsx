import type { Metadata } from "next";
import { Logo } from "@/components/shell/logo";
import { WelcomeScreen } from "@/components/sign-in/welcome-screen";

export const metadata: Metadata = { title: "Welcome" };

/** Takes up an invitation, or sets a new password. */
export default function WelcomePage() {
  return <WelcomeScreen logo={<Logo />} />;
}
