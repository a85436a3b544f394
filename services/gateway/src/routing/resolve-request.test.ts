import { expect, it } from 'vitest'
import operations from '../../operations.json' with { type: 'json' }
import { createOperationTable, Operation } from './operation-table.ts'
import { createResolver } from './resolve-request.ts'

const resolve = createResolver(createOperationTable(Operation.array().parse(operations)))
const targetOf = (target: string) => resolve('GET', target)?.target

it('writes the same question in one way, and keeps the order of products that are asked for by id', () => {
  const narrowed = '/api/products?brand=B&page=2&brand=A&unknown=x'
  expect(targetOf(narrowed)).toBe('/api/products?brand=A&brand=B&page=2')
  expect(targetOf('/api/products?ids=b&limit=5&ids=a')).toBe('/api/products?ids=b&ids=a&limit=5')
})
