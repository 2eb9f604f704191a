"use client";

import { AdvertiserChoice } from "@/components/ui/advertiser-choice";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { Role } from "@/lib/contracts/people";
import { useAdvertisers } from "./queries";
import { isLimitable, roleWords } from "./role-words";

type RoleFieldsProps = {
  role: Role;
  onRole: (role: Role) => void;
  /** null: every one. */
  advertiserIds: readonly string[] | null;
  onAdvertisers: (ids: readonly string[] | null) => void;
};

const options = (Object.keys(roleWords) as Role[]).map((value) => ({
  value,
  label: roleWords[value].name,
  hint: roleWords[value].may,
}));

/** What somebody is, and whose figures they see. */
export function RoleFields({ role, onRole, advertiserIds, onAdvertisers }: RoleFieldsProps) {
  const known = useAdvertisers();
  return (
    <>
      <Field label="Role" hint={roleWords[role].may}>
        {({ id }) => <Select id={id} value={role} onChange={onRole} options={options} />}
      </Field>
      {isLimitable(role) && (
        <AdvertiserChoice
          value={advertiserIds}
          onChange={onAdvertisers}
          advertisers={known.data?.advertisers}
          error={known.error?.message}
        />
      )}
    </>
  );
}
