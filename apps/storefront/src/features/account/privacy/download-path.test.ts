import { describe, expect, it } from 'vitest'
import { downloadPath } from './download-path.ts'

const at = (path: string) => downloadPath({ link: { path, expiresAt: '2026-11-30T10:00:00.000Z' } })

describe('the way to an archive', () => {
  it('goes through the site, for what has an archive', () => {
    expect(at('/api/data-exports/exp_1?token=x.y')).toBe('/bff/data-exports/exp_1?token=x.y')
    expect(downloadPath({})).toBeUndefined()
  })

  it('leads nowhere else', () => {
    for (const path of [
      'https://evil.test/api/data-exports/1',
      '//evil.test',
      '/api/me',
      '/bff/me',
    ])
      expect(at(path)).toBeUndefined()
  })
})
