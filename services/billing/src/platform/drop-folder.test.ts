import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { silentLog } from '@comptoir/service/test/silent-log'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createDropFolder } from './drop-folder.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'comptoir-platform-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = () => createDropFolder(folder, silentLog())
const inside = (name: string) => readdirSync(join(folder, name))
const say = (name: string, text: unknown) =>
  writeFileSync(join(folder, 'in', name), typeof text === 'string' ? text : JSON.stringify(text))

it('puts a file into the folder, whole, under its reference, as often as it is submitted', async () => {
  for (const _ of [1, 2]) {
    await open().submit({ reference: 'FA-2026-000001', bytes: Buffer.from('%PDF') })
  }
  expect(inside('out')).toEqual(['FA-2026-000001.pdf'])
  expect(readFileSync(join(folder, 'out', 'FA-2026-000001.pdf'), 'utf8')).toBe('%PDF')
})

it('reads statuses until they are acknowledged, and puts aside what makes no sense', async () => {
  const platform = open()
  expect(await platform.news()).toEqual([])
  const status = { reference: 'FA-2026-000001', code: 213, at: '2026-11-21T11:00:00Z', reason: 'x' }
  say('1.json', status)
  say('2.json', { ...status, code: 'constructor' })
  say('3.json', '{"half":')
  const said = { id: '1.json', reference: 'FA-2026-000001', status: 'rejected', reason: 'x' }
  const [news] = await platform.news()
  expect(news).toEqual({ ...said, at: '2026-11-21T11:00:00.000Z' })
  expect(inside('bad')).toEqual(['2.json', '3.json'])
  expect(await platform.news()).toHaveLength(1)
  if (news) await platform.acknowledge(news)
  expect(await platform.news()).toEqual([])
  expect(inside('done')).toEqual(['1.json'])
})
