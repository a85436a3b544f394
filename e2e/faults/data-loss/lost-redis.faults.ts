import { storesIn } from '@comptoir/tools/runner/plan/store-choice'
import { describe, inject, it } from 'vitest'
import { drill } from '../kit/drill.ts'
import { createTestPlatform } from '../kit/test-platform.ts'
import { loseRedisAmongSagas, storeOf } from './lost-redis.ts'

const platform = createTestPlatform(inject('platform'))
const store = storeOf(platform.address)
const name = storesIn(store).includes('redis')
  ? 'indexes and logs in Redis lost among 20 sagas'
  : `Redis flushed among 20 sagas, documents in ${store}`

describe('what Redis keeps', () => {
  it('is lost in the middle of twenty orders: all is made again', () =>
    drill(platform, name, () => loseRedisAmongSagas(platform)))
})
