import { describe, expect, it } from 'vitest'
import { addressMessages } from '../../messages/address.ts'
import { emptyAddress } from '../../ui/address/address-form.ts'
import { faultsIn, faultsOfRefusal, listOf } from './address-faults.ts'

const m = addressMessages('en')

describe('what is wrong with an address', () => {
  it('is said of each field that is missing, by what it is called', () => {
    const faults = faultsIn({ ...emptyAddress, recipient: 'Ada', line1: '1 rue du Lac' }, m)
    expect(listOf(faults, m)).toEqual([
      { field: 'address.postalCode', label: 'Postal code', text: m.required },
      { field: 'address.city', label: 'City', text: m.required },
    ])
  })

  it('is said in the words of the refusal, at the field that is shown', () => {
    const errors = [
      { field: 'latin.line1', code: 'too_long', message: '' },
      { field: 'city', code: 'whatever', message: '' },
    ]
    expect(faultsOfRefusal({ status: 400, code: 'invalid_request', errors }, m)).toEqual({
      'address.line1': m.faults['too_long'],
      'address.city': m.wrong,
    })
    expect(faultsOfRefusal({ status: 409, code: 'conflict' }, m)).toEqual({})
  })
})
