import { describe, expect, it } from 'vitest'
import { allocateNumber, type NumberRequest, type NumberSeries } from './number-series.ts'

function requestOf(documentId: string, day = '2026-11-21'): NumberRequest {
  return { seriesId: 'FA-2026', documentId, now: `${day}T10:00:00.000Z`, day }
}

const first = allocateNumber(undefined, requestOf('inv_1'), undefined) as NumberSeries
const carried = { allocation: first.last, carried: true }

describe('allocateNumber', () => {
  it('starts a series at one', () => {
    expect(first.last).toMatchObject({ number: 'FA-2026-000001', documentId: 'inv_1' })
  })

  it('waits until the last number is settled', () => {
    expect(allocateNumber(first, requestOf('inv_2'), undefined)).toBeUndefined()
  })

  it('goes on by one once the last number is carried', () => {
    const second = allocateNumber(first, requestOf('inv_2'), carried)
    expect(second?.last.number).toBe('FA-2026-000002')
  })

  it('gives a number again that its document will never carry', () => {
    const again = allocateNumber(first, requestOf('inv_2'), { ...carried, carried: false })
    expect(again?.last).toMatchObject({ number: 'FA-2026-000001', documentId: 'inv_2' })
  })

  it('keeps the number that a document has already', () => {
    expect(allocateNumber(first, requestOf('inv_1'), carried)).toBeUndefined()
  })

  it('looks again when what was settled is not the last number any more', () => {
    const second = allocateNumber(first, requestOf('inv_2'), carried)
    expect(allocateNumber(second, requestOf('inv_3'), carried)).toBeUndefined()
  })

  it('never dates a number before the one that precedes it', () => {
    const second = allocateNumber(first, requestOf('inv_2', '2026-11-20'), carried)
    expect(second?.last).toMatchObject({
      issuedOn: '2026-11-21',
      issuedAt: '2026-11-21T10:00:00.000Z',
    })
  })
})
