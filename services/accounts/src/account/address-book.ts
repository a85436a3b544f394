import type { AddressWish } from '@comptoir/contracts/accounts/schemas'
import { refuse } from '@comptoir/service/problems/refusal'
import type { StoredAddress } from './account.ts'

const mostAddresses = 50
type Book = readonly StoredAddress[]

/** Adds an address; the first one is the default of both kinds. */
export function addAddress(book: Book, input: AddressWish, addressId: string): StoredAddress[] {
  if (book.length >= mostAddresses) throw refuse('conflict', `${mostAddresses} addresses at most`)
  return settle([...book, toSaved(input, addressId)], addressId)
}

export function changeAddress(book: Book, input: AddressWish, addressId: string): StoredAddress[] {
  requireAddress(book, addressId)
  const changed = book.map((known) =>
    known.addressId === addressId ? toSaved(input, addressId) : known,
  )
  return settle(changed, addressId)
}

/** Removes an address; another one becomes the default in its place. */
export function removeAddress(book: Book, addressId: string): StoredAddress[] {
  requireAddress(book, addressId)
  return settle(book.filter((known) => known.addressId !== addressId))
}

export function requireAddress(book: Book, addressId: string): StoredAddress {
  const found = book.find((known) => known.addressId === addressId)
  if (!found) throw refuse('not_found', 'there is no such address')
  return found
}

function toSaved(input: AddressWish, addressId: string): StoredAddress {
  const { isDefaultShipping = false, isDefaultBilling = false, ...address } = input
  return { ...address, addressId, isDefaultShipping, isDefaultBilling }
}

type Kind = 'isDefaultShipping' | 'isDefaultBilling'

/** One default of each kind, as long as there is an address; the one just written goes first. */
function settle(book: Book, writtenId?: string): StoredAddress[] {
  const shipping = defaultOf(book, 'isDefaultShipping', writtenId)
  const billing = defaultOf(book, 'isDefaultBilling', writtenId)
  return book.map((known) => ({
    ...known,
    isDefaultShipping: known.addressId === shipping,
    isDefaultBilling: known.addressId === billing,
  }))
}

function defaultOf(book: Book, kind: Kind, writtenId: string | undefined): string | undefined {
  const wanting = book.filter((known) => known[kind])
  const chosen = wanting.find(({ addressId }) => addressId === writtenId) ?? wanting[0] ?? book[0]
  return chosen?.addressId
}
