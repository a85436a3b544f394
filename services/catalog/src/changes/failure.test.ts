import { refuse } from '@comptoir/service/problems/refusal'
import { describe, expect, it } from 'vitest'
import { failureOf } from './failure.ts'

describe('why a product refuses a bulk change', () => {
  it('is told by the code of the field at fault', () => {
    const message = 'a category does not exist'
    const errors = [{ field: 'categoryIds', code: 'unknown_category', message }]
    expect(failureOf('prd_1', refuse('invalid_request', message, { errors }))).toEqual({
      ...{ productId: 'prd_1', code: 'unknown_category', reason: message },
    })
  })

  it('is told by the code of the refusal where no field has one of its own', () => {
    const errors = [{ field: 'variants', code: 'custom', message: 'two are the same' }]
    expect(failureOf('prd_1', refuse('invalid_request', 'wrong', { errors })).code).toBe(
      'invalid_request',
    )
    expect(failureOf('prd_1', refuse('transition_refused', 'from a to b')).code).toBe(
      'transition_refused',
    )
    expect(failureOf('prd_1', refuse('not_found'))).toEqual({
      ...{ productId: 'prd_1', code: 'not_found', reason: 'not_found' },
    })
  })

  it('is not what may go better the next time', () => {
    const away = refuse('dependency_unavailable')
    expect(() => failureOf('prd_1', away)).toThrow(away)
  })
})
