import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { type Listener, listen } from '@comptoir/service/http/listen'
import { freePorts } from '@comptoir/tools/sandbox/sandbox'

export type Exchange = {
  /** Method and path, ids replaced: `POST /v1/payment_intents/:id/confirm`. */
  readonly operation: string
  readonly status: number
  /** What stripe-mock says is wrong with the request. */
  readonly problem: string | undefined
}

export type StripeMock = {
  readonly url: string
  readonly exchanges: Exchange[]
  stop(): Promise<void>
}

/** Starts stripe-mock behind a listener that writes every exchange down. */
export async function startStripeMock(program: string): Promise<StripeMock> {
  const [http = 0, https = 0] = await freePorts(2)
  const args = ['-http-addr', `127.0.0.1:${http}`, '-https-addr', `127.0.0.1:${https}`]
  const child = spawn(program, args, { stdio: 'ignore' })
  const exited = once(child, 'exit')
  const target = `http://127.0.0.1:${http}`
  await answers(target)
  const exchanges: Exchange[] = []
  const listener: Listener = await listen(
    { fetch: (request) => relay(request, target, exchanges) },
    { port: 0, host: '127.0.0.1' },
  )
  return {
    url: `http://127.0.0.1:${listener.port}`,
    exchanges,
    async stop() {
      await listener.close()
      child.kill('SIGTERM')
      await exited
    },
  }
}

async function relay(request: Request, target: string, exchanges: Exchange[]): Promise<Response> {
  const { pathname, search } = new URL(request.url)
  const { authorization = '', ...headers } = Object.fromEntries(request.headers)
  const body = request.method === 'GET' ? undefined : await request.text()
  const answer = await fetch(target + pathname + search, {
    method: request.method,
    headers: { authorization, 'content-type': headers['content-type'] ?? '' },
    ...(body !== undefined && { body }),
  })
  const text = await answer.text()
  const operation = `${request.method} ${pathname.replace(/\/(pi|re|du|dp)_\w+/, '/:id')}`
  const { error } = JSON.parse(text) as { error?: { message: string } }
  exchanges.push({ operation, status: answer.status, problem: error?.message })
  return new Response(text, {
    status: answer.status,
    headers: { 'content-type': 'application/json' },
  })
}

async function answers(url: string): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    const answer = await fetch(url).catch(() => undefined)
    if (answer) return
    await wait(100)
  }
  throw new Error('stripe-mock does not answer')
}
