// An attacker in a process of its own: node attacker.ts '{"url":…,"path":…,"atOnce":16,"seconds":60,"headers":{}}'.
// It asks the same thing again and again, so many at once, and prints how often it got which status.
import { Agent, request } from 'node:http'

type Plan = {
  readonly url: string
  /** `{n}` is another number each time. */
  readonly path: string
  readonly atOnce: number
  readonly seconds: number
  /** Ends after so many, however long it takes. */
  readonly requests?: number
  readonly headers: Record<string, string>
}

const plan = JSON.parse(process.argv[2] ?? '') as Plan
const { hostname, port } = new URL(plan.url)
const isLoopback = /^(127\.|localhost$)/.test(hostname)
/** Another address than the bystander's, on this machine: limits by address meet the attacker alone. */
const localAddress = isLoopback ? '127.0.0.66' : undefined
const agent = new Agent({ keepAlive: true, maxSockets: plan.atOnce, localAddress })
const endsAt = performance.now() + plan.seconds * 1_000
/** A stream is held for this long, then left and asked for again. */
const heldMs = 5_000
const counts = new Map<string, number>()
let sent = 0

const isOver = () =>
  performance.now() > endsAt || (plan.requests !== undefined && sent >= plan.requests)

function ask(): Promise<string> {
  sent += 1
  const path = plan.path.replaceAll('{n}', String(sent))
  return new Promise((done) => {
    const outgoing = request(
      { hostname, port, path, headers: plan.headers, agent, localAddress },
      (answer) => {
        const end = () => done(String(answer.statusCode))
        answer.on('end', end).on('error', end).on('close', end).resume()
      },
    )
    const held = setTimeout(() => outgoing.destroy(), Math.min(heldMs, plan.seconds * 1_000))
    outgoing.on('error', ({ message }) => done(message))
    outgoing.on('close', () => clearTimeout(held))
    outgoing.end()
  })
}

async function attack(): Promise<void> {
  while (!isOver()) {
    const status = await ask()
    counts.set(status, (counts.get(status) ?? 0) + 1)
  }
}

await Promise.all(Array.from({ length: plan.atOnce }, attack))
console.log(JSON.stringify(Object.fromEntries(counts)))
process.exit(0)
