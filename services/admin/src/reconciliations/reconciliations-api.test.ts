import { describe, expect, it } from 'vitest'
import { at, createAdminApp } from '../../test/admin-app.ts'

const report = (readAt: string, over: object = {}) => ({
  ...{ readAt, orders: 12, inMotion: 1, skus: 40 },
  sums: {
    ...{ taken: 5_000, refunded: 500, refundedOutside: 0, disputed: 0 },
    ...{ invoiced: 5_000, credited: 500 },
  },
  ...{ claims: [], discrepancies: [] },
  ...over,
})
const wrong = { rule: 'money', subject: 'ord_1', what: '5 taken, 4 invoiced' }

describe('what a run of reconciliation found', () => {
  it('is kept as it was reported first, and read', async () => {
    const { ask } = createAdminApp()
    const body = report('2026-11-29T03:00:00.000Z', { discrepancies: [wrong] })
    const kept = await ask('PUT /api/reconciliations/rec_1', { as: 'admin', body })
    expect(kept.status).toBe(200)
    const late = report('2026-11-29T03:00:00.000Z', { orders: 99 })
    await ask('PUT /api/reconciliations/rec_1', { as: 'admin', body: late })
    const read = await ask('GET /api/reconciliations/rec_1', { as: 'staff' })
    expect(read.body).toEqual({
      ...{
        ...body,
        runId: 'rec_1',
        recordedAt: at,
        recordedBy: 'usr_admin',
        leftOut: 0,
        claimsLeftOut: 0,
      },
    })
  })

  it('is listed newest first, with whether all agrees', async () => {
    const { ask } = createAdminApp()
    const put = (runId: string, body: object) =>
      ask(`PUT /api/reconciliations/${runId}`, { as: 'admin', body })
    await put('rec_old', report('2026-11-28T03:00:00.000Z'))
    await put('rec_cut', report('2026-11-30T03:00:00.000Z', { leftOut: 7 }))
    await put('rec_mid', report('2026-11-29T03:00:00.000Z', { discrepancies: [wrong] }))
    const first = await ask('GET /api/reconciliations?limit=2', { as: 'staff' })
    expect(first.body.items).toMatchObject([
      { runId: 'rec_cut', agrees: false, discrepancies: 0 },
      { runId: 'rec_mid', agrees: false, discrepancies: 1 },
    ])
    const next = `GET /api/reconciliations?limit=2&cursor=${first.body.nextCursor}`
    const { body } = await ask(next, { as: 'staff' })
    expect(body.items).toMatchObject([{ runId: 'rec_old', agrees: true, orders: 12, inMotion: 1 }])
  })

  it('is for staff, recorded by who runs the shop, and 404 where there is none', async () => {
    const { ask } = createAdminApp()
    const body = report('2026-11-29T03:00:00.000Z')
    const put = 'PUT /api/reconciliations/rec_1'
    const asked = [
      ask(put, { body }),
      ask(put, { as: 'customer', body }),
      ask(put, { as: 'staff', body }),
      ask('GET /api/reconciliations', { as: 'support' }),
      ask('GET /api/reconciliations/rec_none', { as: 'staff' }),
      ask('PUT /api/reconciliations/other', { as: 'admin', body }),
    ]
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([
      401, 403, 403, 403, 404, 400,
    ])
  })
})
