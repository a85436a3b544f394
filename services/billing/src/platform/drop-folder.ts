import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { lookUp } from '@comptoir/contracts/look-up'
import type { Logger } from '@comptoir/service/observability/log'
import { z } from 'zod'
import { type ApprovedPlatform, type PlatformNews, platformStatuses } from './platform.ts'

/** What the platform writes into `in/`: one file for each status. */
const StatusFile = z.object({
  reference: z.string(),
  code: z.coerce.string(),
  at: z.iso.datetime(),
  reason: z.string().optional(),
})

/**
 * A platform that takes files from a folder and answers in another, as the transfer programs of platforms do: invoices are put into
 * `out/`, statuses are read from `in/` and moved to `done/`, those that make no sense to `bad/`.
 */
export function createDropFolder(folder: string, log: Pick<Logger, 'warn'>): ApprovedPlatform {
  const at = (...path: string[]) => join(folder, ...path)
  const ready = async () => {
    for (const name of ['out', 'in', 'done', 'bad']) await mkdir(at(name), { recursive: true })
  }
  async function read(id: string): Promise<PlatformNews | undefined> {
    const news = newsOf(id, await readFile(at('in', id), 'utf8'))
    if (news) return news
    log.warn({ file: id }, 'a status of the platform makes no sense')
    await rename(at('in', id), at('bad', id))
    return undefined
  }
  return {
    async submit({ reference, bytes }) {
      await ready()
      // whoever fetches files takes no half of one
      await writeFile(at('out', `.${reference}.part`), bytes)
      await rename(at('out', `.${reference}.part`), at('out', `${reference}.pdf`))
    },
    async news() {
      await ready()
      const names = (await readdir(at('in'))).filter((name) => name.endsWith('.json'))
      const all = await Promise.all(names.toSorted().map(read))
      return all.filter((news) => news !== undefined)
    },
    async acknowledge({ id }) {
      await rename(at('in', id), at('done', id))
    },
  }
}

function newsOf(id: string, text: string): PlatformNews | undefined {
  const { data } = StatusFile.safeParse(jsonOf(text))
  const status = data && lookUp(platformStatuses, data.code)
  if (!status) return undefined
  const { reference, at, reason } = data
  return { id, reference, status, at: new Date(at).toISOString(), reason }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
