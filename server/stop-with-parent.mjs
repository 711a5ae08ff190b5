// When the process that started this one dies without a word (SIGKILL), the channel between them breaks, and this one stops as if asked
// to, so that no orphan keeps a port, a file or a database open.

const patienceMs = 10_000

process.once('disconnect', () => {
  process.kill(process.pid, 'SIGTERM')
  setTimeout(() => process.exit(1), patienceMs).unref()
})
// A listener for 'disconnect' alone would keep the process alive for as long as its parent lives.
process.channel?.unref()
