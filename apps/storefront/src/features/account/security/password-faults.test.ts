import { describe, expect, it } from 'vitest'
import { faultOfNewPassword } from './password-faults.ts'

const words = { tooShort: 'short', tooCommon: 'common', breached: 'leaked' }
const refusal = (field: string, code: string) => ({
  ...{ status: 400, code: 'invalid_request', errors: [{ field, code, message: '' }] },
})

describe('a new password that is refused', () => {
  it('says why, where the shop says it', () => {
    expect(faultOfNewPassword(refusal('newPassword', 'custom'), words)).toBe('short')
    expect(faultOfNewPassword(refusal('password', 'breached'), words)).toBe('leaked')
    expect(faultOfNewPassword(refusal('password', 'too_common'), words)).toBe('common')
  })

  it('says nothing of it when something else is wrong', () => {
    expect(faultOfNewPassword({ status: 401, code: 'invalid_credentials' }, words)).toBeUndefined()
    expect(faultOfNewPassword(undefined, words)).toBeUndefined()
  })
})
