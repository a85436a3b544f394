import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { UserError } from '../runner/screen/user-error.ts'
import { sha256Of } from './shop-archive.ts'

/**
 * Copies pictures and printed documents, whose names are the SHA-256 of their content; a file that is there and whole
 * is left. Answers how many, and a sum of the names. Throws a UserError for a file that is not what its name says.
 */
export async function copyFiles(from: string, to: string) {
  mkdirSync(to, { recursive: true, mode: 0o700 })
  const names = existsSync(from) ? readdirSync(from).sort() : []
  for (const name of names) {
    const copy = join(to, name)
    if (!existsSync(copy) || (await sha256Of(copy)) !== name) copyFileSync(join(from, name), copy)
    if ((await sha256Of(copy)) !== name)
      throw new UserError(`${join(from, name)} is damaged: its content is not what its name says`)
  }
  return { count: names.length, sha256: createHash('sha256').update(names.join()).digest('hex') }
}
