import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { EventDefinition } from '@comptoir/contracts/event'

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

/** The forms in which code and prose write a name; the template's are `wish-lists` and `wish-list`. */
function formsOf(kebab: string): string[] {
  const words = kebab.split('-')
  const capitals = words.map((word) => word.replace(/^./, (letter) => letter.toUpperCase()))
  const [first = '', ...others] = words
  return [
    kebab,
    capitals.join(''),
    first + capitals.slice(1).join(''),
    words.join('_'),
    words.join(' '),
    [capitals[0], ...others].join(' '),
  ]
}

export const isName = (text: string): boolean => /^[a-z]+(-[a-z]+)*$/.test(text)

/** `gift-cards` → `gift-card`; nothing when the name is no plural that we know. */
export function singularOf(plural: string): string | undefined {
  if (plural.endsWith('ies')) return plural.replace(/ies$/, 'y')
  return /[^s]s$/.test(plural) ? plural.replace(/s$/, '') : undefined
}

/**
 * Puts the name of a service and of its aggregate in place of the template's.
 * @example renamer('gift-cards', 'gift-card')('openWishList') // 'openGiftCard'
 */
export function renamer(service: string, aggregate: string): (text: string) => string {
  const from = [...formsOf('wish-lists'), ...formsOf('wish-list')]
  const to = [...formsOf(service), ...formsOf(aggregate)]
  const forms = new Map(from.map((form, at) => [form, to[at] ?? form]))
  const anyForm = new RegExp(from.join('|'), 'g')
  return (text) => text.replace(anyForm, (found) => forms.get(found) ?? found)
}
