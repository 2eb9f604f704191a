/** How the bid requests of a source's impressions are found. */
export const bidMatchOptions = [
  { value: "auction", label: "By auction id" },
  { value: "user_time", label: "By auction id, else by user and time" },
] as const;

export const bidMatchHint =
  "By user and time: the latest bid request of the same user and campaign, at most 5 minutes before. After a change, the impressions that are stored are matched again.";
