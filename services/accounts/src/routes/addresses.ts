import {
  addAddress,
  changeAddress,
  listAddresses,
  removeAddress,
} from '@comptoir/contracts/accounts/routes'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser, type ServiceEnv } from '@comptoir/service/auth/auth'
import type { Context } from 'hono'
import { type StoredAddress, toSavedAddress } from '../account/account.ts'
import * as book from '../account/address-book.ts'
import type { Deps } from '../deps.ts'

export function addAddressRoutes(app: ServiceApp, deps: Deps): void {
  type Rule = (addresses: readonly StoredAddress[]) => StoredAddress[]
  async function change(c: Context<ServiceEnv>, rule: Rule): Promise<StoredAddress[]> {
    const { id } = await deps.accounts.current(currentUser(c))
    const { data } = await deps.accounts.change(id, (account) => ({
      ...account,
      addresses: rule(account.addresses),
    }))
    return data.addresses
  }

  app.openapi(listAddresses, async (c) => {
    const { data } = await deps.accounts.current(currentUser(c))
    return c.json({ items: data.addresses.map((one) => toSavedAddress(one)) }, 200)
  })

  app.openapi(addAddress, async (c) => {
    const input = c.req.valid('json')
    const addressId = deps.newId('adr')
    const known = await change(c, (addresses) => book.addAddress(addresses, input, addressId))
    return c.json(toSavedAddress(book.requireAddress(known, addressId)), 201)
  })

  app.openapi(changeAddress, async (c) => {
    const { addressId } = c.req.valid('param')
    const input = c.req.valid('json')
    const known = await change(c, (addresses) => book.changeAddress(addresses, input, addressId))
    return c.json(toSavedAddress(book.requireAddress(known, addressId)), 200)
  })

  app.openapi(removeAddress, async (c) => {
    const { addressId } = c.req.valid('param')
    await change(c, (addresses) => book.removeAddress(addresses, addressId))
    return c.body(null, 204)
  })
}
