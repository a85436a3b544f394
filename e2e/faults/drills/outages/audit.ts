import { randomBytes } from 'node:crypto'
import type { AuditEntry, ChainCheck } from '@comptoir/contracts/admin/audit'
import { eventually } from '../../../src/api.ts'
import type { Outcome } from '../../kit/drill.ts'
import { keepDown } from '../../kit/processes.ts'
import { pause, type TestPlatform, withRetries } from '../../kit/test-platform.ts'
import { awaitStrike, type Mode, planFault, replayDeadLetters } from '../orders/matrix.ts'

const type = 'comptoir.catalog.staff-action-recorded.v1'

/** Staff write; the fault strikes where admin hears of it: there is one entry of each writing, and the chain holds. */
export async function breakEntries(platform: TestPlatform, mode: Mode): Promise<Outcome> {
  const struck = await planFault(platform, 'admin', { point: `event:${type}`, mode })
  const slugs = await writeCategories(platform, 5)
  await awaitStrike(platform, struck)
  const refused = mode === 'refuse' ? ({ service: 'admin', type } as const) : undefined
  const left = await replayDeadLetters(platform, refused)
  const checked = await checkEntries(platform, slugs)
  return { ...checked, broke: [...left, ...checked.broke] }
}

/** Admin is down for a while, by kill -9 whenever it comes back, while staff write. */
export async function writeWhileDown(platform: TestPlatform, forMs: number): Promise<Outcome> {
  await platform.processes.allReady()
  const down = keepDown(platform.processes, 'admin', () => pause(forMs))
  await pause(2_000)
  const slugs = await writeCategories(platform, 20)
  await down
  return await checkEntries(platform, slugs)
}

/** Adds categories; answers their slugs. */
async function writeCategories({ api, staff }: TestPlatform, count: number): Promise<string[]> {
  const slugs = Array.from({ length: count }, () => `drill-${randomBytes(5).toString('hex')}`)
  for (const slug of slugs) {
    const body = { slug, name: { fr: slug, en: slug } }
    const { status } = await api('POST /api/categories', { token: await staff(), body })
    if (status !== 201) throw new Error(`a category: ${status}`)
  }
  return slugs
}

async function checkEntries({ api, staff }: TestPlatform, slugs: string[]): Promise<Outcome> {
  const ask = <T>(operation: string) =>
    withRetries(async () => await api<T>(operation, { token: await staff() }))
  const query = 'service=catalog&operation=CreateCategory&limit=100'
  /** None while admin, or its sidecar, is still away. */
  const newest = async () =>
    (await ask<{ items?: AuditEntry[] }>(`GET /api/audit?${query}`)).body.items ?? []
  const countOf = (items: AuditEntry[], slug: string) =>
    items.filter(({ action }) => action.fields.some(({ after }) => after === slug)).length
  const areAllThere = (items: AuditEntry[]) => slugs.every((slug) => countOf(items, slug) > 0)
  const items = await eventually('an entry of each', newest, areAllThere, 90_000)
  // what comes late comes now
  await pause(12_000)
  const later = await newest()
  const twice = slugs.filter((slug) => countOf(later, slug) !== 1)
  const { body: check } = await ask<ChainCheck>('GET /api/audit/verification?service=catalog')
  return {
    broke: [
      ...twice.map((slug) => `${countOf(later, slug)} entries of ${slug}`),
      ...(check.fault ? [`the chain: ${JSON.stringify(check.fault)}`] : []),
    ],
    note: `${items.length} entries, the chain holds to ${check.sequence}`,
  }
}
