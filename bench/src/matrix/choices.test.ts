import { describe, expect, it } from 'vitest'
import { choicesOf, nameOf, readChoices } from './choices.ts'

const known = {
  brokers: ['kafka', 'rabbitmq', 'redis'],
  stores: ['in-memory', 'mongodb', 'mysql', 'postgresql', 'redis', 'sqlite'],
}

describe('the rows of the matrix', () => {
  it('are each broker and each store with Redis, and the pairs that shops run, each once, but for MongoDB', () => {
    expect(choicesOf(known).map(nameOf)).toEqual([
      ...['redis+redis', 'kafka+redis', 'rabbitmq+redis'],
      ...['redis+in-memory', 'redis+mysql', 'redis+postgresql', 'redis+sqlite'],
      ...['kafka+in-memory', 'rabbitmq+mysql', 'kafka+postgresql', 'redis+sqlite,carts=redis'],
    ])
  })

  it('hold a new broker as soon as it has components, and no pair of what is gone', () => {
    const others = { brokers: ['redis', 'jetstream'], stores: ['redis', 'postgresql'] }
    expect(choicesOf(others).map(nameOf)).toEqual([
      ...['redis+redis', 'jetstream+redis', 'redis+postgresql'],
    ])
  })
})

describe('--only', () => {
  it('takes any broker with any store', () => {
    const choices = readChoices('kafka+postgresql, rabbitmq+sqlite', known)
    expect(choices).toEqual([
      { broker: 'kafka', store: 'postgresql' },
      { broker: 'rabbitmq', store: 'sqlite' },
    ])
  })

  it('takes the store of a service for part of a choice', () => {
    const text = 'redis+sqlite,carts=redis, orders=mysql,kafka+redis'
    expect(readChoices(text, known).map(nameOf)).toEqual([
      ...['redis+sqlite,carts=redis,orders=mysql', 'kafka+redis'],
    ])
    expect(() => readChoices('redis+sqlite,baskets=redis', known)).toThrow('No service is called')
  })

  it.for(['redis+sqlite,carts=cellar', 'kafka', 'postgresql+kafka', 'kafka+mysql+redis', ''])(
    'refuses "%s"',
    (text) => {
      expect(() => readChoices(text, known)).toThrow('brokers: kafka, rabbitmq, redis; stores: in-')
    },
  )
})
