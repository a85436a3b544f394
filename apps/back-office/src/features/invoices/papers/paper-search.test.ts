import { describe, expect, it } from 'vitest'
import { paperQuery, readPaperSearch } from './paper-search.ts'

describe('the address of a list of documents', () => {
  it('is read, and asked for as it is', () => {
    const search = readPaperSearch({ status: 'credited', userId: 'usr_1', columns: 'number' })
    expect(search).toEqual({ status: 'credited', userId: 'usr_1', columns: 'number' })
    expect(paperQuery(search)).toEqual({ status: 'credited', userId: 'usr_1' })
  })

  it('leaves out what makes no sense', () => {
    expect(readPaperSearch({ status: 'lost', orderId: ' ', sort: 'number' })).toEqual({})
  })
})
