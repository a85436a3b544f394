const runningName = 'comptoir.chat'
const openName = 'comptoir.chat.open'

type Place = 'localStorage' | 'sessionStorage'

/** A browser that keeps nothing has no notes; the chat works without them. */
function has(place: Place, name: string): boolean {
  try {
    return window[place].getItem(name) !== null
  } catch {
    return false
  }
}

function note(place: Place, name: string, isSo: boolean): void {
  try {
    if (isSo) window[place].setItem(name, '1')
    else window[place].removeItem(name)
  } catch {
    // it is not noted
  }
}

/** Whether this browser has a conversation that may be answered: only then the button asks for answers. */
export const isChatRunning = (): boolean => has('localStorage', runningName)
export const noteChat = (isRunning: boolean): void => note('localStorage', runningName, isRunning)

/** Whether the panel was open on the page before, in this tab. */
export const wasChatOpen = (): boolean => has('sessionStorage', openName)
export const noteOpen = (isOpen: boolean): void => note('sessionStorage', openName, isOpen)

/** Opens the chat, from any page: `dispatchEvent(new Event('comptoir:chat'))`. */
export const openChatEvent = 'comptoir:chat'
