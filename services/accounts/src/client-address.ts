import type { Context } from 'hono'
import { z } from 'zod'

const Bindings = z.object({
  incoming: z.object({ socket: z.object({ remoteAddress: z.string().optional() }) }),
})
const ours = /^(?:::ffff:)?(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)|^::1$|^f[cd]/i

/** Where a request comes from: our own gateway says for whom it asks; strangers are not believed. */
export function clientAddress(c: Context): string {
  const bindings = Bindings.safeParse(c.env)
  const peer = bindings.success ? bindings.data.incoming.socket.remoteAddress : undefined
  const forwarded = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
  const isOurs = peer === undefined || ours.test(peer)
  return (isOurs ? forwarded : undefined) ?? peer ?? 'unknown'
}
