import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { foldersOf, known, usualChoice } from '@comptoir/tools/runner/plan/choice'
import { checkout } from '@comptoir/tools/runner/plan/layout'
import { describe, expect, it } from 'vitest'
import { brokers } from './brokers.ts'

describe('the suite for brokers', () => {
  it('knows every broker that there is', () => {
    expect(Object.keys(brokers).toSorted()).toEqual(known(checkout, 'broker').toSorted())
  })

  const losses = Object.entries(brokers).flatMap(([broker, { losses }]) =>
    losses.map((loss) => ({ broker, ...loss })),
  )
  it.each(losses)('takes $without away from $broker, and nothing else', ({ broker, edit }) => {
    const folders = foldersOf({ ...usualChoice, broker })
    const changed = globSync(folders.map((folder) => join(checkout, folder, '*.yaml'))).flatMap(
      (path) => {
        const text = readFileSync(path, 'utf8')
        const edited = edit(basename(path), text)
        return edited === text ? [] : [text.split('\n').length - edited.split('\n').length]
      },
    )
    expect(changed).toEqual([1])
  })
})
