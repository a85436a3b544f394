import { serve } from '@hono/node-server'
import { Hono } from 'hono'

// A Hono route that does nothing but answer so many bytes of JSON: the limit that other routes are held against.
const bytes = Number(process.argv[2] ?? 10_000)
const body = JSON.stringify({ items: 'x'.repeat(bytes - '{"items":""}'.length) })
const app = new Hono().get('/', (c) => c.body(body, 200, { 'content-type': 'application/json' }))
serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => console.log(port))
