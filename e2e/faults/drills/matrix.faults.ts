import { beforeAll, describe, inject, it } from 'vitest'
import { drill } from '../kit/drill.ts'
import { createStand, type Stand } from '../kit/stand.ts'
import { back, breakBack, breakForward, forward, modes } from './matrix.ts'

const platform = inject('platform')
let stand: Stand

beforeAll(async () => {
  stand = await createStand(platform)
})

for (const step of forward) {
  describe(`on the way: ${step.service} ${step.point}`, () => {
    it.for(modes)('holds when it meets %s', (mode) =>
      drill(platform, `${step.service} ${step.point} ${mode}`, () =>
        breakForward(stand, step, mode),
      ),
    )
  })
}

for (const step of back) {
  describe(`on the way back: ${step.service} ${step.point}`, () => {
    it.for(modes)('holds when it meets %s', (mode) =>
      drill(platform, `undo: ${step.service} ${step.point} ${mode}`, () =>
        breakBack(stand, step, mode),
      ),
    )
  })
}
