import { lookUp } from '../look-up.ts'
import { type AppId, services } from '../topology.ts'

/**
 * The environment variable that says where a service listens, for who reaches it past the sidecars.
 * @example serviceUrlVariable('orders') // 'SERVICE_URL_ORDERS'
 */
export const serviceUrlVariable = (appId: AppId): string =>
  `SERVICE_URL_${appId.toUpperCase().replaceAll('-', '_')}`

/** Where a service listens: as the environment says, or at its usual port on this host. */
export const serviceUrlOf = (
  appId: AppId,
  env: Readonly<Record<string, string | undefined>>,
): string => lookUp(env, serviceUrlVariable(appId)) ?? `http://127.0.0.1:${services[appId].port}`
