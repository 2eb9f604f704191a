"use client";

import type { ConversionKey } from "@/components/campaigns/report-queries";
import { useUrlState } from "@/components/ui/use-url-state";

/** The conversion at the side of the page, from the address: `conversion` its event id, `conversionAt` its time. */
export function useOpenConversion() {
  const url = useUrlState();
  const eventId = url.get("conversion");
  const key: ConversionKey | null = eventId ? { eventId, occurredAt: timeOf(url.get("conversionAt")) } : null;
  return {
    key,
    open: ({ eventId: conversion, occurredAt }: ConversionKey) => url.set({ conversion, conversionAt: occurredAt }),
    close: () => url.set({ conversion: null, conversionAt: null }),
  };
}

/** A time of the address; null for anything that is none. */
function timeOf(text: string | null): string | null {
  return text !== null && !Number.isNaN(Date.parse(text)) ? text : null;
}
