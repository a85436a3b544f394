import { describe, expect, it } from 'vitest'
import { readInboxSearch } from './inbox-search.ts'

describe('the address of the inbox', () => {
  it('says which conversations are listed', () => {
    expect(readInboxSearch({ view: 'mine', customer: 'usr_1' })).toEqual({
      ...{ view: 'mine', customer: 'usr_1' },
    })
  })

  it('opens the queue when it makes no sense', () => {
    expect(readInboxSearch({ view: 'yours', customer: '', other: '1' })).toEqual({})
  })
})
