import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkout } from '../runner/plan/layout.ts'
import { type Engine, scriptPath } from './scripts.ts'

/** The scripts of one service that make its views and take them away. */
export type ViewScripts = { readonly appId: string; readonly up: string; readonly down: string }

/** The scripts of every service that keeps documents, as they stand in this checkout. */
export function viewScripts(engine: Engine): ViewScripts[] {
  const folders = globSync(`services/*/db/${engine}`, { cwd: checkout })
  return folders.toSorted().map((folder) => {
    const appId = folder.split('/')[1] ?? ''
    const read = (script: 'up' | 'down') =>
      readFileSync(join(checkout, scriptPath(appId, engine, script)), 'utf8')
    return { appId, up: read('up'), down: read('down') }
  })
}
