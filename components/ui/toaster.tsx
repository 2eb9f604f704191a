"use client";

import { useTheme } from "next-themes";
import { Toaster as SonnerToaster } from "sonner";

/** Where toasts appear; mounted once, by the shell's providers. */
export function Toaster() {
  const { resolvedTheme } = useTheme();
  return (
    <SonnerToaster
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      position="bottom-right"
      offset={20}
      toastOptions={{
        classNames: {
          toast:
            "!rounded-lg !border !border-border !bg-popover !p-3.5 !font-sans !text-foreground !text-sm !shadow-md",
          description: "!text-muted-foreground",
          actionButton: "!rounded-md !bg-primary !text-primary-foreground",
          error: "[&_[data-icon]]:!text-danger-text",
          success: "[&_[data-icon]]:!text-success-text",
        },
      }}
    />
  );
}
