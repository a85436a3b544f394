import { describe, inject, it } from 'vitest'
import { drill } from '../kit/drill.ts'
import { startAfterPowerCut } from './power-cut.ts'

const address = inject('platform')

describe('a power cut', () => {
  it.runIf(process.platform === 'linux')('makes the next start no slower', () =>
    drill(address, 'start after kill -9 of everything', () => startAfterPowerCut(address)),
  )
})
