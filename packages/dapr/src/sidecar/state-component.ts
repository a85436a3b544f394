import { type Sidecar, SidecarError, type SidecarMetadata } from './sidecar.ts'

/** The state store that a sidecar has: what its component is called, and its type, such as `state.redis`. */
export type StateComponent = { readonly name: string; readonly type: string }

/** The state stores that a sidecar has loaded. */
export const stateComponents = ({ components = [] }: SidecarMetadata): StateComponent[] =>
  components.flatMap(({ name, type = '' }) => (type.startsWith('state.') ? [{ name, type }] : []))

/**
 * The state store of a sidecar, whatever its component is called: which one a service has is a choice of who deploys it.
 * Throws a SidecarError while it has loaded none, and when it has several: documents would be now here, now there.
 */
export async function stateComponent(sidecar: Pick<Sidecar, 'metadata'>): Promise<StateComponent> {
  const [own, ...others] = stateComponents(await sidecar.metadata())
  if (!own) throw new SidecarError('the sidecar has not loaded its state store')
  if (others.length === 0) return own
  const names = [own, ...others].map(({ name }) => name)
  throw new SidecarError(`the sidecar has more than one state store: ${names.join(', ')}`)
}
