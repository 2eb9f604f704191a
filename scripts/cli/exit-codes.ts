/** What the process ends with; cron and scripts decide by it, so a number never changes its meaning. */
export const exitCode = {
  ok: 0,
  rejected: 1,
  usage: 2,
  refused: 3,
  unavailable: 4,
  interrupted: 130,
} as const;
export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** For `--help` and the documentation. */
export const exitCodeHelp = `
Exit codes:
    0  everything was taken in; as far as it was waited for: stored, or a duplicate
    1  taken in, but records were rejected (told with --wait, by watch and by batches watch)
    2  used wrongly: an option, a file or a setting
    3  the server refused (4xx): sending the same again will not help
    4  unreachable, busy, or the outcome did not come in time: run the same command again
  130  interrupted: run the same command again, it goes on where it was
Of several files the highest counts.
`;

/** The code of several outcomes: the highest, so that "run it again" is never hidden by a lesser one. */
export function worstOf(codes: readonly ExitCode[]): ExitCode {
  return codes.toSorted((a, b) => b - a)[0] ?? exitCode.ok;
}
