import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { StaffWrite } from '@comptoir/service/audit/audit-scope'
import { afterAll } from 'vitest'

declare module 'vitest' {
  interface TaskMeta {
    staffWrites?: StaffWrite[]
  }
}

// runs before each test file: what staff do in its apps goes with the file's result to the reporter
const heard: StaffWrite[] = []
const listen = (write: unknown) => void heard.push(write as StaffWrite)
subscribe('comptoir.staff-write', listen)

// biome-ignore lint/correctness/noEmptyPattern: Vitest wants a pattern here
afterAll(({}, file) => {
  unsubscribe('comptoir.staff-write', listen)
  if (heard.length > 0) file.meta.staffWrites = heard
})
