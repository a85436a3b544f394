// `npm run test:fuzz`: ten minutes (FUZZ_SECONDS). `npm test` sets FUZZ_EXAMPLES: so many requests of each operation,
// however long they take, so that a slow machine tries the same.
import { hasPython } from '@comptoir/tools/sandbox/python'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { createApi } from '../src/api.ts'
import { register, signIn } from '../src/shopper.ts'
import { fuzz, installSchemathesis, requestsIn } from './schemathesis.ts'

const platform = inject('platform')
const seconds = Number(process.env['FUZZ_SECONDS'] ?? 600)
const examples = Number(process.env['FUZZ_EXAMPLES'] ?? 0)
const callers = ['guest', 'customer', 'staff'] as const
type Caller = (typeof callers)[number]

// where Python is missing on a machine of one's own, this is left out; in CI it must be there
const leaveOut = !hasPython() && !process.env['CI']
if (leaveOut) console.log('Fuzzing is left out: python3 with venv is not there.')

async function tokenOf(caller: Caller): Promise<string | undefined> {
  const api = createApi(platform.gatewayUrl)
  if (caller === 'guest') return undefined
  return caller === 'staff' ? await signIn(api, platform.staff) : (await register(api)).token
}

describe.skipIf(leaveOut)('whatever is sent to an operation', () => {
  let program: string
  beforeAll(() => {
    program = installSchemathesis()
  })

  it.for(callers)('the answer is one that its contract names, never 5xx: %s', async (caller) => {
    const { code, output } = await fuzz(program, {
      gatewayUrl: platform.gatewayUrl,
      token: await tokenOf(caller),
      seconds: examples > 0 ? undefined : Math.ceil(seconds / callers.length),
      examples: examples || 30,
      phases: examples > 0 ? 'fuzzing' : 'coverage,fuzzing',
    })
    expect(code, output.slice(0, 20_000)).toBe(0)
    expect(requestsIn(output)).toBeGreaterThan(50)
    console.log(`${caller}: ${requestsIn(output)} requests`)
  })
})
