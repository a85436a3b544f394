import { type Answer, ask } from '../../visitor/ask.ts'
import { type Preferences, withPush } from './push-channels.ts'

/** What this browser does with messages of the shop. */
export type PushState = 'unknown' | 'unsupported' | 'blocked' | 'off' | 'on'

type Subscription = { readonly subscriptionId: string }

/** The id of this browser's subscription: the shop's list names no endpoint by which a browser would know its own. */
const noteName = 'comptoir.push'
const base = '/bff/push-subscriptions'

async function registration(): Promise<ServiceWorkerRegistration | undefined> {
  if (!('serviceWorker' in navigator) || !('PushManager' in window)) return undefined
  return await navigator.serviceWorker.getRegistration()
}

/** Whether this browser shows messages to who is signed in: it is of who signed up here last, and of nobody for whom it was removed. */
export async function readPush(): Promise<PushState> {
  const worker = await registration()
  if (!worker) return 'unsupported'
  if (Notification.permission === 'denied') return 'blocked'
  const known = localStorage.getItem(noteName)
  if (known === null || !(await worker.pushManager.getSubscription())) return 'off'
  const answer = await ask<{ items: readonly Subscription[] }>(`GET ${base}`)
  if ('problem' in answer) return 'off'
  return answer.value.items.some(({ subscriptionId }) => subscriptionId === known) ? 'on' : 'off'
}

/** Asks for permission, which browsers allow after a click only, and tells the shop of the browser. */
export async function turnPushOn(): Promise<PushState | 'refused' | 'failed'> {
  const worker = await registration()
  if (!worker) return 'unsupported'
  const permission = await Notification.requestPermission()
  if (permission !== 'granted') return permission === 'denied' ? 'blocked' : 'refused'
  try {
    const subscription = await subscribe(worker.pushManager)
    const answer = await tell(subscription)
    if ('value' in answer && (await choosePush())) {
      localStorage.setItem(noteName, answer.value.subscriptionId)
      return 'on'
    }
    await subscription.unsubscribe()
  } catch {
    // the push service of the browser does not answer
  }
  return 'failed'
}

/** Ends it here and at the shop: what either does not answer, this browser shows nothing more by the other. */
export async function turnPushOff(): Promise<PushState> {
  await Promise.allSettled([unsubscribe(), forgetSubscription()])
  return 'off'
}

/** Ends it for who leaves this browser. It never fails, and takes no longer than this: nobody is kept from leaving. */
export async function endPushWithin(limitMs: number): Promise<void> {
  const limit = new Promise((resolve) => setTimeout(resolve, limitMs))
  await Promise.race([turnPushOff(), limit])
}

async function unsubscribe(): Promise<void> {
  const worker = await registration()
  const subscription = await worker?.pushManager.getSubscription()
  await subscription?.unsubscribe()
}

async function forgetSubscription(): Promise<void> {
  const known = localStorage.getItem(noteName)
  if (known === null) return
  localStorage.removeItem(noteName)
  // the page may be left meanwhile
  await ask(`DELETE ${base}/${encodeURIComponent(known)}`, { keepalive: true })
}

async function subscribe(manager: PushManager): Promise<PushSubscription> {
  const key = await ask<{ publicKey: string }>(`GET ${base}/key`)
  if ('problem' in key) throw new Error(key.problem.code)
  const wanted = { userVisibleOnly: true, applicationServerKey: key.value.publicKey }
  try {
    return await manager.subscribe(wanted)
  } catch (error) {
    const before = await manager.getSubscription()
    if (!before) throw error
    // it was made with an earlier key of the shop
    await before.unsubscribe()
    return await manager.subscribe(wanted)
  }
}

/** Chooses the channel for orders and parcels, unless it is chosen. */
async function choosePush(): Promise<boolean> {
  const preferences = '/bff/notification-preferences'
  const answer = await ask<Preferences>(`GET ${preferences}`)
  if ('problem' in answer) return false
  const categories = withPush(answer.value)
  if (!categories) return true
  return 'value' in (await ask(`PATCH ${preferences}`, { body: { categories } }))
}

function tell(subscription: PushSubscription): Promise<Answer<Subscription>> {
  const { endpoint, keys } = subscription.toJSON()
  return ask(`POST ${base}`, { body: { endpoint, keys } })
}
