import { readPortOffset } from '../runner/screen/arguments.ts'
import { readCommandLine, shopHelp, usageError } from '../runner/screen/command-line.ts'
import { runCommand, UserError } from '../runner/screen/user-error.ts'
import { ShopProblem } from '../shop/shop-api.ts'
import { exportCatalogue } from './catalogue-export.ts'
import { exportCluster } from './cluster-export.ts'
import { exportShop } from './shop-export.ts'

const command = {
  run: 'npm run export --',
  summary:
    'With --csv: the whole catalogue with its stock as CSV; importing that file again changes nothing.\n' +
    'With --store: the whole shop of this checkout, or of a cluster, which is stopped, as a folder for npm run import-shop.',
  options: {
    csv: { type: 'string', value: 'FILE', help: 'the file to write the catalogue to' },
    url: { type: 'string', value: 'URL', help: `${shopHelp} (with --csv)` },
    store: { type: 'string', value: 'NAME', help: 'what the shop keeps its documents in now' },
    to: { type: 'string', value: 'FOLDER', help: 'a new or an empty folder (with --store)' },
    'with-open-orders': {
      type: 'boolean',
      default: false,
      help: 'also while orders are under way: their sagas begin again in the new shop',
    },
    secrets: {
      type: 'string',
      value: 'FILE',
      help: 'of a shop in a cluster: what kubectl get secret -o json printed (with --store)',
    },
    files: { type: 'string', value: 'FOLDER', help: 'its pictures and documents (with --secrets)' },
    'port-offset': { type: 'string', value: 'N', default: '0', help: 'move every port meanwhile' },
  },
  examples: [
    'npm run export -- --csv catalogue.csv',
    'npm run export -- --store redis --to ~/shop',
    'npm run export -- --store sqlite,carts=redis --to ~/shop',
    'REDIS_URL=redis://:…@127.0.0.1:6379 npm run export -- --store redis --to ~/shop --secrets secrets.json --files blobs',
  ],
  exitCodes: { 1: 'the export could not run, or not to its end' },
  notes:
    'Catalogue: STAFF_EMAIL and STAFF_PASSWORD say who asks. Shop: the folder holds its secrets, too; only you may read it.',
} as const

async function main(): Promise<undefined> {
  const { values } = readCommandLine(command)
  const { csv, url, store, to, secrets, files } = values
  if (csv !== undefined && store === undefined) return await exportCatalogue({ csv, url })
  if (csv !== undefined || store === undefined || !to || url !== undefined)
    throw usageError(command, 'Say what to write: --csv FILE, or --store NAME --to FOLDER')
  if (files !== undefined && secrets === undefined)
    throw usageError(command, '--files is for a shop in a cluster: --secrets FILE')
  const portOffset = readPortOffset(command, values['port-offset'])
  const shop = { store, to, portOffset, withOpenOrders: values['with-open-orders'] }
  await (secrets === undefined ? exportShop(shop) : exportCluster({ ...shop, secrets, files }))
}

async function mainWithOneLineErrors(): Promise<undefined> {
  try {
    await main()
  } catch (error) {
    const isSystem = error instanceof Error && 'code' in error
    if (!(error instanceof ShopProblem) && !isSystem) throw error
    throw new UserError(`The export stopped: ${error.message}`)
  }
}

await runCommand(mainWithOneLineErrors)
