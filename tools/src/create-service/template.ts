import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { EventDefinition } from '@comptoir/contracts/event'
import { renamer } from './names.ts'

export type Plan = {
  readonly service: string
  readonly aggregate: string
  readonly port: number
  /** The kinds of event of other services that it handles. */
  readonly consumes: readonly EventDefinition[]
}

const template = join(import.meta.dirname, 'template')
const suffix = '.template'

/** The files of a new service with their text, by their path in the checkout. */
export function filesOf(plan: Plan): Map<string, string> {
  const rename = renamer(plan.service, plan.aggregate)
  const folders = [
    ['contract', `packages/contracts/src/${plan.service}`],
    ['service', `services/${plan.service}`],
  ] as const
  const files = folders.flatMap(([from, to]) =>
    globSync(`**/*${suffix}`, { cwd: join(template, from) })
      .filter((file) => plan.consumes.length > 0 || !/\bsubscribers\b/.test(file))
      .map((file): [string, string] => [
        join(to, rename(file.slice(0, -suffix.length))),
        rename(textOf(join(template, from, file), plan)),
      ]),
  )
  return new Map(files)
}

/** The text of a template: lines of events once for each kind, and lines `with --consumes` only with it. */
function textOf(file: string, { consumes, port }: Plan): string {
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines
    .flatMap((line) => {
      if (/\bSomeEvent\b/.test(line)) return consumes.map((kind) => lineOf(line, kind))
      const [code = '', condition] = line.split(' // with --consumes')
      return condition === undefined || consumes.length > 0 ? [code] : []
    })
    .join('\n')
    .replace('SomeEvents', consumes.map(({ name }) => name).join(', ') || 'none')
    .replace('9999', String(port))
}

const lineOf = (line: string, { name, producer }: EventDefinition) =>
  line.replaceAll('SomeEvent', name).replace('some-producer', producer)
