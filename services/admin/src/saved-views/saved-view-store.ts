import {
  SavedViewInput,
  SavedViewList,
  savedViewLimits,
} from '@comptoir/contracts/admin/saved-views'
import {
  type Collection,
  createCollection,
  type Document,
} from '@comptoir/dapr/documents/documents'
import { type Erase, eraseEach } from '@comptoir/dapr/documents/erasure'
import { type CollectPersonalData, recordsOf } from '@comptoir/dapr/documents/personal-data'
import type { Store } from '@comptoir/dapr/documents/store'
import type { User } from '@comptoir/service/auth/auth'
import { z } from 'zod'
import { isVisibleTo, type SavedView } from './saved-view.ts'

const StoredSavedView = SavedViewInput.extend({
  ownerId: z.string(),
  list: SavedViewList,
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})

export type SavedViews = Collection<SavedView>

export const ownKey = (userId: string, list: SavedViewList) => `${list}:user:${userId}`
export const sharedKey = (role: string, list: SavedViewList) => `${list}:role:${role}`

/** By list and owner, by list and the role that sees them, and by owner alone. The list is in every key: no list shows the views of another. */
export const createSavedViews = (store: Store): SavedViews =>
  createCollection<SavedView>(store, {
    ...{ name: 'saved-views', schema: StoredSavedView },
    indexes: {
      of: ({ ownerId, list, sharedWith, createdAt }) => {
        const shared = sharedWith === undefined ? [] : [sharedKey(sharedWith, list)]
        const score = Date.parse(createdAt)
        return [ownKey(ownerId, list), ...shared].map((key) => ({ key, score }))
      },
      person: ({ ownerId, createdAt }) => [{ key: ownerId, score: Date.parse(createdAt) }],
    },
  })

/** What somebody sees of a list: their own first, by name. */
export async function viewsOf(
  views: SavedViews,
  user: Pick<User, 'id' | 'roles'>,
  list: SavedViewList,
): Promise<Document<SavedView>[]> {
  const keys = [ownKey(user.id, list), ...user.roles.map((role) => sharedKey(role, list))]
  const limit = savedViewLimits.own + savedViewLimits.shared
  const pages = await Promise.all(keys.map((key) => views.list('of', key, { limit })))
  const found = new Map(pages.flatMap(({ items }) => items).map((view) => [view.id, view]))
  const order = ({ data }: Document<SavedView>) =>
    `${data.ownerId === user.id ? 0 : 1} ${data.name}`
  // the keys say the same: a second guard, so that a mistake in them shows nobody the views of another list or role
  return [...found.values()]
    .filter(({ data }) => data.list === list && isVisibleTo(user, data))
    .toSorted((one, other) => order(one).localeCompare(order(other)))
}

const ofPerson = (views: SavedViews, userId: string) => ({
  ...{ collection: views, index: 'person', key: userId },
})

/** Views go with the account of who made them, for their colleagues too. */
export const eraseViews =
  (views: SavedViews): Erase =>
  (userId) =>
    eraseEach(ofPerson(views, userId), ({ id }) => views.remove(id))

export const collectViews = (views: SavedViews): CollectPersonalData =>
  async function* collect(userId) {
    yield* recordsOf('saved-view', ofPerson(views, userId), ({ data }) => data)
  }
