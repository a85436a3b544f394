import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Part, type PartInput, partVariables } from '../part.ts'

/** On disk before an answer, whatever the library was built with. */
const durable = '_pragma=synchronous(FULL)'

/** SQLite as the store: one file for each service, under the data of this checkout. */
export async function provideSqlite({ layout }: PartInput): Promise<Part> {
  const folder = join(layout.data, 'sqlite')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return {
    name: 'sqlite',
    from: folder,
    processes: [],
    sidecarEnvironment: (appId) => ({
      [partVariables.store]: `${pathToFileURL(join(folder, `${appId}.db`))}?${durable}`,
    }),
  }
}
