import { isIPv4 } from 'node:net'
import { networkOf } from '@comptoir/service/auth/client-address'

/** From where a session is used. */
export type Whence = { readonly device?: string; readonly network?: string }

// the first that fits: Edge and Opera call themselves Chrome, and Chrome calls itself Safari
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|CriOS)\//, 'Chrome'],
  [/\bVersion\/.*Safari\//, 'Safari'],
]
const systems: readonly (readonly [RegExp, string])[] = [
  [/\b(?:iPhone|iPad|iPod)\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
]

/**
 * What a user agent says it is, coarse: browser and system, or the product that it names first.
 * @example deviceOf('Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0') // 'Firefox, Linux'
 */
export function deviceOf(userAgent: string | undefined): string | undefined {
  if (!userAgent) return undefined
  const named = [browsers, systems].flatMap(
    (known) => known.find(([pattern]) => pattern.test(userAgent))?.[1] ?? [],
  )
  if (named.length > 0) return named.join(', ')
  return /^[\w.-]{1,40}/.exec(userAgent)?.[0]
}

/** The network of an address: a /24, or a /48 of IPv6. Nothing of what is none. */
export function coarseNetworkOf(address: string): string | undefined {
  if (isIPv4(address)) return address.replace(/\.\d+$/, '.0/24')
  const [left, right] = networkOf(address).split('::/')
  if (right === undefined || left === undefined) return undefined
  return `${left.split(':').slice(0, 3).join(':')}::/48`
}

export function whence(userAgent: string | undefined, address: string): Whence {
  const [device, network] = [deviceOf(userAgent), coarseNetworkOf(address)]
  return { ...(device && { device }), ...(network && { network }) }
}
