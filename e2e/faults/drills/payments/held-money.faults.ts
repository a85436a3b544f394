import { afterAll, beforeAll, describe, inject, it } from 'vitest'
import { restartPlatform } from '../../../src/platform.ts'
import { checkAll } from '../../kit/check.ts'
import { drill } from '../../kit/drill.ts'
import { settings } from '../../kit/settings.ts'
import { createTestPlatform } from '../../kit/test-platform.ts'
import { endRows, heldRows, holding, nearItsEnd } from './held-money.ts'

const { isElsewhere, ...address } = inject('platform')
const platform = createTestPlatform({ ...address, isElsewhere })
if (isElsewhere) console.log('Left out, the shop is not started here: money that is held')

describe.skipIf(isElsewhere)('money that is held until goods leave', () => {
  beforeAll(() => restartPlatform(platform.address, holding))
  afterAll(() => restartPlatform(platform.address, settings))

  it.for(heldRows)('holds: $name', ({ name, run }) => drill(platform, name, () => run(platform)))
})

describe.skipIf(isElsewhere)('money that is held for a short time', () => {
  beforeAll(() => restartPlatform(platform.address, nearItsEnd))
  afterAll(() => restartPlatform(platform.address, settings))

  it.for(endRows)('holds: $name', ({ name, run }) => drill(platform, name, () => run(platform)))

  it('leaves books that agree', () =>
    drill(platform, 'all books after held money', () => checkAll(platform)))
})
