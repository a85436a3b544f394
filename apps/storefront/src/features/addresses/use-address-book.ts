import type { SavedAddress } from '@comptoir/contracts/accounts/schemas'
import { useState } from 'react'
import type { Problem } from '../../visitor/ask.ts'
import { askAsUser, isSignedOut } from '../../visitor/session-end.ts'
import { useOwn } from '../../visitor/use-own.ts'
import { type AddressWish, type Kinds, wishOf } from './address-wish.ts'

type Book = { readonly items: readonly SavedAddress[] }
const path = '/bff/me/addresses'
const pathOf = ({ addressId }: SavedAddress) => `${path}/${encodeURIComponent(addressId)}`

/** The addresses of who is signed in. After each change they are read again: the shop decides what is the default then. */
export function useAddressBook() {
  const own = useOwn<Book>(`GET ${path}`)
  const { value, put, reload } = own
  const [removed, setRemoved] = useState<SavedAddress>()
  const [problem, setProblem] = useState<Problem>()

  async function write(operation: string, body?: AddressWish): Promise<Problem | undefined> {
    setProblem(undefined)
    const answer = await askAsUser(operation, body === undefined ? {} : { body })
    if ('value' in answer) await reload()
    return 'problem' in answer ? answer.problem : undefined
  }

  /** Says at the top what became of a change that has no form. */
  async function say(change: Promise<Problem | undefined>): Promise<boolean> {
    const refused = await change
    if (refused && !isSignedOut(refused)) setProblem(refused)
    return refused === undefined
  }

  return {
    own,
    problem,
    /** The last one that was taken out, until something else is done: it can be had back. */
    removed,
    async save(wish: AddressWish, known?: SavedAddress): Promise<Problem | undefined> {
      const refused = await write(known ? `PUT ${pathOf(known)}` : `POST ${path}`, wish)
      if (!refused) setRemoved(undefined)
      return refused
    },
    async remove(address: SavedAddress): Promise<void> {
      put({ items: (value?.items ?? []).filter((one) => one !== address) })
      const isDone = await say(write(`DELETE ${pathOf(address)}`))
      if (isDone) setRemoved(address)
      else if (value) put(value)
    },
    async undo(): Promise<boolean> {
      if (!removed) return false
      const isDone = await say(write(`POST ${path}`, wishOf(removed)))
      if (isDone) setRemoved(undefined)
      return isDone
    },
    makeDefault: (address: SavedAddress, kind: keyof Kinds) =>
      say(write(`PUT ${pathOf(address)}`, { ...wishOf(address), [kind]: true })),
  }
}

export type AddressBook = ReturnType<typeof useAddressBook>
