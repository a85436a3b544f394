import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'

/** The status that is counted for a request whose client left before the answer: nobody reads it. */
export const clientLeft = 499

function outgoingOf(c: Context): HttpBindings['outgoing'] | undefined {
  return ((c.env ?? {}) as Partial<HttpBindings>).outgoing
}

/** Whether the client closed its connection before it had the whole answer. */
export function hasLeft(c: Context): boolean {
  const outgoing = outgoingOf(c)
  return outgoing?.destroyed === true && !outgoing.writableFinished
}

/** Aborted when the client leaves before it has the whole answer: what runs for it can end. */
export function signalOfClient(c: Context): AbortSignal {
  const outgoing = outgoingOf(c)
  if (!outgoing) return c.req.raw.signal
  const controller = new AbortController()
  if (outgoing.destroyed) controller.abort()
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) controller.abort()
  })
  return controller.signal
}
