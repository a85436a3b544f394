import { may } from '@comptoir/contracts/accounts/permissions'
import * as contract from '@comptoir/contracts/admin/vendors/routes'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser, type User } from '@comptoir/service/auth/auth'
import { etagOf, ifMatchOf } from '@comptoir/service/http/etag'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import { isContracted } from '../vendors/vendor.ts'
import { visibleTo } from '../vendors/vendor-access.ts'
import { toTrader, toVendor } from '../vendors/vendor-view.ts'

type RouteDeps = Pick<Deps, 'vendors' | 'vendorCommands'>

/** Vendors: who applies, who decides, and what shoppers see of who sells. */
export function addVendorRoutes(app: ServiceApp, deps: RouteDeps): void {
  addReading(app, deps)
  addDetails(app, deps)
  addDecisions(app, deps)
}

const read = 'vendors.read'
const isStaff = (user: User): boolean => may(user.roles, read)

function addReading(app: ServiceApp, { vendors }: RouteDeps): void {
  app.openapi(contract.listVendors, async (c) => {
    const user = currentUser(c)
    const { status, limit, cursor } = c.req.valid('query')
    const forStaff = isStaff(user)
    const ofStaff = status ? `status:${status}` : 'all'
    const key = forStaff ? ofStaff : `user:${user.id}`
    const page = await vendors.list('of', key, { limit, cursor, order: 'desc' })
    const items = page.items
      .filter(({ data }) => status === undefined || data.status === status)
      .map((vendor) => toVendor(vendor, forStaff))
    return c.json({ ...page, items }, 200)
  })

  app.openapi(contract.readVendorTrader, async (c) => {
    const found = (await vendors.get(c.req.valid('param').vendorId))?.data
    if (!found || !isContracted(found)) throw refuse('not_found', 'no such vendor')
    c.header('cache-control', 'public, max-age=60')
    return c.json(toTrader(found), 200)
  })

  app.openapi(contract.readVendorDetails, async (c) => {
    const user = currentUser(c)
    const vendor = visibleTo(user, await vendors.get(c.req.valid('param').vendorId), read)
    c.header('etag', etagOf(vendor.version))
    return c.json(toVendor(vendor, isStaff(user)), 200)
  })
}

function addDetails(app: ServiceApp, { vendors, vendorCommands }: RouteDeps): void {
  app.openapi(contract.applyAsVendor, async (c) => {
    const vendor = await vendorCommands.apply(currentUser(c).id, c.req.valid('json'))
    return c.json(toVendor(vendor, false), 201)
  })

  app.openapi(contract.replaceVendorDetails, async (c) => {
    const user = currentUser(c)
    const { vendorId } = c.req.valid('param')
    const { data } = visibleTo(user, await vendors.get(vendorId), read)
    const byStaff = may(user.roles, 'vendors.write') && data.ownerId !== user.id
    const vendor = await vendorCommands.replaceDetails({
      ...{ vendorId, byStaff, by: user.id, details: c.req.valid('json') },
      ifVersion: ifMatchOf(c),
    })
    c.header('etag', etagOf(vendor.version))
    return c.json(toVendor(vendor, isStaff(user)), 200)
  })
}

function addDecisions(app: ServiceApp, { vendorCommands }: RouteDeps): void {
  const { decide, approve, changeCommission } = vendorCommands
  const decisions = [
    ['review', contract.reviewVendor],
    ['reject', contract.rejectVendor],
    ['suspend', contract.suspendVendor],
    ['reinstate', contract.reinstateVendor],
    ['close', contract.closeVendor],
  ] as const
  for (const [step, route] of decisions) {
    app.openapi(route, async (c) => {
      const act = { ...c.req.valid('param'), ...c.req.valid('json'), by: currentUser(c).id }
      return c.json(toVendor(await decide({ ...act, step }), true), 200)
    })
  }

  app.openapi(contract.approveVendor, async (c) => {
    const act = { ...c.req.valid('param'), ...c.req.valid('json'), by: currentUser(c).id }
    return c.json(toVendor(await approve(act), true), 200)
  })

  app.openapi(contract.changeVendorCommission, async (c) => {
    const act = { ...c.req.valid('param'), ...c.req.valid('json'), by: currentUser(c).id }
    return c.json(toVendor(await changeCommission(act), true), 200)
  })
}
