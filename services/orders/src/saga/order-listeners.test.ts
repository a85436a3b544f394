import { describe, expect, it } from 'vitest'
import { anOrder, at } from '../../test/samples.ts'
import { note } from '../order/order.ts'
import { createAttendance } from './order-listeners.ts'

describe('a visit', () => {
  it('hears at once what is told while it waits', async () => {
    const attendance = createAttendance()
    const waiting = attendance.visit('ord_1').next(10_000)
    attendance.tell(anOrder({ status: 'confirmed' }))
    expect((await waiting)?.status).toBe('confirmed')
  })

  it('hears what was told before it waited, the last of it, once', async () => {
    const attendance = createAttendance()
    const visit = attendance.visit('ord_1')
    attendance.tell(anOrder({ status: 'awaiting_payment' }))
    attendance.tell(anOrder({ status: 'confirmed' }))
    expect((await visit.next(10_000))?.status).toBe('confirmed')
    expect(visit.take()).toBeUndefined()
  })

  it('is over in the instant in which it hears nothing more: nobody relies on it then', async () => {
    const attendance = createAttendance()
    const visit = attendance.visit('ord_1')
    expect(attendance.isVisited('ord_1')).toBe(true)
    expect(await visit.next(1)).toBeUndefined()
    expect(attendance.isVisited('ord_1')).toBe(false)
  })

  it('is one of several: all of them hear, and the last one out ends it', () => {
    const attendance = createAttendance()
    const visits = [attendance.visit('ord_1'), attendance.visit('ord_1')]
    attendance.tell(anOrder())
    expect(visits.map((visit) => visit.take()?.orderId)).toEqual(['ord_1', 'ord_1'])
    expect(attendance.visited()).toBe(1)
    visits[0]?.leave()
    expect(attendance.isVisited('ord_1')).toBe(true)
    visits[1]?.leave()
    expect(attendance.isVisited('ord_1')).toBe(false)
    expect(attendance.visited()).toBe(0)
  })

  it('hears nothing of other orders', () => {
    const attendance = createAttendance()
    const visit = attendance.visit('ord_2')
    attendance.tell(anOrder())
    expect(visit.take()).toBeUndefined()
  })

  it('hears nothing older than what it heard', () => {
    const attendance = createAttendance()
    const visit = attendance.visit('ord_1')
    const before = anOrder()
    const after = note(before, { type: 'paid', at })
    attendance.tell(after)
    attendance.tell(before)
    expect(visit.take()?.history).toHaveLength(after.history.length)
  })
})
