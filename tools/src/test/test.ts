// Every check and test, quick ones first. `npm test -- lint unit` runs only those named.
import { globSync } from 'node:fs'
import {
  addUp,
  type Counts,
  type Phase,
  printTotal,
  report,
  root,
  runTool,
  testPhase,
  toolCheck,
} from '../../test/checks/check-runner.ts'
import { dependencyFaults } from '../../test/checks/dependencies.ts'
import { lookUpFaults } from '../../test/checks/look-ups.ts'
import { markdownFaults } from '../../test/checks/markdown.ts'
import { productNameFaults } from '../../test/checks/product-names.ts'
import { purityFaults } from '../../test/checks/purity.ts'
import { layoutFaults } from '../../test/checks/service-layout.ts'
import { siteJourneys } from '../../test/checks/site-journeys.ts'
import { folderSizeFaults, listFiles, measureSources, sizeFaults } from '../../test/checks/size.ts'
import { elsewhereNotes, readProgramLine, usageError } from '../runner/screen/command-line.ts'
import { reportError } from '../runner/screen/user-error.ts'

const folders = globSync('{packages,services,apps,tools,simulators,e2e,bench}', { cwd: root })

const architecture: Phase = {
  name: 'architecture',
  async run() {
    const cruise = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...folders]
    const { output } = await runTool('depcruise', cruise)
    const files = listFiles(root)
    return addUp([
      report('dependencies', dependencyFaults(output.slice(output.indexOf('{')))),
      report('file sizes', sizeFaults(measureSources(root, files))),
      report('breadth of folders', folderSizeFaults(files)),
      report('rules are pure', purityFaults(root)),
      report('same files in every service', layoutFaults(root)),
      report('pages', markdownFaults(root, files)),
      report('services name no product', productNameFaults(root)),
      report('look-ups by any key', lookUpFaults(root)),
    ])
  },
}

const phases: readonly Phase[] = [
  toolCheck('lint', 'biome', ['check', '.', '--colors=off']),
  toolCheck('types', 'tsc', ['-p', '.', '--pretty', 'false']),
  toolCheck('types of the storefront', 'tsc', ['-p', 'apps/storefront', '--pretty', 'false']),
  toolCheck('types of the back office', 'tsc', ['-p', 'apps/back-office', '--pretty', 'false']),
  toolCheck('types of site tests', 'tsc', ['-p', 'e2e/sites', '--pretty', 'false']),
  architecture,
  toolCheck('knip', 'knip', ['--no-progress']),
  toolCheck('openapi', 'node', ['tools/src/openapi/openapi.ts', '--check']),
  toolCheck('components', 'node', ['tools/src/components/components.ts', '--check']),
  toolCheck('schemas', 'node', ['tools/src/schemas/check.ts']),
  testPhase('unit', 'unit'),
  testPhase('papers', 'papers'),
  testPhase('integration', 'integration'),
  testPhase('journeys', 'journeys'),
  siteJourneys,
  testPhase('fuzz', 'fuzz', { FUZZ_EXAMPLES: '1' }),
  testPhase('drills', 'drills'),
]

async function runPhase(phase: Phase): Promise<Counts> {
  console.log(`\n${phase.name}`)
  const startedAt = Date.now()
  const counts = await phase.run().catch((error) => report(phase.name, [String(error)]))
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
  console.log(`  ${counts.passed} passed, ${counts.failed} failed in ${seconds} s`)
  return counts
}

/** Phases that use a whole shop. */
const onShops: readonly string[] = ['journeys', 'fuzz', 'drills']
const known: string[] = phases.map(({ name }) => name)
const command = {
  run: 'npm test --',
  positionals: '[PHASE…]',
  summary: `Every check and test, or the phases named: ${known.join(', ')}.`,
  options: {
    url: {
      type: 'string',
      value: 'URL',
      help: `a shop that runs elsewhere, for ${onShops.join(', ')}; default: their own`,
    },
  },
  examples: [
    'npm test',
    'npm test -- lint unit',
    'npm test -- journeys --url https://shop.example',
  ],
  exitCodes: { 1: 'something failed' },
  notes: elsewhereNotes,
} as const
const { values, positionals } = readProgramLine(command)
if (values.url !== undefined) process.env['COMPTOIR_URL'] = values.url
// a shop elsewhere is tested, not this checkout
const names = values.url !== undefined && positionals.length === 0 ? onShops : positionals
const unknown = names.filter((name) => !known.includes(name))
if (unknown.length > 0) {
  const reason = `No phase ${unknown.join(', ')}; there are: ${known.join(', ')}`
  process.exit(reportError(usageError(command, reason)))
}
const results: { name: string; counts: Counts }[] = []
for (const phase of phases) {
  if (names.length > 0 && !names.includes(phase.name)) continue
  results.push({ name: phase.name, counts: await runPhase(phase) })
}
console.log('')
for (const { name, counts } of results) {
  console.log(
    `${name.padEnd(14)}${String(counts.passed).padStart(6)} passed ${String(counts.failed).padStart(5)} failed`,
  )
}
process.exit(printTotal(addUp(results.map(({ counts }) => counts))))
