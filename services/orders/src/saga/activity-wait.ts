/** `places`: activities that a replica runs at once (`maxConcurrentActivityInvocations`). Waits shorten from `busyFrom` on. */
const [busyFrom, places] = [40, 60]
const leastPart = 1 / 3

/**
 * How long a step waits for the next change of its order, while steps wait for so many orders in this process. Under load
 * it frees its place sooner, down to a third of the wait. A shorter wait would cost more than it frees: an order that is
 * left takes a timer, a question to the services and another turn of the workflow.
 */
export function activityWaitMs(longestMs: number, waiting: number): number {
  const load = Math.min(1, Math.max(0, (waiting - busyFrom) / (places - busyFrom)))
  return Math.round(longestMs * (1 - load * (1 - leastPart)))
}
