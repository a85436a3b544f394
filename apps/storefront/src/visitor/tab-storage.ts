import { currentNote, type UiNote } from './ui-cookie.ts'

/** Where a tab keeps what was typed: as long as the tab lives, over a reload and Back, never by another tab. */
export type Keeper = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const ownerName = 'comptoir.owner'

/**
 * A storage whose content is of one person. Whoever signs in takes over what was typed as a guest, and gets back what they had typed
 * before their session ended; somebody else, and a guest after a sign-out, finds nothing of it.
 *
 * A page outlives its person: it comes back by Back, and stands in another window. Once it is of somebody who is not here any more, it
 * reads and writes nothing until it is loaded anew, because what it shows is theirs.
 */
export function createTabStorage(
  storage: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'clear'>,
  note: () => Pick<UiNote, 'who' | 'hasLeft'>,
): Keeper & { readonly handOver: () => boolean } {
  /** Whom this page knew last. */
  let known: string | undefined
  let isStale = false

  /** Empties the storage when it is of somebody else; says whether it was. */
  function empty(person: string | undefined): boolean {
    try {
      const owner = storage().getItem(ownerName)
      const isOfAnother = owner !== null && owner !== person
      if (isOfAnother) storage().clear()
      if (person !== undefined) storage().setItem(ownerName, person)
      return isOfAnother
    } catch {
      // a browser that keeps nothing has nothing to hand over
      return false
    }
  }

  /** Whether this page is of somebody else than who is here: it stays so until it is loaded anew. */
  function handOver(): boolean {
    const { who, hasLeft } = note()
    // a session that ended by itself: its person may come back
    if (who === undefined && !hasLeft) return isStale
    const isOfAnother = known !== undefined && known !== who
    known = who ?? known
    if (empty(who) || isOfAnother) isStale = true
    return isStale
  }

  const own = () => (handOver() ? undefined : storage())

  return {
    handOver,
    getItem: (name) => own()?.getItem(name) ?? null,
    setItem: (name, value) => own()?.setItem(name, value),
    removeItem: (name) => own()?.removeItem(name),
  }
}

/** What this tab keeps of who is signed in, or of a guest. */
export const tabStorage = createTabStorage(() => sessionStorage, currentNote)

/** Whether somebody else is here than whom this page is of: then it is to be loaded anew. */
export const isHandedOver = (): boolean => tabStorage.handOver()
