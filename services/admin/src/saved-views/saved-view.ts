import type {
  SavedViewInput,
  SavedViewList,
  SavedView as View,
} from '@comptoir/contracts/admin/saved-views'
import type { Document } from '@comptoir/dapr/documents/documents'
import type { User } from '@comptoir/service/auth/auth'
import { refuse } from '@comptoir/service/problems/refusal'

/** A view as it is stored. */
export type SavedView = SavedViewInput & {
  readonly ownerId: string
  readonly list: SavedViewList
  readonly createdAt: string
  readonly updatedAt: string
}
type Caller = Pick<User, 'id' | 'roles'>

type Asked = { readonly list: SavedViewList; readonly input: SavedViewInput; readonly at: string }

export const newView = (owner: Caller, { list, input, at }: Asked): SavedView => ({
  ...checkedSharing(owner, input),
  ...{ ownerId: owner.id, list, createdAt: at, updatedAt: at },
})

/** All of a view but its list anew; nothing when it is so already. */
export function changeView(
  view: SavedView,
  owner: Caller,
  { input, at }: Omit<Asked, 'list'>,
): SavedView | undefined {
  const { ownerId, list, createdAt, updatedAt } = view
  const kept = { ownerId, list, createdAt }
  const same = { ...checkedSharing(owner, input), ...kept, updatedAt }
  if (textOf(same) === textOf(view)) return undefined
  return { ...same, updatedAt: at }
}

/** A view is shared with a role that its owner has: with that of others nobody would know who answers for it. */
function checkedSharing(owner: Caller, input: SavedViewInput): SavedViewInput {
  const { sharedWith } = input
  if (sharedWith === undefined || owner.roles.includes(sharedWith)) return input
  const message = 'a view is shared with a role of its owner'
  throw refuse('invalid_request', message, {
    errors: [{ field: 'sharedWith', code: 'not_own_role', message }],
  })
}

const textOf = (view: SavedView): string =>
  JSON.stringify(Object.entries(view).toSorted(([one], [other]) => (one < other ? -1 : 1)))

/** Whether somebody sees it: its owner, and who has the role that it is shared with. */
export const isVisibleTo = ({ id, roles }: Caller, { ownerId, sharedWith }: SavedView): boolean =>
  ownerId === id || (sharedWith !== undefined && roles.includes(sharedWith))

export function toView({ id, version, data }: Document<SavedView>, caller: Caller): View {
  const { ownerId, ...rest } = data
  return { viewId: id, ...rest, isOwn: ownerId === caller.id, version }
}
