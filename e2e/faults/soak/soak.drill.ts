// `npm run test:soak`: half an hour; SOAK_MINUTES and SOAK_ORDERS_PER_SECOND say otherwise.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, inject, it } from 'vitest'
import { drill } from '../kit/drill.ts'
import { keepSoak } from '../kit/results.ts'
import { createTestPlatform } from '../kit/test-platform.ts'
import { soak } from './soak.ts'
import { soakSection, textOfSoak } from './soak-report.ts'

const platform = createTestPlatform(inject('platform'))
const minutes = Number(process.env['SOAK_MINUTES'] ?? 30)
const ordersPerSecond = Number(process.env['SOAK_ORDERS_PER_SECOND'] ?? 0) || undefined

describe('a soak', () => {
  it(
    'loses nothing and holds no more while a process is killed each minute',
    { timeout: (minutes + 15) * 60_000 },
    () =>
      drill(platform, `soak of ${minutes} min, a kill each minute`, async () => {
        const soaked = await soak(platform, { minutes, ordersPerSecond })
        const at = new Date().toISOString()
        console.log(soakSection({ at, ...soaked }).join('\n'))
        writeFileSync(join(platform.address.home, 'soak.json'), `${JSON.stringify(soaked)}\n`)
        if (minutes >= 30 && !platform.address.isElsewhere) keepSoak(soaked, at)
        return { broke: [...soaked.broke], note: textOfSoak(soaked) }
      }),
  )
})
