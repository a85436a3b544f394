import type { SavedAddress } from '@comptoir/contracts/accounts/schemas'
import { useRef, useState } from 'react'
import type { Problem } from '../../visitor/ask.ts'
import { askAsUser, isSignedOut } from '../../visitor/session-end.ts'
import { useOwn } from '../../visitor/use-own.ts'
import { type AddressWish, defaultWish, type Kinds, wishOf } from './address-wish.ts'

type Book = { readonly items: readonly SavedAddress[] }
const path = '/bff/me/addresses'
const pathOf = ({ addressId }: SavedAddress) => `${path}/${encodeURIComponent(addressId)}`

/** One change of an address at a time: a second click asks for nothing. */
function useOnce() {
  const running = useRef(new Set<string>())
  return async ({ addressId }: SavedAddress, change: () => Promise<unknown>): Promise<void> => {
    if (running.current.has(addressId)) return
    running.current.add(addressId)
    await change()
    running.current.delete(addressId)
  }
}

/** The address that was taken out last. Who takes it to have it back has it alone: a second click finds none. */
function useRemoved() {
  const [removed, setRemoved] = useState<SavedAddress>()
  const free = useRef<SavedAddress>(undefined)
  return {
    removed,
    keep(address: SavedAddress | undefined): void {
      free.current = address
      setRemoved(address)
    },
    async take(restore: (address: SavedAddress) => Promise<boolean>): Promise<boolean> {
      const address = free.current
      if (!address) return false
      free.current = undefined
      const isDone = await restore(address)
      if (isDone) setRemoved((last) => (last === address ? undefined : last))
      else free.current ??= address
      return isDone
    },
  }
}

/** The addresses of who is signed in. After each change they are read again: the shop decides what is the default then. */
export function useAddressBook() {
  const own = useOwn<Book>(`GET ${path}`)
  const { value, put, reload } = own
  const { removed, keep, take } = useRemoved()
  const once = useOnce()
  const [problem, setProblem] = useState<Problem>()

  async function write(operation: string, body?: AddressWish): Promise<Problem | undefined> {
    setProblem(undefined)
    const answer = await askAsUser(operation, { body })
    if ('value' in answer) await reload()
    return 'problem' in answer ? answer.problem : undefined
  }

  /** Says at the top what became of a change that has no form. */
  async function say(change: Promise<Problem | undefined>): Promise<boolean> {
    const refused = await change
    if (refused && !isSignedOut(refused)) setProblem(refused)
    return refused === undefined
  }

  /** Writes the address as it is now: it may have been changed elsewhere since this page read it. */
  async function choose(address: SavedAddress, kind: keyof Kinds): Promise<Problem | undefined> {
    const now = await askAsUser<Book>(`GET ${path}`)
    if ('problem' in now) return now.problem
    const wish = defaultWish(now.value.items, address, kind)
    if (wish) return await write(`PUT ${pathOf(address)}`, wish)
    put(now.value)
    return { status: 404, code: 'not_found' }
  }

  async function remove(address: SavedAddress): Promise<void> {
    put({ items: (value?.items ?? []).filter((one) => one !== address) })
    const isDone = await say(write(`DELETE ${pathOf(address)}`))
    if (isDone) keep(address)
    else if (value) put(value)
  }

  return {
    own,
    problem,
    /** The last one that was taken out, until something else is done: it can be had back. */
    removed,
    async save(wish: AddressWish, known?: SavedAddress): Promise<Problem | undefined> {
      const refused = await write(known ? `PUT ${pathOf(known)}` : `POST ${path}`, wish)
      if (!refused) keep(undefined)
      return refused
    },
    remove: (address: SavedAddress) => once(address, () => remove(address)),
    undo: () => take((address) => say(write(`POST ${path}`, wishOf(address)))),
    makeDefault: (address: SavedAddress, kind: keyof Kinds) =>
      once(address, () => say(choose(address, kind))),
  }
}

export type AddressBook = ReturnType<typeof useAddressBook>
