"use client";

import { Dialog, DialogContent } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { PasswordStep } from "./password-step";
import { useEndSecondFactor } from "./queries";

/** Turns the second factor off, after the password. */
export function EndSecondFactorDialog({ onClose }: { onClose: () => void }) {
  const end = useEndSecondFactor();
  const onSuccess = () => {
    toast.success("The second factor is off");
    onClose();
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title="Turn the second factor off?" description="The password alone signs you in then.">
        <PasswordStep
          action="Turn it off"
          danger
          pending={end.isPending}
          error={end.error?.message}
          onPassword={(password) => end.mutate(password, { onSuccess })}
        />
      </DialogContent>
    </Dialog>
  );
}
