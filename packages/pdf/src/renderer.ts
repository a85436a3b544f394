import { setImmediate as turn } from 'node:timers/promises'

type Log = { warn: (fields: object, message: string) => void }

export type RendererOptions<T> = {
  /** Renders one document; must do nothing when it is rendered already. */
  readonly render: (id: string, document: T) => Promise<void>
  readonly read: (id: string) => Promise<T | undefined>
  /** Ids of the documents that wait for their PDF. */
  readonly waiting: () => Promise<readonly string[]>
  readonly log: Log
}

export type Renderer<T> = {
  /** Renders a document soon, after those before it; one that is given is not read again. */
  soon(id: string, document?: T): void
  /** Resolves when nothing is left to render. */
  idle(): Promise<void>
  /** Renders the documents whose rendering failed or was lost. */
  sweep(): Promise<void>
}

/**
 * Renders documents one at a time, apart from the request that made them. What fails is tried again from the list of
 * the documents that wait.
 */
export function createRenderer<T>(options: RendererOptions<T>): Renderer<T> {
  const { render, read, waiting, log } = options
  const queued = new Map<string, T | undefined>()
  let last: Promise<void> = Promise.resolve()

  async function attempt(id: string): Promise<void> {
    const given = queued.get(id)
    queued.delete(id)
    await turn()
    try {
      const document = given ?? (await read(id))
      if (document) await render(id, document)
    } catch (error) {
      log.warn({ id, reason: String(error) }, 'rendering failed, it is tried again')
    }
  }

  function soon(id: string, document?: T): void {
    if (queued.has(id)) return
    queued.set(id, document)
    last = last.then(() => attempt(id))
  }

  return {
    soon,
    idle: () => last,
    async sweep() {
      for (const id of await waiting()) soon(id)
      await last
    },
  }
}
