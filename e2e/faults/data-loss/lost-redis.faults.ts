import { describe, inject, it } from 'vitest'
import { drill } from '../kit/drill.ts'
import { createTestPlatform } from '../kit/test-platform.ts'
import { loseRedisAmongSagas } from './lost-redis.ts'

const platform = createTestPlatform(inject('platform'))

describe('what Redis keeps beside documents and stock', () => {
  it('is lost in the middle of twenty orders: all is made again', () =>
    drill(platform, 'indexes and logs in Redis lost among 20 sagas', () =>
      loseRedisAmongSagas(platform),
    ))
})
