import { beforeEach, describe, expect, it } from 'vitest'
import { createImportDesk, fileOf, type ImportDesk, line } from '../../test/import-desk.ts'

let desk: ImportDesk
beforeEach(() => {
  desk = createImportDesk()
})

describe('an export of the catalogue', () => {
  it('has a line for each variant, and no cell that a spreadsheet runs', async () => {
    const importId = await desk.checked(
      fileOf(line(1, { name: '=HYPERLINK(1)' }), line(2, { name: '@x' })),
    )
    await desk.act(importId, 'run')
    await desk.work()
    const csv = await desk.exported()
    expect(csv.startsWith('\ufeffproductId,externalId')).toBe(true)
    expect(csv.trimEnd().split('\r\n')).toHaveLength(3)
    expect(csv).toContain("'=HYPERLINK(1)")
    expect(csv).toContain("'@x")
  })

  it('changes nothing when it is imported again', async () => {
    const names = ['=1+1', '@x', '-5', '+3', "'quoted", 'Été; "fin"']
    const first = await desk.checked(
      fileOf(...names.map((name, n) => line(n, { name: `"${name.replaceAll('"', '""')}"` }))),
    )
    await desk.act(first, 'run')
    await desk.work()
    const { body } = await desk.upload(await desk.exported())
    await desk.act(body.importId, 'check')
    await desk.work()
    await desk.act(body.importId, 'run')
    await desk.work()
    expect((await desk.jobOf(body.importId)).progress.products).toEqual({
      ...{ created: 0, updated: 0, unchanged: names.length },
    })
  })
})
