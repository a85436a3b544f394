import { Hono } from 'hono'
import { z } from 'zod'
import type { MailState } from './mail-server.ts'
import type { Mailbox, Message } from './mailbox.ts'
import { listPage, messagePage } from './pages.ts'

const State = z.object({ away: z.boolean() })

/** No script runs on a page, and nothing is fetched: a mail is shown as it came. */
const pageHeaders = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self'; frame-ancestors 'self'; form-action 'self'",
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
}

/** Pages to read what arrived, and the same as JSON for tests. */
export function createApi(mailbox: Mailbox, state: MailState): Hono {
  const app = new Hono()
  const sought = (to: string | undefined) =>
    mailbox.all().filter((message) => to === undefined || message.to === to)

  app.get('/', (c) => c.html(listPage(sought(c.req.query('to'))), 200, pageHeaders))
  app.get('/messages/:id', (c) => {
    const message = mailbox.find(c.req.param('id'))
    return message ? c.html(messagePage(message), 200, pageHeaders) : c.notFound()
  })
  app.get('/messages/:id/html', (c) => {
    const message = mailbox.find(c.req.param('id'))
    return message ? c.html(message.html, 200, pageHeaders) : c.notFound()
  })
  app.get('/messages/:id/files/:name', (c) => {
    const name = c.req.param('name')
    const file = mailbox.find(c.req.param('id'))?.files.find((one) => one.name === name)
    if (!file) return c.notFound()
    const headers = { 'content-type': file.contentType, 'x-content-type-options': 'nosniff' }
    return new Response(new Uint8Array(file.content), { headers })
  })

  app.get('/api/messages', (c) =>
    c.json({ count: mailbox.count(), items: sought(c.req.query('to')).map(toJson) }),
  )
  app.delete('/api/messages', (c) => {
    mailbox.clear()
    return c.body(null, 204)
  })
  /** `curl -X PUT localhost:9110/state -d '{"away": true}'`: no mail is taken. */
  app.put('/state', async (c) => {
    Object.assign(state, State.parse(await c.req.json()))
    return c.body(null, 204)
  })
  app.get('/healthz', (c) => c.text('ok'))
  return app
}

const toJson = ({ files, ...message }: Message) => ({
  ...message,
  files: files.map(({ name, contentType, content }) => ({
    ...{ name, contentType, bytes: content.length },
  })),
})
