import { auditedServices as audited } from '@comptoir/contracts/subscriptions'
import { describe, expect, it } from 'vitest'
import { auditQuery, readAuditSearch } from './audit-search.ts'
import { auditedServices } from './audited-services.ts'

describe('the address of the audit log', () => {
  it('names filters and the entry that is open; what makes no sense is left out', () => {
    expect(
      readAuditSearch({
        ...{ actor: 'usr_1', object: 'products/prd_1', service: 'catalog', entry: 'evt_1' },
        ...{ from: '2026-11-01', to: '2026-13-40', operation: '' },
      }),
    ).toEqual({
      ...{ actor: 'usr_1', object: 'products/prd_1', service: 'catalog', entry: 'evt_1' },
      from: '2026-11-01',
    })
    expect(readAuditSearch({ service: 'none' })).toEqual({})
  })

  it('asks for whole days on the shop’s clocks, and not for what is open', () => {
    expect(auditQuery({ from: '2026-11-01', to: '2026-11-30', entry: 'evt_1' })).toEqual({
      ...{ from: '2026-10-31T23:00:00.000Z', to: '2026-11-30T23:00:00.000Z' },
    })
  })
})

it('the services of the filter are those that have a chain', () => {
  expect([...auditedServices].toSorted()).toEqual([...audited].toSorted())
})
