import type { Sidecar } from './sidecar.ts'

export type Job = {
  /** Cron with seconds, or `@every 1m`. */
  schedule?: string
  /** When it runs first: an RFC 3339 instant or a duration (`10s`). */
  dueTime?: string
  repeats?: number
  data?: object
}

/** Dapr jobs: once per schedule, on one replica, calling back `POST /job/<name>`. */
export type Jobs = {
  schedule(name: string, job: Job): Promise<void>
  remove(name: string): Promise<void>
}

export declare function createJobs(sidecar: Sidecar): Jobs
