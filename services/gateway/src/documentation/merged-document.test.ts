import type { OpenApiDocument } from '@comptoir/service/openapi/openapi'
import { describe, expect, it } from 'vitest'
import { createMergedDocument, type MergedDocument, mergeDocuments } from './merged-document.ts'

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

  it('holds the answers that services share, once', () => {
    const problem = { description: 'uri_too_long: The address is too long' }
    const shared = (path: string) => {
      const document = documentOf(path, { Line: { type: 'object' } })
      return { ...document, components: { ...document.components, responses: { Long: problem } } }
    }
    const merged = mergeDocuments([
      { appId: 'orders', document: shared('/api/orders') },
      { appId: 'carts', document: documentOf('/carts', { Line: { type: 'object' } }) },
      { appId: 'billing', document: shared('/api/invoices') },
    ])
    expect(merged.components['responses']).toEqual({ Long: problem })
  })

  const pathsOf = async (merged: MergedDocument) =>
    Object.keys(JSON.parse(Buffer.from((await merged.current()).body).toString()).paths)

  it('does without a service that is down, and keeps what it read before', async () => {
    let down = true
    const merged = createMergedDocument(['orders', 'carts'], async (appId) => {
      if (down && appId === 'orders') throw new Error('down')
      return { document: documentOf(`/${appId}`, { [appId]: {} }), etag: undefined }
    })
    expect(await pathsOf(merged)).toEqual(['/carts'])
    down = false
    await merged.refresh()
    down = true
    await merged.refresh()
    expect(await pathsOf(merged)).toEqual(['/orders', '/carts'])
  })

  it('asks again, at most once a second, as long as the document of a service is unknown', async () => {
    let [nowMs, asked, down] = [0, 0, true]
    const read = async (appId: string) => {
      asked += 1
      if (down) throw new Error('down')
      return { document: documentOf(`/${appId}`, {}), etag: undefined }
    }
    const merged = createMergedDocument(
      ['orders'],
      read,
      () => [],
      () => nowMs,
    )
    expect(await pathsOf(merged)).toEqual([])
    expect(await pathsOf(merged)).toEqual([])
    expect(asked).toBe(1)
    ;[nowMs, down] = [1_001, false]
    expect(await pathsOf(merged)).toEqual(['/orders'])
    nowMs = 60_000
    expect(await pathsOf(merged)).toEqual(['/orders'])
    expect(asked).toBe(2)
  })

  it('is put together once, and again when a service changes', async () => {
    const state = { version: '1', asked: 0 }
    const merged = createMergedDocument(['orders'], async (_, etag) => {
      state.asked += 1
      if (etag === state.version) return 'unchanged'
      return { document: documentOf(`/v${state.version}`, { Line: {} }), etag: state.version }
    })
    const first = await merged.current()
    for (let n = 0; n < 100; n++) expect(await merged.current()).toBe(first)
    expect(state.asked).toBe(1)
    await merged.refresh()
    expect(await merged.current()).toBe(first)
    state.version = '2'
    await merged.refresh()
    expect(await pathsOf(merged)).toEqual(['/v2'])
    expect((await merged.current()).etag).not.toBe(first.etag)
  })
})
