/** Milliseconds of CPU that this process has spent: what a computation takes, however busy the machine is. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}
