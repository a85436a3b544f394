import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export const secretKey = 'sk_test_of_the_tests'
export const webhookSecret = 'whsec_of_the_tests'

const program = fileURLToPath(new URL('../../../simulators/payments/src/main.ts', import.meta.url))

export type SimulatorProcess = {
  readonly url: string
  ledger(): Promise<{ net: Record<string, { charged: number; refunded: number; net: number }> }>
  /** A call as the provider's dashboard, or one's own tool, makes it. */
  post(path: string, form: Record<string, string>): Promise<{ id: string }>
  stop(): Promise<void>
}

/** The payment simulator as the program that it is, with test cases on. */
export async function startSimulatorProcess(webhookUrl?: string): Promise<SimulatorProcess> {
  const dir = mkdtempSync(join(tmpdir(), 'payments-'))
  const child = spawn(process.execPath, [program], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      DATA_DIR: dir,
      STRIPE_SECRET_KEY: secretKey,
      STRIPE_WEBHOOK_SECRET: webhookSecret,
      SIMULATOR_TEST_CASES: 'on',
      SIMULATOR_SLOW_SECONDS: '0.3',
      SIMULATOR_REFUND_FAILS_SECONDS: '0.3',
      SIMULATOR_DISPUTE_SECONDS: '0.5',
      ...(webhookUrl && { WEBHOOK_URL: webhookUrl }),
    },
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = await firstUrl(child.stdout)
  const headers = { authorization: `Bearer ${secretKey}` }
  return {
    url,
    async ledger() {
      return (await (await fetch(`${url}/ledger`, { headers })).json()) as never
    },
    async post(path, form) {
      const body = new URLSearchParams(form)
      const answer = await fetch(url + path, { method: 'POST', headers, body })
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
      return (await answer.json()) as never
    },
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
