"use client";

import { toast as sonner } from "sonner";

export type ToastOptions = { description?: string; action?: { label: string; onClick: () => void } };

/** Short news about what the person just did. Errors stay twice as long; what must be acted on belongs on the page. */
export const toast = {
  success: (message: string, options?: ToastOptions) => sonner.success(message, options),
  error: (message: string, options?: ToastOptions) => sonner.error(message, { duration: 8_000, ...options }),
  info: (message: string, options?: ToastOptions) => sonner(message, options),
};
