// Loaded into every Node child with `--import`: when the process that started it is gone, also by
// signal 9, the channel between them closes, and the child stops as if it had been asked to.
if (process.channel) {
  process.channel.unref();
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
}
