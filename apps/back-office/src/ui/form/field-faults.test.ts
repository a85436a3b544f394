import { CallError } from '@comptoir/site/call'
import { describe, expect, it } from 'vitest'
import { faultOf, faultsIn, faultsWithout, faultText } from './field-faults.ts'

const refused = new CallError('PUT /api/settings/{namespace}', {
  ...{ status: 400, code: 'invalid_request' },
  errors: [
    { field: 'values.name', code: 'too_small', message: 'Too small' },
    { field: 'values.address.2', code: 'strange', message: 'Strange' },
  ],
})
const faults = faultsIn(refused, (path) => path.replace(/^values\./, ''))

describe('what a refusal says of fields', () => {
  it('stands at the field, or at the one that has the part at fault', () => {
    expect(faultOf(faults, 'name')?.code).toBe('too_small')
    expect(faultOf(faults, 'address')?.code).toBe('strange')
    expect(faultOf(faults, 'address.2')?.code).toBe('strange')
    expect(faultOf(faults, 'add')).toBeUndefined()
    expect(faultsIn(new Error('no network'))).toEqual([])
  })

  it('goes when the field is changed', () => {
    expect(faultsWithout(faults, ['address']).map(({ field }) => field)).toEqual(['name'])
  })

  it('is said by its code, or as something that is not accepted', () => {
    const texts = { too_small: 'Trop court.', other: 'Pas accepté.' }
    expect(faults.map((fault) => faultText(fault, texts))).toEqual(['Trop court.', 'Pas accepté.'])
    expect(faultText({ field: 'a', message: 'x' }, texts)).toBe('Pas accepté.')
  })
})
