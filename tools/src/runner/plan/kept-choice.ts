import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { attempt, readText, replaceFile } from '../files.ts'
import { UserError } from '../screen/user-error.ts'
import { type Choice, choiceKinds, requirePossible, usualChoice } from './choice.ts'
import type { Layout } from './layout.ts'

type Place = Pick<Layout, 'root' | 'data' | 'choiceFile'>
const choiceSchema = z.object({ broker: z.string(), store: z.string() })

/**
 * What this checkout runs on: what is asked for, else what its data lie in, else the usual. Throws a UserError when the
 * data lie in another: its documents would be invisible, and the indexes in Redis would point at nothing.
 */
export function settleChoice(place: Place, asked: Partial<Choice>): Choice {
  const kept = keptChoice(place)
  const choice = requirePossible(place.root, { ...usualChoice, ...kept, ...asked })
  const other = choiceKinds.find((kind) => kept && kept[kind] !== choice[kind])
  if (!kept || !other) return choice
  throw new UserError(
    `The data of this checkout were made with ${other} ${kept[other]}; with ${choice[other]} they would be invisible. ` +
      `Start without --${other}, or forget them first: npm run reset`,
  )
}

/** Notes what the data of this checkout lie in, from the first start on. */
export function keepChoice({ choiceFile }: Place, choice: Choice): void {
  replaceFile(choiceFile, `${JSON.stringify(choice)}\n`)
}

/** What the data of this checkout lie in; undefined when there are none. */
export function keptChoice({ data, choiceFile }: Place): Choice | undefined {
  const kept = choiceSchema.safeParse(attempt(() => JSON.parse(readText(choiceFile) ?? '')))
  if (kept.success) return kept.data
  // made before there was a choice
  return existsSync(join(data, 'scheduler')) ? usualChoice : undefined
}
