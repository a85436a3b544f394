import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readBackup, restoreShop } from '../backup/shop-backup.ts'
import { checkout, layoutOf } from '../runner/plan/layout.ts'
import { requireStopped } from '../runner/process/run-file.ts'
import { clearLeftovers } from '../runner/process/watchdog.ts'
import { readCommandLine, usageError } from '../runner/screen/command-line.ts'
import { runCommand, UserError } from '../runner/screen/user-error.ts'

const command = {
  run: 'npm run restore --',
  summary:
    'Puts a backup of npm run backup in the place of the shop of this checkout: Redis, files, secrets.',
  options: {
    from: { type: 'string', value: 'FOLDER', help: 'what npm run backup wrote' },
    replace: { type: 'boolean', default: false, help: 'what is stored here is deleted first' },
  },
  examples: ['npm run restore -- --from ~/shop-backup --replace'],
  exitCodes: { 1: 'the shop runs, there is data that --replace would delete, or no whole backup' },
  notes: 'The books of the payment simulator stay, as those of a real provider would.',
} as const

async function main(): Promise<undefined> {
  const { from, replace } = readCommandLine(command).values
  if (!from) throw usageError(command, 'Say where the backup is: --from FOLDER')
  const layout = layoutOf(checkout)
  requireStopped(layout.runFile)
  const folder = resolve(from)
  const { takenAt, broker, store } = readBackup(folder)
  if (!replace && existsSync(join(layout.data, 'redis')))
    throw new UserError('This checkout has a shop: --replace deletes it, or npm run reset')
  await clearLeftovers(layout.pidFile)
  restoreShop(layout, folder)
  process.stdout.write(
    `The shop is as it was at ${takenAt} (broker ${broker}, store ${store}). Start it: npm start. ` +
      'What happened since is missing: npm run reconcile names what the provider knows of it.\n',
  )
}

await runCommand(main)
