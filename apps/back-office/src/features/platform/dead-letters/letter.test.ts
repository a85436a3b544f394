import { describe, expect, it } from 'vitest'
import {
  cutServices,
  kindsOf,
  mostOfService,
  plainReason,
  reasonsOf,
  shortType,
  summed,
} from './letter.ts'

const letter = (type: string) => ({ event: { type } })

describe('kinds of dead letters', () => {
  it('are counted, most first', () => {
    const all = ['b.v1', 'a.v1', 'b.v1', 'c.v1'].map(letter)
    expect(kindsOf(all)).toEqual([
      ['b.v1', 2],
      ['a.v1', 1],
      ['c.v1', 1],
    ])
  })

  it('are called without what all of them begin with', () => {
    expect(shortType('comptoir.orders.order-created.v1')).toBe('orders.order-created.v1')
  })
})

describe('reasons of dead letters', () => {
  it.each([
    ['there is no order ord_0193a-b', 'there is no order …'],
    ['0193580a-0000-7000-8000-000000000000 is gone', '… is gone'],
    ['12 of 1.500,00: refused', '… of …: refused'],
    ['comptoir.orders.v1 is unknown', 'comptoir.orders.v1 is unknown'],
  ])('%s is shown as %s', (reason, plain) => {
    expect(plainReason(reason)).toBe(plain)
  })

  it('are counted whatever the ids in them, most first', () => {
    const all = ['unknown SKU X', 'no order ord_1', 'no order ord_2'].map((reason) => ({ reason }))
    expect(reasonsOf(all)).toEqual([
      ['no order …', 2],
      ['unknown SKU X', 1],
    ])
  })
})

it('says of which services there may be more dead letters than are listed', () => {
  const of = (service: string, length: number) => Array.from({ length }, () => ({ service }))
  const all = [...of('orders', mostOfService), ...of('stock', mostOfService - 1)]
  expect(cutServices(all)).toEqual(['orders'])
  expect(cutServices([])).toEqual([])
})

describe('what became of replayed letters', () => {
  it('is one sum, with each reason once', () => {
    const outcomes = [
      { replayed: 2, reasons: [] },
      { replayed: 0, reasons: ['no such product', 'no such order'] },
      { replayed: 1, reasons: ['no such product'] },
    ]
    expect(summed(outcomes)).toEqual({
      ...{ replayed: 3, failed: 3, reasons: ['no such product', 'no such order'] },
    })
  })
})
