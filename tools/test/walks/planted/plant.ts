// Loaded before a program (`node --import`): changes one file of it in memory, as `PLANTED_FAULT` says.
import fs from 'node:fs'
import { registerHooks, syncBuiltinESMExports } from 'node:module'
import { plantedFaults } from './faults.ts'

const fault = plantedFaults.find(({ name }) => name === process.env['PLANTED_FAULT'])
if (!fault) throw new Error(`no such fault: ${process.env['PLANTED_FAULT']}`)
const { file, text, by } = fault

function planted(source: string): string {
  if (!source.includes(text)) throw new Error(`${file} has no ${text}`)
  return source.replace(text, () => by)
}

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context)
    if (!url.endsWith(file)) return loaded
    return { ...loaded, source: planted(String(loaded.source)) }
  },
})

const { readFileSync } = fs
fs.readFileSync = ((path: string | URL, options: 'utf8') => {
  const read = readFileSync(path, options)
  return String(path).endsWith(file) && file.endsWith('.lua') ? planted(String(read)) : read
}) as typeof readFileSync
syncBuiltinESMExports()
