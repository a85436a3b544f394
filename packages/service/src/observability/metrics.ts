import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'

const secondsOfRequests = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const registry = new Registry()
const registers = [registry]
const lookEveryMs = 50
const nsInSecond = 1e9

type Named = { readonly name: string; readonly help: string; readonly labelNames?: string[] }

/**
 * A number that only grows. Labels are few and known beforehand: never an id.
 * @example const refused = createCounter({ name: 'comptoir_reservations_refused_total', help: '…' })
 */
export function createCounter(options: Named): Counter {
  return known(options.name, () => new Counter({ ...options, registers }))
}

export function createHistogram(options: Named & { readonly buckets: number[] }): Histogram {
  return known(options.name, () => new Histogram({ ...options, registers }))
}

/** A number that is read when it is asked for. */
export function createGauge(
  options: Named,
  read: (set: (value: number, labels?: Record<string, string>) => void) => Promise<void> | void,
): Gauge {
  registry.removeSingleMetric(options.name)
  return new Gauge({
    ...options,
    registers,
    async collect() {
      this.reset()
      const set = (value: number, labels = {}) => this.set(labels, value)
      await Promise.resolve(read(set)).catch(() => this.reset())
    },
  })
}

/** Tests make the same parts many times in one process. */
function known<M extends Counter | Histogram>(name: string, create: () => M): M {
  return (registry.getSingleMetric(name) as M | undefined) ?? create()
}

const requests = createHistogram({
  name: 'comptoir_http_request_duration_seconds',
  help: 'Answered requests, by route and status',
  labelNames: ['method', 'route', 'status'],
  buckets: secondsOfRequests,
})

const unknownRoute = 'none'
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

export type Answered = {
  readonly method: string
  /** The pattern of the route, never the path. */
  readonly route: string | undefined
  readonly status: number
  readonly ms: number
}

/** Notes an answer. Whatever a client sends, the number of series stays bounded. */
export function noteAnswer({ method, route = unknownRoute, status, ms }: Answered): void {
  const name = methods.has(method) ? method : 'OTHER'
  requests.observe({ method: name, route, status }, ms / 1_000)
}

/** All that the process measures, as Prometheus reads it. */
export async function metricsText(): Promise<{ text: string; contentType: string }> {
  return { text: await registry.metrics(), contentType: registry.contentType }
}

/** Measures the process itself: the lag of its event loop, its memory, its CPU. */
export function measureProcess(): void {
  const delay = monitorEventLoopDelay({ resolution: lookEveryMs })
  delay.enable()
  const lag = { name: 'comptoir_event_loop_lag_seconds', help: 'Since the last reading' }
  createGauge({ ...lag, labelNames: ['quantile'] }, (set) => {
    // the timer's own period is part of what is measured
    const seconds = (value: number) => Math.max(0, value / nsInSecond - lookEveryMs / 1_000)
    set(seconds(delay.percentile(50)), { quantile: '0.5' })
    set(seconds(delay.percentile(99)), { quantile: '0.99' })
    delay.reset()
  })
  const memory = { name: 'comptoir_memory_bytes', help: 'Of the process', labelNames: ['kind'] }
  createGauge(memory, (set) => {
    const { rss, heapUsed } = process.memoryUsage()
    set(rss, { kind: 'resident' })
    set(heapUsed, { kind: 'heap' })
  })
  createGauge({ name: 'comptoir_cpu_seconds', help: 'Used since the start' }, (set) => {
    const { user, system } = process.cpuUsage()
    set((user + system) / 1e6)
  })
}
