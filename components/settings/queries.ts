import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type CurrencyRate, currencyRateListSchema, currencyRatesChangeSchema } from "@/lib/contracts/currency-rates";
import { erasureListSchema, erasureSchema } from "@/lib/contracts/erasure";
import { api } from "@/lib/http/browser/api";

/** Of one request; a longer file goes in several. */
const ratesAtOnce = 5_000;

export const ratesQuery = queryOptions({
  queryKey: ["currency-rates"],
  queryFn: ({ signal }) => api.get("/api/currency-rates", currencyRateListSchema, { signal }),
});

/** While somebody is being deleted, the state is looked at every two seconds. */
export const erasuresQuery = queryOptions({
  queryKey: ["erasures"],
  queryFn: ({ signal }) => api.get("/api/erasures", erasureListSchema, { signal }),
  refetchInterval: ({ state }) => (state.data?.erasures.some((each) => each.state !== "done") ? 2_000 : 30_000),
});

/** `GET /api/currency-rates` */
export const useRates = () => useQuery(ratesQuery);

/** `GET /api/erasures` */
export const useErasures = () => useQuery(erasuresQuery);

/** `PUT /api/currency-rates`, as often as the rates need; importing the same again changes nothing. */
export function useImportRates() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (rates: readonly CurrencyRate[]) => {
      const sum = { created: 0, updated: 0 };
      for (let from = 0; from < rates.length; from += ratesAtOnce) {
        const part = { rates: rates.slice(from, from + ratesAtOnce) };
        const { created, updated } = await api.send("PUT", "/api/currency-rates", part, currencyRatesChangeSchema);
        sum.created += created;
        sum.updated += updated;
      }
      return sum;
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["currency-rates"] }),
  });
}

/** `POST /api/erasures` */
export function useEraseUser() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (userId: string) => api.send("POST", "/api/erasures", { userId }, erasureSchema),
    onSettled: () => client.invalidateQueries({ queryKey: ["erasures"] }),
  });
}
