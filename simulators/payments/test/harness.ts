import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { readConfig } from '../src/config.ts'
import { type Simulator, startSimulator } from '../src/simulator.ts'

export const secretKey = 'sk_test_of_the_tests'
export const webhookSecret = 'whsec_of_the_tests'
const undo: (() => Promise<void> | void)[] = []

afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

type Webhook = { type: string; id: string; status: string; signature: string; body: string }

export function dataDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'simulator-'))
  undo.push(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

export async function start(env: Record<string, string> = {}): Promise<Simulator> {
  const config = readConfig({
    PORT: '0',
    DATA_DIR: env['DATA_DIR'] ?? dataDir(),
    STRIPE_SECRET_KEY: secretKey,
    STRIPE_WEBHOOK_SECRET: webhookSecret,
    SIMULATOR_SLOW_SECONDS: '0.2',
    SIMULATOR_REFUND_FAILS_SECONDS: '0.2',
    ...env,
  })
  const simulator = await startSimulator(config)
  undo.push(simulator.close)
  return simulator
}

/** A listener for webhooks that answers each with the next of `statuses`, then 200. */
export async function listenForWebhooks(statuses: number[] = []) {
  const received: Webhook[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks).toString()
    const { type, id, data } = JSON.parse(body)
    const signature = String(request.headers['stripe-signature'])
    received.push({ type, id, status: data.object.status, signature, body })
    response.writeHead(statuses.shift() ?? 200).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  undo.push(() => void server.close())
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  return { url: `http://127.0.0.1:${port}/hook`, received }
}

type Options = { key?: string; auth?: string; method?: string }

export async function call(
  simulator: Simulator,
  path: string,
  form?: Record<string, string>,
  options: Options = {},
) {
  const headers: Record<string, string> = { authorization: `Bearer ${options.auth ?? secretKey}` }
  if (options.key) headers['idempotency-key'] = options.key
  const method = options.method ?? (form ? 'POST' : 'GET')
  const body = form ? new URLSearchParams(form) : undefined
  const answer = await fetch(simulator.url + path, {
    method,
    headers,
    ...(body && { body }),
    redirect: 'manual',
  })
  const text = await answer.text()
  return {
    status: answer.status,
    headers: answer.headers,
    body: text.startsWith('{') ? JSON.parse(text) : text,
  }
}

export const order = (token = 'pm_card_visa') => ({
  amount: '1999',
  currency: 'eur',
  confirm: 'true',
  payment_method: token,
  'payment_method_types[0]': 'card',
  'metadata[order_id]': 'ord_1',
  return_url: 'http://localhost/back?order=1',
})
