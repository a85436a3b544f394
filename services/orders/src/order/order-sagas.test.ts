import { describe, expect, it } from 'vitest'
import { anOrder, at } from '../../test/samples.ts'
import type { Order } from './order.ts'
import { renewSagaId, sagaAskedAt, sagaIdOf, sagaIdsOf } from './order-sagas.ts'

type Edit = NonNullable<Order['edits']>[number]
const edit = (number: number, change: Partial<Edit> = { confirmedAt: at }) =>
  ({ editId: `ed_1_${number}`, number, ...change }) as Edit
const run = Date.parse(at).toString(36)
const own = ['ord_1', 'ord_1-cancel']

describe('the sagas of an order', () => {
  it('are those of its confirmed edits: one that was only previewed never had any', () => {
    const order = anOrder({ edits: [edit(1, {}), edit(2), edit(3, {})] })
    expect(sagaIdsOf(order)).toEqual([...own, 'ord_1-edit2'])
  })

  it('of an edit that was started again stay known when another edit follows', () => {
    const renewed = renewSagaId(anOrder({ edits: [edit(1)] }), 'edit', at)
    expect(sagaIdOf(renewed, 'edit')).toBe(`ord_1-edit1-${run}`)
    expect(sagaAskedAt(renewed, 'edit')).toEqual(new Date(at))
    const next = { ...renewed, edits: [...(renewed.edits ?? []), edit(2)] }
    expect(sagaIdOf(next, 'edit')).toBe('ord_1-edit2')
    const twice = renewSagaId(next, 'edit', at)
    expect(sagaIdsOf(twice)).toEqual([
      ...[...own, 'ord_1-edit1', `ord_1-edit1-${run}`],
      ...['ord_1-edit2', `ord_1-edit2-${run}`],
    ])
  })

  it('of an order that kept one id for all edits are found as before', () => {
    const kept = anOrder({ edits: [edit(1)], sagaIds: { edit: `ord_1-edit1-${run}` } })
    expect(sagaIdOf(kept, 'edit')).toBe(`ord_1-edit1-${run}`)
    const next = { ...kept, edits: [edit(1), edit(2)] }
    expect(sagaIdOf(next, 'edit')).toBe('ord_1-edit2')
    expect(sagaIdsOf(next)).toContain(`ord_1-edit1-${run}`)
  })
})
