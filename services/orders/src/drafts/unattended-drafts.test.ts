import { expect, it } from 'vitest'
import type { Drafts } from './draft-store.ts'
import { eraseAlso } from './unattended-drafts.ts'

const noDrafts = { list: async () => ({ items: [] }) } as unknown as Drafts
const away = () => Promise.reject(new Error('the store is away'))
const brokenDrafts = { list: away } as unknown as Drafts

it('tells what is left of the orders: an erasure is confirmed when nothing is', async () => {
  expect(await eraseAlso(async () => ({ left: 2 }), noDrafts)('usr_1')).toEqual({ left: 2 })
})

it('erases the orders also when a draft cannot be removed, and says that it was not all', async () => {
  const erased: string[] = []
  const erase = eraseAlso(async (userId) => void erased.push(userId), brokenDrafts)
  await expect(erase('usr_1')).rejects.toThrow('the store is away')
  expect(erased).toEqual(['usr_1'])
})
