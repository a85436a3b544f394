import { Agent, type IncomingMessage, request } from 'node:http'

export type Ask = {
  readonly url: URL
  readonly method?: string
  readonly headers?: Record<string, string>
  readonly body?: string
}
/** One operation of a load; it may answer its own time in milliseconds, when only a part of it is to count. */
export type Operation = (n: number, worker: number) => Promise<number | undefined>

/** The times of what succeeded, in milliseconds, and how often it did not. */
export type Sample = {
  readonly times: readonly number[]
  readonly errors: number
  /** Why the first of them did not. */
  readonly firstError?: string
  readonly seconds: number
}

export type Sender = {
  /** Answers how many bytes came back; fails unless the status is 2xx. */
  send(ask: Ask): Promise<number>
  close(): void
}

/** A client of its own that costs little, over as many kept-alive connections as there are workers. */
export function createSender(): Sender {
  const agent = new Agent({ keepAlive: true, maxSockets: 64, scheduling: 'fifo' })
  const send = ({ url, method = 'GET', headers = {}, body }: Ask) =>
    new Promise<number>((done, failed) => {
      const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
      const options = { agent, method, headers: { ...headers, ...length } }
      const outgoing = request(url, options, (answer) => drain(answer, done, failed))
      outgoing.on('error', failed)
      outgoing.end(body)
    })
  return { send, close: () => agent.destroy() }
}

function drain(
  answer: IncomingMessage,
  done: (bytes: number) => void,
  failed: (error: Error) => void,
): void {
  let bytes = 0
  answer.on('data', (chunk: Buffer) => {
    bytes += chunk.length
  })
  answer.on('error', failed)
  answer.on('end', () => {
    if ((answer.statusCode ?? 0) < 300) done(bytes)
    else failed(new Error(`answered ${answer.statusCode}`))
  })
}

export type Load = {
  readonly concurrency: number
  /** Ends after so many operations, or after so long. */
  readonly operations?: number
  readonly seconds?: number
}

/** Keeps so many operations running until it is over. */
export async function run(operation: Operation, load: Load): Promise<Sample> {
  const { concurrency, operations = Number.POSITIVE_INFINITY, seconds = 60 } = load
  const times: number[] = []
  const errors: string[] = []
  let begun = 0
  const startedAt = performance.now()
  const isOver = () => begun >= operations || performance.now() - startedAt > seconds * 1_000

  async function work(worker: number): Promise<void> {
    while (!isOver()) {
      const at = performance.now()
      await operation(begun++, worker).then(
        (own) => times.push(own ?? performance.now() - at),
        (error: unknown) => errors.push(String(error)),
      )
    }
  }

  await Promise.all(Array.from({ length: concurrency }, (_, worker) => work(worker)))
  const [firstError] = errors
  return {
    ...{ times, errors: errors.length, seconds: (performance.now() - startedAt) / 1_000 },
    ...(firstError !== undefined && { firstError }),
  }
}
