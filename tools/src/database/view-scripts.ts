import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { appIds } from '@comptoir/contracts/topology'
import { checkout } from '../runner/plan/layout.ts'
import { type Engine, scriptPath } from './scripts.ts'

/** The scripts of one service that make its views and take them away. */
export type ViewScripts = { readonly appId: string; readonly up: string; readonly down: string }

/** The scripts of those services that keep documents, as they stand in this checkout. */
export function viewScripts(engine: Engine, of: readonly string[] = appIds): ViewScripts[] {
  const folders = globSync(`services/*/db/${engine}`, { cwd: checkout })
  const services = folders.toSorted().map((folder) => folder.split('/')[1] ?? '')
  const own = services.filter((appId) => of.includes(appId))
  return own.map((appId) => {
    const read = (script: 'up' | 'down') =>
      readFileSync(join(checkout, scriptPath(appId, engine, script)), 'utf8')
    return { appId, up: read('up'), down: read('down') }
  })
}
