import { resolve } from 'node:path'
import { immovableStore } from '../moving/document-keys.ts'
import type { StoresInput } from '../moving/open-stores.ts'
import { saveShop } from '../moving/save-shop.ts'
import { requireWholeShop } from '../moving/unfinished-import.ts'
import { keptChoice } from '../runner/plan/kept-choice.ts'
import { checkout, layoutOf } from '../runner/plan/layout.ts'
import { storesText } from '../runner/plan/store-choice.ts'
import { requireStopped } from '../runner/process/run-file.ts'
import { UserError } from '../runner/screen/user-error.ts'

export type ShopExport = {
  readonly store: string
  readonly to: string
  readonly portOffset: number
  readonly withOpenOrders: boolean
}

/** Writes the shop of this checkout, which is stopped, into a folder. Throws a UserError when there is none in the store. */
export async function exportShop({ store, to, ...options }: ShopExport): Promise<void> {
  const layout = layoutOf(checkout)
  requireStopped(layout.runFile)
  requireWholeShop(layout)
  const choice = keptChoice(layout)
  if (!choice) throw new UserError('This checkout has no shop')
  if (choice.store !== storesText(store))
    throw new UserError(`The shop of this checkout is in ${choice.store}, not in ${store}`)
  await saveAs({ layout, choice, store, to, ...options })
}

/** Writes the shop that a layout and a choice describe, and says what it wrote. */
export async function saveAs({
  store,
  to,
  ...input
}: ShopExport & Pick<StoresInput, 'layout' | 'choice'>): Promise<void> {
  const lost = immovableStore(store)
  if (lost)
    throw new UserError(`A shop in ${lost} cannot move: its documents ended with its sidecars`)
  const startedAt = performance.now()
  const say = (text: string) => void process.stdout.write(`${text}\n`)
  const note = await saveShop({ ...input, to: resolve(to), say })
  const documents = Object.values(note.documents).reduce((sum, { count }) => sum + count, 0)
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1)
  say(
    `${to} holds the shop as it is: ${documents} documents, ${note.files.count} files, and its secrets, after ${seconds} s.`,
  )
}
