import { describe, inject, it } from 'vitest'
import { drill } from '../../kit/drill.ts'
import { createTestPlatform } from '../../kit/test-platform.ts'
import { breakEdit, cancelEdited, cheaper, dearer, undone } from './edit-matrix.ts'
import { modes, type Step } from './matrix.ts'

const platform = createTestPlatform(inject('platform'))

const edits: readonly { name: string; steps: readonly Step[]; from: number; to: number }[] = [
  { name: 'an edit to more', steps: dearer, from: 1, to: 2 },
  { name: 'an edit to less', steps: cheaper, from: 2, to: 1 },
]

for (const { name, steps, from, to } of edits) {
  describe.each(steps)(`${name}: $service $point`, (step) => {
    it.for(modes)('holds when it meets %s', (mode) =>
      drill(platform, `${name}: ${step.service} ${step.point} ${mode}`, () =>
        breakEdit(platform, { step, mode, from, to }),
      ),
    )
  })
}

describe.each(undone)('an edit that comes to nothing: $service $point', (step) => {
  it.for(modes)('holds when it meets %s', (mode) =>
    drill(platform, `edit undone: ${step.service} ${step.point} ${mode}`, () =>
      cancelEdited(platform, { step, mode }),
    ),
  )
})
