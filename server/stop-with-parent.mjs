// When the parent process is killed (SIGKILL), the IPC channel closes and this process sends itself SIGTERM, so that it does not keep a
// port, a file or a database open.

const patienceMs = 10_000

process.once('disconnect', () => {
  process.kill(process.pid, 'SIGTERM')
  setTimeout(() => process.exit(1), patienceMs).unref()
})
// A listener for 'disconnect' alone would keep the process alive for as long as its parent lives.
process.channel?.unref()
