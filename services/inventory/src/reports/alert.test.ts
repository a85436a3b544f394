import { describe, expect, it } from 'vitest'
import { acknowledge, close, openAlert } from './alert.ts'

const raised = openAlert({
  sku: 'A',
  version: 7,
  kind: 'out',
  available: 0,
  at: '2026-11-21T10:00:00.000Z',
})
const by = { userId: 'staff-1', at: '2026-11-21T10:05:00.000Z' }

describe('an alert', () => {
  it('is named by the item and the version that raised it', () => {
    expect(raised).toMatchObject({ alertId: 'A@7', status: 'open' })
  })

  it('stays with who took it first', () => {
    const taken = acknowledge(raised, by)
    expect(taken).toMatchObject({ status: 'acknowledged', acknowledgedBy: 'staff-1' })
    expect(acknowledge(taken, { ...by, userId: 'staff-2' })).toBe(taken)
  })

  it('closes once, and cannot be taken then', () => {
    const closed = close(raised, by.at)
    expect(closed).toMatchObject({ status: 'closed', closedAt: by.at })
    expect(close(closed, '2027-01-01T00:00:00.000Z')).toBe(closed)
    expect(() => acknowledge(closed, by)).toThrow('transition_refused')
  })
})
