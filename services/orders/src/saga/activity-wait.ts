/** Places of a replica: `maxConcurrentActivityInvocations` of its sidecar. From the first number on it is crowded. */
const [crowdedFrom, places] = [40, 60]
const leastPart = 1 / 3

/**
 * How long a step stays with its order for news, when so many orders are visited in this process. In a crowd it gives
 * its place sooner to one who waits for it: gradually, and not below a third, since an order that is left costs a timer,
 * a question to the services and another turn of the workflow, which is more than what it waits for.
 */
export function stayMs(patienceMs: number, visited: number): number {
  const crowd = Math.min(1, Math.max(0, (visited - crowdedFrom) / (places - crowdedFrom)))
  return Math.round(patienceMs * (1 - crowd * (1 - leastPart)))
}
