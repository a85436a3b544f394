import { type AppId, appIds } from '@comptoir/contracts/topology'

const behind = appIds.filter((appId) => appId !== 'gateway')

/** Asks every service; one that does not answer is named instead. */
export async function askAll<T>(ask: (appId: AppId) => Promise<T>) {
  const asked = await Promise.all(
    behind.map(async (appId) => ({ appId, answer: await ask(appId).catch(() => undefined) })),
  )
  return {
    answers: asked.flatMap(({ appId, answer }) => (answer === undefined ? [] : { appId, answer })),
    silent: asked.flatMap(({ appId, answer }) => (answer === undefined ? appId : [])),
  }
}
