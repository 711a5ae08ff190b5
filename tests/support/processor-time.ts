/** Processor time of this thread during `work`, in milliseconds. On a busy machine, the clock shows many times more. */
export async function processorMs(work: () => unknown): Promise<number> {
  const begun = process.threadCpuUsage()
  await work()
  const { user, system } = process.threadCpuUsage(begun)
  return (user + system) / 1000
}
