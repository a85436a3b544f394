import type { Consumption } from '@comptoir/contracts/platform/consumption'

type Lag = {
  readonly waiting: number
  readonly behind: number
  readonly oldestWaitingAt?: string | undefined
}

/** What a service has still to handle, of all its producers together. */
export function lagOf({ producers }: Pick<Consumption, 'producers'>): Lag {
  const oldest = producers.flatMap(({ oldestWaitingAt }) => oldestWaitingAt ?? []).toSorted()
  return {
    waiting: producers.reduce((sum, { waiting }) => sum + waiting, 0),
    behind: producers.reduce((sum, { behind }) => sum + behind, 0),
    oldestWaitingAt: oldest[0],
  }
}
