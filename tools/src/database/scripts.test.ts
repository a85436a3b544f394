import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createMongoShell } from '../../test/database/mongo-shell.ts'
import { stateRows } from '../../test/database/stored-documents.ts'
import {
  allServices,
  comparable,
  readScript,
  sqliteOf,
  sqliteRows,
} from '../../test/database/view-rows.ts'
import { userNameOf } from '../provision/part.ts'
import { checkout } from '../runner/plan/layout.ts'

/** What no stored document of the fixtures has. */
const unseen = [
  'addresses.company',
  'addresses.line2',
  'addresses.line3',
  'addresses.phone',
  'products.withdrawal_exclusion',
  'products.publish_at',
  'products.seo',
  'products.manufacturer',
  'products.responsible_person',
  'categories.description_fr',
  'categories.description_en',
  'categories.image_path',
  'variants.gtin',
  'variants.compare_at_price_minor',
  'stock_alerts.acknowledged_by',
  'stock_alerts.acknowledged_at',
  'stock_alerts.closed_at',
  'payments.failure_code',
  'payment_attempts.failure_code',
  'refunds.failure_code',
  'orders.tax_region',
  'orders.buyer_vat_status',
  'orders.pickup_point_id',
  'order_edits.reason',
  'payment_attempts.provider',
  'further_payments.failure_code',
  'invoices.xml_sha256',
  'shipments.purpose',
  'shipments.replaces_shipment_id',
  'shipments.replaces_parcel',
  'shipments.reservation_id',
  'parcels.held_at',
  'parcels.cancelled_at',
]

describe('the views', () => {
  it('refer to columns that there are', () => {
    const columns = allServices.flatMap(({ appId, views }) =>
      views.flatMap((view) =>
        view.columns.map((one) => ({ ...one, path: `${appId}.${view.name}.${one.name}` })),
      ),
    )
    const paths = new Set(columns.map(({ path }) => path))
    const references = columns.flatMap(({ references: to }) => to ?? [])
    expect(references.length).toBeGreaterThan(20)
    expect(references.filter((path) => !paths.has(path))).toEqual([])
  })

  it.each(allServices)('of $appId are named in its README', ({ appId, views }) => {
    const page = readFileSync(join(checkout, 'services', appId, 'README.md'), 'utf8')
    const named =
      /\*\*Views\*\*.*?:\s((?:`\w+`[,.\s]*)+)/s.exec(page)?.[1]?.matchAll(/`(\w+)`/g) ?? []
    expect([...named].map(([, name]) => name)).toEqual(views.map(({ name }) => name))
  })

  it('find what services store: no column is empty in all documents', () => {
    const empty = allServices.flatMap((service) => {
      const database = sqliteOf(service)
      return service.views.flatMap((view) => {
        const rows = sqliteRows(database, view)
        const names = view.columns.map(({ name }) => name)
        return names
          .filter((name) => rows.every((row) => row[name] === null))
          .map((name) => `${view.name}.${name}`)
      })
    })
    const found = empty.filter((name) => !name.startsWith('disputes.'))
    expect(found.toSorted()).toEqual(unseen.toSorted())
  })
})

describe.each(allServices)('the scripts of $appId', (service) => {
  const { appId, views } = service
  const objects = (type: string) => `SELECT name FROM sqlite_master WHERE type = '${type}'`

  it('for SQLite run twice, then down, then drop', () => {
    const database = sqliteOf(service)
    const before = views.map((view) => sqliteRows(database, view))
    database.exec(readScript(appId, 'sqlite', 'up'))
    expect(views.map((view) => sqliteRows(database, view))).toEqual(before)
    for (let times = 0; times < 2; times += 1) database.exec(readScript(appId, 'sqlite', 'down'))
    expect(database.prepare(objects('view')).all()).toEqual([])
    const { count } = database.prepare('SELECT count(*) AS count FROM state').get() ?? {}
    expect(count).toBe(stateRows(appId).length)
    for (let times = 0; times < 2; times += 1) database.exec(readScript(appId, 'sqlite', 'drop'))
    expect(database.prepare(objects('table')).all()).toEqual([])
  })

  it('show in MongoDB’s language the rows that they show in SQL', () => {
    const shell = createMongoShell()
    for (let times = 0; times < 2; times += 1) shell.run(readScript(appId, 'mongodb', 'up'))
    const database = sqliteOf(service)
    for (const view of views) {
      const rows = comparable(view, shell.select(view.name, stateRows(appId)))
      expect(rows, view.name).toEqual(sqliteRows(database, view))
    }
    const { privileges } = shell.roles.get('analyst') ?? {}
    expect(privileges?.map(({ resource, actions }) => [resource, actions])).toEqual(
      views.map(({ name }) => [
        { db: `comptoir_${userNameOf(appId)}`, collection: name },
        ['find'],
      ]),
    )
    shell.run(readScript(appId, 'mongodb', 'down'))
    expect(shell.names()).toEqual(['state'])
    shell.run(readScript(appId, 'mongodb', 'drop'))
    expect([...shell.names(), ...shell.roles.keys()]).toEqual([])
  })
})
