import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { plantedFaults } from './faults.ts'

const program = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** How many walks it took to notice a planted fault, and by what; nothing when none of so many did. */
function walksToNotice(name: string, most: number) {
  const args = ['--import', program('./plant.ts'), program('../run.ts')]
  const options = ['--count', String(most), '--no-shrink']
  const { stdout, stderr, status } = spawnSync(process.execPath, [...args, ...options], {
    env: { ...process.env, PLANTED_FAULT: name },
    encoding: 'utf8',
  })
  const found = /^walk (\d+) .*went wrong:\n {2}(.*)$/m.exec(stdout)
  if (!found && status !== 0) throw new Error(`${name}: ${stdout}${stderr}`)
  return found ? { walks: Number(found[1]), by: found[2] ?? '' } : undefined
}

/**
 * Plants one fault after the other and walks until one is noticed, in processes of their own. Answers a line of the
 * table for each, and how many were not noticed.
 */
export function tryPlantedFaults(most: number, say: (line: string) => void): number {
  let unnoticed = 0
  say('| planted | walks | first seen as |\n|---|--:|---|')
  for (const { name } of plantedFaults) {
    const noticed = walksToNotice(name, most)
    if (!noticed) unnoticed += 1
    say(`| ${name} | ${noticed?.walks ?? `not in ${most}`} | ${noticed?.by ?? ''} |`)
  }
  return unnoticed
}
