// Loaded into every Node child with `--import`: when the process that started it is gone, also by
// signal 9, the channel between them closes, and the child stops as if it had been asked to.
// A child's own children inherit the option, but their channel is their own business.
if (process.channel && Number(process.env.ADVERTISEX_START_PID) === process.ppid) {
  process.channel.unref();
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
}
