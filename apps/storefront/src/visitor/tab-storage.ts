import { currentNote } from './ui-cookie.ts'

/** Where a tab keeps what was typed: as long as the tab lives, over a reload and Back, never by another tab. */
export type Keeper = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const ownerName = 'comptoir.owner'

/**
 * A storage whose content is of one person. Whoever signs in takes over what was typed as a guest, and gets back what they had typed
 * before their session ended; somebody else finds nothing of it.
 */
export function createTabStorage(
  storage: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'clear'>,
  who: () => string | undefined,
): Keeper & { readonly handOver: () => boolean } {
  /** Empties it when it is of somebody else; says whether it was. */
  function handOver(): boolean {
    const person = who()
    if (person === undefined) return false
    const owner = storage().getItem(ownerName)
    if (owner === person) return false
    if (owner !== null) storage().clear()
    storage().setItem(ownerName, person)
    return owner !== null
  }

  function own() {
    handOver()
    return storage()
  }

  return {
    handOver,
    getItem: (name) => own().getItem(name),
    setItem: (name, value) => own().setItem(name, value),
    removeItem: (name) => own().removeItem(name),
  }
}

/** What this tab keeps of who is signed in, or of a guest. */
export const tabStorage = createTabStorage(
  () => sessionStorage,
  () => currentNote().who,
)

/** Whether another person than before is signed in: then nothing of the former is left in this tab's storage. */
export function isHandedOver(): boolean {
  try {
    return tabStorage.handOver()
  } catch {
    // a browser that keeps nothing has nothing to hand over
    return false
  }
}
