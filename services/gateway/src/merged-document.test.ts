import type { OpenApiDocument } from '@comptoir/service/openapi'
import { describe, expect, it } from 'vitest'
import { createMergedDocument, mergeDocuments } from './merged-document.ts'

function documentOf(path: string, schemas: Record<string, object>): OpenApiDocument {
  const name = Object.keys(schemas)[0] ?? ''
  return {
    openapi: '3.1.0',
    info: { title: path, version: '1' },
    paths: { [path]: { get: { responses: { 200: { $ref: `#/components/schemas/${name}` } } } } },
    components: { schemas: { ...schemas } },
  }
}

describe('the merged document', () => {
  it('holds every path, shares equal schemas and renames those that clash', () => {
    const merged = mergeDocuments([
      { appId: 'orders', document: documentOf('/api/orders', { Line: { type: 'object' } }) },
      { appId: 'carts', document: documentOf('/carts', { Line: { type: 'object' } }) },
      { appId: 'billing', document: documentOf('/api/invoices', { Line: { type: 'string' } }) },
    ])
    expect(Object.keys(merged.paths)).toEqual(['/api/orders', '/carts', '/api/invoices'])
    expect(merged.components['schemas']).toEqual({
      Line: { type: 'object' },
      BillingLine: { type: 'string' },
    })
    expect(JSON.stringify(merged.paths['/api/invoices'])).toContain(
      '#/components/schemas/BillingLine',
    )
    expect(JSON.stringify(merged.paths['/carts'])).toContain('#/components/schemas/Line')
  })

  it('does without a service that is down, and keeps what it read before', async () => {
    let down = true
    const document = createMergedDocument(['orders', 'carts'], async (appId) => {
      if (down && appId === 'orders') throw new Error('down')
      return documentOf(`/${appId}`, { [appId]: {} })
    })
    expect(Object.keys((await document()).paths)).toEqual(['/carts'])
    down = false
    await document()
    down = true
    expect(Object.keys((await document()).paths)).toEqual(['/orders', '/carts'])
  })
})
