// `npm run test:soak`: half an hour; SOAK_MINUTES and SOAK_ORDERS_PER_SECOND say otherwise.
import { beforeAll, describe, inject, it } from 'vitest'
import { drill } from '../kit/drill.ts'
import { createStand, type Stand } from '../kit/stand.ts'
import { soak } from './soak.ts'
import { keepSoak, textOfSoak } from './soak-report.ts'

const platform = inject('platform')
const minutes = Number(process.env['SOAK_MINUTES'] ?? 30)
const ordersPerSecond = Number(process.env['SOAK_ORDERS_PER_SECOND'] ?? 0) || undefined
let stand: Stand

beforeAll(async () => {
  stand = await createStand(platform)
})

describe('a soak', () => {
  it(
    'loses nothing and holds no more while a process is killed each minute',
    { timeout: (minutes + 15) * 60_000 },
    () =>
      drill(platform, `soak of ${minutes} min, a kill each minute`, async () => {
        const soaked = await soak(stand, { minutes, ordersPerSecond })
        keepSoak(platform.home, soaked)
        return { broke: [...soaked.broke], note: textOfSoak(soaked) }
      }),
  )
})
