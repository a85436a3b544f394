import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export const secretKey = 'sk_test_of_the_tests'
export const webhookSecret = 'whsec_of_the_tests'

const programOf = (folder: string) =>
  fileURLToPath(new URL(`../../../simulators/${folder}/src/main.ts`, import.meta.url))

export type SimulatorProcess = {
  readonly url: string
  ledger(): Promise<{ net: Record<string, { charged: number; refunded: number; net: number }> }>
  /** A call as the provider's dashboard, or one's own tool, makes it. */
  post(path: string, form: Record<string, string>): Promise<{ id: string }>
  stop(): Promise<void>
}

/** The payment simulator as the program that it is, with test cases on. */
export async function startSimulatorProcess(webhookUrl?: string): Promise<SimulatorProcess> {
  const { url, stop } = await startProgram('payments', {
    STRIPE_SECRET_KEY: secretKey,
    STRIPE_WEBHOOK_SECRET: webhookSecret,
    ...(webhookUrl && { WEBHOOK_URL: webhookUrl }),
  })
  const headers = { authorization: `Bearer ${secretKey}` }
  return {
    url,
    stop,
    async ledger() {
      return (await (await fetch(`${url}/ledger`, { headers })).json()) as never
    },
    async post(path, form) {
      const body = new URLSearchParams(form)
      const answer = await fetch(url + path, { method: 'POST', headers, body })
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
      return (await answer.json()) as never
    },
  }
}

export const paypalCredentials = {
  clientId: 'client-of-the-tests',
  clientSecret: 'secret-of-the-tests',
  webhookId: 'WH0TESTS',
}

/** The PayPal simulator as the program that it is, with test cases on. */
export async function startPayPalProcess(webhookUrl?: string) {
  const { url, stop } = await startProgram('paypal', {
    PAYPAL_CLIENT_ID: paypalCredentials.clientId,
    PAYPAL_CLIENT_SECRET: paypalCredentials.clientSecret,
    PAYPAL_WEBHOOK_ID: paypalCredentials.webhookId,
    ...(webhookUrl && { WEBHOOK_URL: webhookUrl }),
  })
  const { clientId, clientSecret } = paypalCredentials
  const headers = {
    authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}`,
    'content-type': 'application/json',
  }
  return {
    url,
    stop,
    /** A call as whoever holds the credentials makes it. */
    async call<T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: object): Promise<T> {
      const sent = body && { body: JSON.stringify(body) }
      const answer = await fetch(url + path, { method, headers, ...sent })
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
      return (answer.status === 204 ? {} : await answer.json()) as T
    },
    /** The payer on the approval page; answers where the browser is sent. */
    async answerPage(actionUrl: string, answer: string): Promise<string | null> {
      const page = new URL(actionUrl)
      const [verb = '', payerCase] = answer.split(':')
      const asked = payerCase ? `&case=${payerCase}` : ''
      const path = `${url}${page.pathname}/${verb}${page.search}${asked}`
      const { headers } = await fetch(path, { method: 'POST', redirect: 'manual' })
      return headers.get('location')
    },
  }
}

async function startProgram(folder: string, env: Record<string, string>) {
  const dir = mkdtempSync(join(tmpdir(), 'payments-'))
  const child = spawn(process.execPath, [programOf(folder)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      DATA_DIR: dir,
      SIMULATOR_TEST_CASES: 'on',
      SIMULATOR_SLOW_SECONDS: '0.3',
      SIMULATOR_REFUND_FAILS_SECONDS: '0.3',
      SIMULATOR_DISPUTE_SECONDS: '0.5',
      ...env,
    },
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    url: await firstUrl(child.stdout),
    async stop() {
      child.kill('SIGTERM')
      await exited
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

async function firstUrl(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const url = line.match(/http:\/\/[\d.:]+/)?.[0]
    if (url) return url
  }
  throw new Error('the simulator did not start')
}
