import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { attempt, readText, replaceFile } from '../runner/files.ts'
import type { Layout } from '../runner/plan/layout.ts'
import { UserError } from '../runner/screen/user-error.ts'

type Place = Pick<Layout, 'data'>
const Begun = z.object({
  /** Which archive is imported, by the time when it was taken. */
  takenAt: z.string(),
  store: z.string(),
  /** What was there was seen to be empty: what is there now is of this import. */
  foundEmpty: z.boolean(),
})
/** An import that has begun and not ended. */
export type Begun = z.infer<typeof Begun>

const fileOf = ({ data }: Place) => join(data, 'importing.json')

export function unfinishedImport(place: Place): Begun | undefined {
  return Begun.safeParse(attempt(() => JSON.parse(readText(fileOf(place)) ?? ''))).data
}

export const noteImport = (place: Place, begun: Begun): void =>
  replaceFile(fileOf(place), `${JSON.stringify(begun)}\n`)

export const endImport = (place: Place): void => rmSync(fileOf(place), { force: true })

/** Throws a UserError while the shop of this checkout is half imported. */
export function requireWholeShop(place: Place): void {
  if (!unfinishedImport(place)) return
  throw new UserError(
    'The import of this shop did not end: run npm run import-shop again, or forget it with npm run reset',
  )
}
