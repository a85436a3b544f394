import { expect, it } from 'vitest'
import { createRowEdits } from './row-edits.ts'

it('a row that was saved keeps what was typed while it was on its way', () => {
  const edits = createRowEdits()
  edits.type('prd_1', { price: '12', threshold: '3' }, 4)
  const sent = edits.of('prd_1').typed
  edits.type('prd_1', { price: '15' }, 4)
  edits.settle('prd_1', sent)
  expect(edits.of('prd_1')).toEqual({ typed: { price: '15' } })
  expect(edits.changed()).toBe(1)
  edits.settle('prd_1', { price: '15' })
  expect(edits.of('prd_1')).toEqual({ typed: {}, result: { kind: 'saved' } })
})
