import { type Sidecar, SidecarError } from './sidecar.ts'

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
  /** Sets the job, replacing one of the same name. */
  schedule(name: string, job: Job): Promise<void>
  remove(name: string): Promise<void>
}

export function createJobs(sidecar: Sidecar): Jobs {
  async function call(method: string, name: string, job?: Job) {
    // a job without data is accepted and never delivered (Dapr 1.18.1)
    const answer = await sidecar.request({
      method,
      path: `/v1.0/jobs/${encodeURIComponent(name)}`,
      headers: { 'content-type': 'application/json' },
      ...(job ? { body: JSON.stringify({ data: {}, ...job, overwrite: true }) } : {}),
    })
    if (answer.status >= 300) throw new SidecarError(`job ${name}: ${answer.status} ${answer.body}`)
  }
  return {
    schedule: (name, job) => call('POST', name, job),
    remove: (name) => call('DELETE', name),
  }
}
