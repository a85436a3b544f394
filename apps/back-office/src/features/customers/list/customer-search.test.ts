import { describe, expect, it } from 'vitest'
import { customerQuery, emailIn, readCustomerSearch } from './customer-search.ts'

describe('the address of the list of customers', () => {
  it('keeps words and a state that there is', () => {
    const search = readCustomerSearch({ q: ' ines@example.com ', status: 'suspended' })
    expect(search).toEqual({ q: 'ines@example.com', status: 'suspended' })
    expect(customerQuery({ ...search, density: 'wide' })).toEqual(search)
  })

  it('leaves out what makes no sense', () => {
    expect(readCustomerSearch({ q: '  ', status: 'gone', sort: 'name' })).toEqual({})
  })
})

describe('what is searched for', () => {
  it.each(['ines', 'ines@', '@example.com', 'a b@example.com', 'usr_1', undefined])(
    '%s is no email',
    (q) => expect(emailIn(q)).toBeUndefined(),
  )
  it('may be an email', () => expect(emailIn('ines@example.com')).toBe('ines@example.com'))
})
