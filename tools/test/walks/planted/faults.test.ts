import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { plantedFaults } from './faults.ts'

const root = new URL('../../../../', import.meta.url)

it.each(plantedFaults)('can be planted: $name', ({ file, text }) => {
  expect(readFileSync(new URL(file, root), 'utf8')).toContain(text)
})
