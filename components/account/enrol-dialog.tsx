"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { CodeBlock } from "@/components/ui/code-block";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { ConfirmStep } from "./confirm-step";
import { PasswordStep } from "./password-step";
import { type Enrolment, useBeginSecondFactor } from "./queries";

/** Sets a second factor up: password, app, code, and the codes to keep. */
export function EnrolDialog({ onClose }: { onClose: () => void }) {
  const begin = useBeginSecondFactor();
  const [isConfirmed, setConfirmed] = useState(false);
  const enrolment = begin.data;
  const finish = () => {
    toast.success("From now on you sign in with a code");
    onClose();
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title="Set a second factor up"
        className="sm:max-w-lg"
        onInteractOutside={(event) => enrolment && event.preventDefault()}
        footer={isConfirmed ? <Button onClick={finish}>I have kept them</Button> : undefined}
      >
        {!enrolment && (
          <PasswordStep
            action="Go on"
            pending={begin.isPending}
            error={begin.error?.message}
            onPassword={begin.mutate}
          />
        )}
        {enrolment && !isConfirmed && <ConfirmStep enrolment={enrolment} onConfirmed={() => setConfirmed(true)} />}
        {enrolment && isConfirmed && <BackupCodes codes={enrolment.backupCodes} />}
      </DialogContent>
    </Dialog>
  );
}

function BackupCodes({ codes }: { codes: Enrolment["backupCodes"] }) {
  return (
    <div className="flex flex-col gap-3">
      <Callout tone="warning" title="Keep these codes: they are not shown again">
        Each signs you in once, should your phone be lost.
      </Callout>
      <CodeBlock title="Backup codes" code={codes.join("\n")} />
    </div>
  );
}
