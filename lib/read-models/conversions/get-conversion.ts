import { z } from "zod";
import type { ConversionDetail } from "@/lib/contracts/conversions";
import type { ReportScope } from "@/lib/scope";
import { type Database, getPrisma } from "@/lib/storage/prisma";
import { findConversion, type StoredConversion } from "./find-conversion";
import { listCandidates } from "./list-candidates";
import { listClickPlaces } from "./list-click-places";
import { listCreativeNames } from "./list-creative-names";
import { listStoredCredits, ofModel, stateOf } from "./stored-credits";
import { toTouches } from "./to-touches";

const countedSchema = z.array(z.object({ eventId: z.string() }));

/**
 * `GET /api/conversions/{eventId}`: a conversion with its candidate touches, the credits of all five models as they
 * are stored, and where a touch has none, why.
 * @param occurredAt of several conversions that used the id, the one of this time
 * @throws AppError `not_found`
 */
export async function getConversion(
  scope: ReportScope,
  eventId: string,
  occurredAt: string | undefined,
  db: Database = getPrisma(),
): Promise<ConversionDetail> {
  const conversion = await findConversion(scope, db, eventId, occurredAt);
  const [credits, { candidates, isCut }] = await Promise.all([
    listStoredCredits(db, conversion),
    listCandidates(db, conversion),
  ]);
  const state = stateOf(ofModel(credits, conversion.model));
  const clicks = candidates.filter((candidate) => candidate.kind === "click");
  const [places, countedEventId] = await Promise.all([
    listClickPlaces(db, conversion.campaignId, clicks),
    state === "repeated_order" ? findCounted(db, conversion) : null,
  ]);
  const touches = toTouches({ conversion, state, candidates, places, credits });
  const names = await listCreativeNames(
    db,
    touches.map((touch) => touch.creativeId),
  );
  return {
    ...toldOf(conversion),
    state,
    countedEventId,
    touches: touches.map((touch) => ({ ...touch, creativeName: names.get(touch.creativeId) ?? touch.creativeId })),
    isCut,
  };
}

function toldOf(conversion: StoredConversion) {
  return {
    eventId: conversion.eventId,
    occurredAt: conversion.occurredAt.toISOString(),
    receivedAt: conversion.receivedAt.toISOString(),
    batchId: conversion.batchId,
    campaignId: conversion.campaignId,
    campaignName: conversion.campaignName,
    currency: conversion.currency,
    timeZone: conversion.timeZone,
    conversionType: conversion.conversionType,
    valueMicros: Number(conversion.valueMicros),
    orderId: conversion.orderId,
    filterReason: conversion.filterReason,
    model: conversion.model,
    clickWindowDays: conversion.clickWindowDays,
    viewWindowDays: conversion.viewWindowDays,
  };
}

/** Of an order's conversions the first valid one counts, else the first. */
async function findCounted(db: Database, { campaignId, orderId }: StoredConversion): Promise<string | null> {
  const rows = await db.$queryRaw`
    select event_id as "eventId" from conversion_order
    where campaign_id = ${campaignId} and order_id = ${orderId}
    order by filtered, occurred_at, event_id
    limit 1`;
  return countedSchema.parse(rows)[0]?.eventId ?? null;
}
