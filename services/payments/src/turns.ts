export type Turns = <T>(id: string, run: (waited: boolean) => Promise<T>) => Promise<T>

/** Runs what concerns one id one after another in this process; `waited` tells that another went first. */
export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>()

  return async function take(id, run) {
    const before = last.get(id)
    const turn = before === undefined ? run(false) : before.then(() => run(true))
    const done = turn.catch(() => undefined)
    last.set(id, done)
    await done
    if (last.get(id) === done) last.delete(id)
    return turn
  }
}
