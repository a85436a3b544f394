import { execFileSync } from 'node:child_process'
import {
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { run } from '../provision/commands.ts'
import { checkout } from '../runner/plan/layout.ts'
import { generate, planOf, writeService } from './create-service.ts'

const root = mkdtempSync(join(tmpdir(), 'comptoir-service-'))
const plan = planOf('gift-cards', { consumes: 'ProductArchived,UserDeleted' })
const checks = ['lint', 'types', 'architecture', 'knip', 'openapi', 'components']

/** The files of this checkout, with packages of others as links to ours, and links of its own to its workspaces. */
function copyCheckout(): void {
  const git = (cwd: string, ...args: string[]) =>
    execFileSync('git', args, { cwd, encoding: 'utf8' })
  const listed = git(checkout, 'ls-files', '-z', '--cached', '--others', '--exclude-standard')
  for (const file of listed.split('\0').filter(Boolean)) {
    cpSync(join(checkout, file), join(root, file), { force: true })
  }
  // a workspace has its own version of what others need in another one
  const installed = globSync(['node_modules', '*/node_modules', '*/*/node_modules'], {
    cwd: checkout,
  })
  for (const folder of installed.filter((found) => !found.startsWith('node_modules/'))) {
    mkdirSync(join(root, folder), { recursive: true })
    for (const name of readdirSync(join(checkout, folder))) {
      if (name !== '@comptoir') symlinkSync(join(checkout, folder, name), join(root, folder, name))
    }
  }
  const workspaces = join('node_modules', '@comptoir')
  cpSync(join(checkout, workspaces), join(root, workspaces), {
    recursive: true,
    verbatimSymlinks: true,
  })
  symlinkSync(`../../services/${plan.service}`, join(root, workspaces, plan.service))
  git(root, 'init', '-q')
}

beforeAll(async () => {
  copyCheckout()
  await writeService(root, plan)
  await generate(root)
}, 300_000)
afterAll(() => rmSync(root, { recursive: true, force: true }))

it('writes a service that passes every static check', { timeout: 600_000 }, async () => {
  const outcome = await run(process.execPath, ['tools/src/test/test.ts', ...checks], { cwd: root })
  expect(outcome).toMatchObject({ code: 0, output: expect.stringMatching(/\d+ passed, 0 failed$/) })
})

it('writes the scripts that make its view in every database', () => {
  for (const engine of ['postgresql/up.sql', 'mysql/up.sql', 'sqlite/up.sql', 'mongodb/up.js']) {
    const script = readFileSync(join(root, 'services', plan.service, 'db', engine), 'utf8')
    expect(script, engine).toContain('gift_card_id')
  }
})

it('writes a service whose own tests pass', { timeout: 300_000 }, async () => {
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit']
  const outcome = await run(process.execPath, [...vitest, `services/${plan.service}`], {
    cwd: root,
  })
  expect(outcome).toMatchObject({ code: 0, output: expect.stringContaining('8 passed') })
})
