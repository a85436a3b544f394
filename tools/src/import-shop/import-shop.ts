import { resolve } from 'node:path'
import { immovableStore, movableStores } from '../moving/document-keys.ts'
import { loadShop } from '../moving/load-shop.ts'
import { requirePossible } from '../runner/plan/choice.ts'
import { checkout, layoutOf } from '../runner/plan/layout.ts'
import { requireStopped } from '../runner/process/run-file.ts'
import { readPortOffset, startHelp } from '../runner/screen/arguments.ts'
import { readCommandLine, usageError } from '../runner/screen/command-line.ts'
import { runCommand, UserError } from '../runner/screen/user-error.ts'

const command = {
  run: 'npm run import-shop --',
  summary:
    'Puts a shop of npm run export -- --store into this checkout, which has none, in any store, and checks all of it.',
  options: {
    from: { type: 'string', value: 'FOLDER', help: 'what the export wrote' },
    store: {
      type: 'string',
      value: 'NAME',
      help: `where to: ${movableStores.join(', ')}; or sqlite,carts=redis`,
    },
    broker: { type: 'string', value: 'NAME', default: 'redis', help: startHelp.broker },
    'port-offset': { type: 'string', value: 'N', default: '0', help: 'move every port meanwhile' },
  },
  examples: ['npm run import-shop -- --from ~/shop --store postgresql'],
  exitCodes: {
    1: 'there is a shop already, the folder holds no whole one, or something is not stored as it was',
  },
  notes:
    'POSTGRESQL_URL, MYSQL_URL and REDIS_URL name servers of yours, as for npm start. One that was killed is run again.',
} as const

async function main(): Promise<undefined> {
  const { values } = readCommandLine(command)
  const { from, broker } = values
  if (!from || !values.store)
    throw usageError(command, 'Say which shop and where to: --from FOLDER --store NAME')
  const layout = layoutOf(checkout)
  requireStopped(layout.runFile)
  const choice = requirePossible(layout.root, { broker, store: values.store })
  const lost = immovableStore(choice.store)
  if (lost)
    throw new UserError(`A shop cannot move into ${lost}: its documents end with each start`)
  const startedAt = performance.now()
  const say = (text: string) => void process.stdout.write(`${text}\n`)
  const portOffset = readPortOffset(command, values['port-offset'])
  const note = await loadShop({ layout, choice, portOffset, from: resolve(from), say })
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1)
  const files = `${note.files.count} files`
  say(
    `Files: ${files}\nThe shop of ${note.takenAt} is in ${choice.store}, checked, after ${seconds} s. Start it: npm start`,
  )
}

await runCommand(main)
