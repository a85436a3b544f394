import { dirname } from 'node:path'

const mostFiles = 15
const source = /\.(ts|tsx|mts|js|mjs|lua)$/
const test = /\.(test|int\.test|e2e|faults|drill|fuzz|attack)\.ts$|\/test\//

/** Folders that may hold more, each with the reason. */
const exceptions: ReadonlyMap<string, string> = new Map()

/** Folders with more source files than a reader takes in at a glance, as sentences. Tests do not count. */
export function folderSizeFaults(files: readonly string[], atLeast = 100): string[] {
  const sources = files.filter((file) => source.test(file) && !test.test(file))
  const counts = new Map<string, number>()
  for (const file of sources) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1)
  const broad = [...counts]
    .filter(([folder, count]) => count > mostFiles && !exceptions.has(folder))
    .map(([folder, count]) => `${folder} holds ${count} source files (at most ${mostFiles})`)
  const few = sources.length < atLeast ? [`only ${sources.length} source files were seen`] : []
  return [...broad, ...few]
}
