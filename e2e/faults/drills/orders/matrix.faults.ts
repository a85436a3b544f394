import { describe, inject, it } from 'vitest'
import { drill } from '../../kit/drill.ts'
import { createTestPlatform } from '../../kit/test-platform.ts'
import { back, breakBack, breakForward, breakScans, forward, modes, scanned } from './matrix.ts'
import { breakCancel, breakReturn, cancelSteps, returnSteps } from './returns.ts'

const platform = createTestPlatform(inject('platform'))

for (const step of forward) {
  describe(`on the way: ${step.service} ${step.point}`, () => {
    it.for(modes)('holds when it meets %s', (mode) =>
      drill(platform, `${step.service} ${step.point} ${mode}`, () =>
        breakForward(platform, step, mode),
      ),
    )
  })
}

for (const step of back) {
  describe(`on the way back: ${step.service} ${step.point}`, () => {
    it.for(modes)('holds when it meets %s', (mode) =>
      drill(platform, `undo: ${step.service} ${step.point} ${mode}`, () =>
        breakBack(platform, step, mode),
      ),
    )
  })
}

for (const step of returnSteps) {
  describe(`of a return: ${step.service} ${step.point}`, () => {
    it.for(modes)('holds when it meets %s', (mode) =>
      drill(platform, `return: ${step.service} ${step.point} ${mode}`, () =>
        breakReturn(platform, step, mode),
      ),
    )
  })
}

for (const step of cancelSteps) {
  describe(`of a return that is cancelled: ${step.service} ${step.point}`, () => {
    it.for(modes)('holds when it meets %s', (mode) =>
      drill(platform, `cancelled return: ${step.service} ${step.point} ${mode}`, () =>
        breakCancel(platform, step, mode),
      ),
    )
  })
}

for (const step of scanned) {
  describe(`scans: ${step.service} ${step.point}`, () => {
    it.for(modes)('hold when they meet %s', (mode) =>
      drill(platform, `scans: ${step.service} ${step.point} ${mode}`, () =>
        breakScans(platform, step, mode),
      ),
    )
  })
}
