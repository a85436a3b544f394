import { describe, expect, it } from 'vitest'
import { outboxQuery, readOutboxSearch } from './outbox-search.ts'

const recipient = `eml_${'a'.repeat(43)}`

describe('the address of the outbox', () => {
  it('says which messages are asked for, and how they are shown', () => {
    const search = readOutboxSearch({
      ...{ status: 'bounced', channel: 'email', template: 'order_confirmed' },
      ...{ recipient, density: 'compact' },
    })
    expect(search.density).toBe('compact')
    expect(outboxQuery(search)).toEqual({
      ...{ status: 'bounced', channel: 'email', template: 'order_confirmed', recipient },
    })
  })

  it('leaves out what makes no sense, and never has an address', () => {
    expect(
      readOutboxSearch({ status: 'lost', template: 'A b', recipient: 'gaston@example.com' }),
    ).toEqual({})
  })
})
