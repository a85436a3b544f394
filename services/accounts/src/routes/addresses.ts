import {
  addAddress,
  changeAddress,
  listAddresses,
  removeAddress,
} from '@comptoir/contracts/accounts/routes'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser } from '@comptoir/service/auth/auth'
import * as book from '../account/address-book.ts'
import { currentAccount } from '../account/current-account.ts'
import { toSavedAddress } from '../account/profile-view.ts'
import type { Deps } from '../deps.ts'

type AddressDeps = Pick<Deps, 'accounts' | 'newId'>

export function addAddressRoutes(app: ServiceApp, deps: AddressDeps): void {
  app.openapi(listAddresses, async (c) => {
    const { data } = await currentAccount(deps, currentUser(c))
    return c.json({ items: data.addresses.map(toSavedAddress) }, 200)
  })

  app.openapi(addAddress, async (c) => {
    const { id } = await currentAccount(deps, currentUser(c))
    const input = c.req.valid('json')
    const addressId = deps.newId('adr')
    const { data } = await deps.accounts.change(id, (account) => ({
      ...account,
      addresses: book.addAddress(account.addresses, input, addressId),
    }))
    return c.json(toSavedAddress(book.requireAddress(data.addresses, addressId)), 201)
  })

  app.openapi(changeAddress, async (c) => {
    const { id } = await currentAccount(deps, currentUser(c))
    const { addressId } = c.req.valid('param')
    const input = c.req.valid('json')
    const { data } = await deps.accounts.change(id, (account) => ({
      ...account,
      addresses: book.changeAddress(account.addresses, input, addressId),
    }))
    return c.json(toSavedAddress(book.requireAddress(data.addresses, addressId)), 200)
  })

  app.openapi(removeAddress, async (c) => {
    const { id } = await currentAccount(deps, currentUser(c))
    const { addressId } = c.req.valid('param')
    await deps.accounts.change(id, (account) => ({
      ...account,
      addresses: book.removeAddress(account.addresses, addressId),
    }))
    return c.body(null, 204)
  })
}
