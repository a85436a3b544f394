import { describe, inject, it } from 'vitest'
import { drill } from '../../kit/drill.ts'
import { createTestPlatform } from '../../kit/test-platform.ts'
import { breakExchange, exchangeSteps } from './dearer-exchange.ts'
import { modes } from './matrix.ts'

const platform = createTestPlatform(inject('platform'))

for (const step of exchangeSteps) {
  const { phase, service, point } = step
  describe(`of an exchange for something dearer, ${phase}: ${service} ${point}`, () => {
    it.for(modes)('holds when it meets %s', (mode) =>
      drill(platform, `dearer exchange, ${phase}: ${service} ${point} ${mode}`, () =>
        breakExchange(platform, step, mode),
      ),
    )
  })
}
