import type { ReactNode } from "react";
import { Card, CardHeader, type CardHeaderProps } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { StaleVeil } from "@/components/ui/stale-veil";

type Answer<Data> = {
  data: Data | undefined;
  error: Error | null;
  refetch: () => unknown;
  isFetching: boolean;
  isPlaceholderData: boolean;
};

type QueryCardProps<Data> = CardHeaderProps & {
  query: Answer<Data>;
  /** In the shape of what is coming. */
  skeleton: ReactNode;
  /** What could not be done, when it failed. */
  failed: string;
  children: (data: Data) => ReactNode;
};

/** A card of one question: its answer, a placeholder before the first, and an error that is no empty answer. */
export function QueryCard<Data>({ query, skeleton, failed, children, className, ...header }: QueryCardProps<Data>) {
  const { data, error, refetch, isFetching, isPlaceholderData } = query;
  return (
    <Card className={className}>
      <CardHeader {...header} />
      {data === undefined && error && (
        <ErrorState title={failed} message={error.message} onRetry={() => void refetch()} retrying={isFetching} />
      )}
      {data === undefined && !error && skeleton}
      {data !== undefined && (
        <StaleVeil active={isPlaceholderData} className="*:first:pt-0">
          {children(data)}
        </StaleVeil>
      )}
    </Card>
  );
}
