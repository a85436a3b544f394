import { lookUp } from '@comptoir/contracts/look-up'
import { appIds } from '@comptoir/contracts/topology'
import type { Document } from 'mongodb'
import { describe, expect, it } from 'vitest'
import { knownSecrets } from '../../resources/known-secrets.ts'
import { layoutOf } from '../../runner/plan/layout.ts'
import { portsAt } from '../../runner/plan/ports.ts'
import { databaseUsers } from './database-users.ts'
import { provideMongodb } from './mongodb.ts'
import { emptyMongodb, prepareMongodb, type RunCommand, shopOf } from './mongodb-users.ts'

const provide = (url?: string) =>
  provideMongodb({
    ...{ layout: layoutOf(), ports: portsAt(0), secrets: knownSecrets('test'), isRoot: false },
    env: { MONGODB_URL: url },
    progress: () => {},
  })

describe('MongoDB as the store', () => {
  it.each([
    [undefined, 'set MONGODB_URL=mongodb://'],
    ['mongodb://admin:secret@db/shop', 'in a replica set only'],
    ['mongodb://admin:secret@db/my.shop?replicaSet=rs0', 'my.shop is no name'],
  ])('is refused at %s', async (url, reason) => {
    await expect(provide(url)).rejects.toThrow(reason)
  })

  it('gives each sidecar the address of its own user, on every node', async () => {
    const part = await provide('mongodb://root:p%40ss@db1:27017,db2:27018/shop?replicaSet=rs0')
    const { STATE_CONNECTION = '', STATE_SCHEMA } = part.sidecarEnvironment('orders')
    expect(STATE_SCHEMA).toBe('shop_orders')
    expect(STATE_CONNECTION).toMatch(
      /^mongodb:\/\/shop_orders:[\w%-]+@db1:27017,db2:27018\/shop_orders\?replicaSet=rs0&authSource=shop_orders$/,
    )
    expect(STATE_CONNECTION).not.toMatch(/root|p%40ss/)
    expect(part.sidecarEnvironment('carts').STATE_CONNECTION).not.toContain('shop_orders')
  })

  it('is named comptoir unless the address says otherwise', () => {
    expect(shopOf('mongodb://db/?replicaSet=rs0')).toBe('comptoir')
    expect(shopOf('mongodb://db1,db2/my-shop?replicaSet=rs0')).toBe('my-shop')
  })
})

type User = { readonly pwd: string; readonly roles: readonly string[] }

/** As much of a server as the preparation asks for: users by database and name, and one note for each database. */
function createServer() {
  const users = new Map<string, User>()
  const notes = new Map<string, string>()
  type Answer = (database: string, command: Document) => Document
  const keepUser =
    (verb: string, isThere: boolean): Answer =>
    (database, { [verb]: name, pwd, roles }) => {
      const user = `${database}.${name}`
      if (users.has(user) !== isThere) throw new Error(`${verb} ${user}`)
      users.set(user, { pwd, roles })
      return {}
    }
  const answers: Readonly<Record<string, Answer>> = {
    usersInfo: (database, { usersInfo: name }) => ({
      users: users.has(`${database}.${name}`) ? [{ user: name }] : [],
    }),
    createUser: keepUser('createUser', false),
    updateUser: keepUser('updateUser', true),
    dropAllUsersFromDatabase(database) {
      for (const user of users.keys()) if (user.startsWith(`${database}.`)) users.delete(user)
      return {}
    },
    dropDatabase: (database) => ({ dropped: notes.delete(database) }),
    update(database, { updates: [{ u: change }] }) {
      if (!notes.has(database)) notes.set(database, change.$setOnInsert.own)
      return {}
    },
    find(database) {
      const own = notes.get(database)
      return { cursor: { firstBatch: own === undefined ? [] : [{ own }] } }
    },
  }
  const run: RunCommand = async (database, command) => {
    const [name = ''] = Object.keys(command)
    const answer = lookUp(answers, name)
    if (!answer) throw new Error(`no such command: ${name}`)
    return answer(database, command)
  }
  return { users, notes, run }
}

describe('preparing MongoDB', () => {
  const secrets = { partsKey: 'test' }

  it('makes one user for each service, of its own database only, and again changes nothing', async () => {
    const { users, run } = createServer()
    await prepareMongodb(run, 'shop', secrets)
    const names = databaseUsers('shop', secrets).services.map(({ name }) => `${name}.${name}`)
    expect([...users.keys()].toSorted()).toEqual(names.toSorted())
    expect(new Set([...users.values()].map(({ roles }) => roles.join()))).toEqual(
      new Set(['readWrite']),
    )
    expect(new Set([...users.values()].map(({ pwd }) => pwd)).size).toBe(appIds.length)
    const before = new Map(users)
    await prepareMongodb(run, 'shop', secrets)
    expect(users).toEqual(before)
  })

  it('makes none for services that keep their documents elsewhere', async () => {
    const { users, run } = createServer()
    await prepareMongodb(run, 'shop', secrets, ['orders', 'catalog'])
    expect([...users.keys()]).toEqual(['shop_orders.shop_orders', 'shop_catalog.shop_catalog'])
  })

  it('refuses the databases of another checkout until they were emptied', async () => {
    const { users, notes, run } = createServer()
    await prepareMongodb(run, 'shop', secrets)
    const other = () => prepareMongodb(run, 'shop', { partsKey: 'another' })
    await expect(other()).rejects.toThrow('holds the shop of another checkout')
    await emptyMongodb(run, 'shop')
    expect([...users.keys(), ...notes.keys()]).toEqual([])
    await expect(other()).resolves.toBeUndefined()
  })
})
