"use client";

import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { TimeAgo } from "@/components/ui/time-ago";
import { toast } from "@/components/ui/toast";
import { useEndSessions, useSessions } from "./queries";

/** Where one is signed in, and the way to end it. */
export function SessionsCard() {
  const { data, error, refetch, isFetching } = useSessions();
  const end = useEndSessions();
  const run = (id: string | null) =>
    end.mutate(id, {
      onSuccess: () => toast.success(id === null ? "Every other session has ended" : "The session has ended"),
      onError: (failed) => toast.error(failed.message),
    });
  return (
    <Card>
      <CardHeader
        title="Sessions"
        description="Where you are signed in. A session ends after a week."
        actions={
          data && data.sessions.length > 1 ? (
            <Button variant="secondary" size="sm" onClick={() => run(null)} pending={end.isPending}>
              End all others
            </Button>
          ) : undefined
        }
      />
      {error && !data && (
        <ErrorState
          title="Sessions could not be loaded"
          message={error.message}
          onRetry={refetch}
          retrying={isFetching}
        />
      )}
      {!data && !error && (
        <CardContent>
          <Skeleton className="h-16" />
        </CardContent>
      )}
      <ul className="divide-y border-t">
        {data?.sessions.map(({ id, device, createdAt, isThis }) => (
          <li key={id} className="flex items-center gap-4 px-5 py-3 text-sm">
            <div className="min-w-0 flex-1">
              <p className="font-medium">{device}</p>
              <p className="text-muted-foreground text-xs">
                since <TimeAgo at={createdAt} />
              </p>
            </div>
            {isThis ? (
              <span className="text-muted-foreground text-xs">this one</span>
            ) : (
              <Button variant="ghost" size="sm" aria-label={`End the session in ${device}`} onClick={() => run(id)}>
                End
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
