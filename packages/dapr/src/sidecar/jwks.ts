import type { VerifierOptions } from '@comptoir/service/auth/auth'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Sidecar } from './sidecar.ts'

/** Fetches the public keys that tokens are checked with from the accounts service. */
export function createKeyFetcher(sidecar: Sidecar): VerifierOptions['fetchKeys'] {
  return async () => {
    const answer = await sidecar.request({
      method: 'GET',
      path: '/v1.0/invoke/accounts/method/.well-known/jwks.json',
    })
    if (answer.status !== 200 || answer.headers['comptoir-service'] !== 'accounts') {
      throw refuse('dependency_unavailable', 'the keys of accounts cannot be fetched')
    }
    return JSON.parse(answer.body.toString())
  }
}
