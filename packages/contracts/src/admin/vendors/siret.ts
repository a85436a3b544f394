import { passesLuhn } from '../../checks/luhn.ts'

const compact = (text: string): string => text.replace(/\s/g, '')

/** La Poste. Its head office has a check digit as anybody's; its post offices have none. */
const laPoste = '356000000'

/**
 * Whether a text is a SIRET, however it is spaced: nine digits of the company (SIREN) and five of the establishment, each with a
 * check digit by Luhn. Establishments of La Poste are numbered so that the sum of the digits is a multiple of five (INSEE).
 * @example isSiret('732 829 320 00074') // true
 */
export function isSiret(text: string): boolean {
  const siret = compact(text)
  if (!/^\d{14}$/.test(siret) || !passesLuhn(siret.slice(0, 9))) return false
  if (passesLuhn(siret)) return true
  return siret.startsWith(laPoste) && sumOf(siret) % 5 === 0
}

/** The company that a SIRET is an establishment of. */
export const sirenOf = (siret: string): string => compact(siret).slice(0, 9)

const sumOf = (digits: string): number => [...digits].reduce((sum, digit) => sum + Number(digit), 0)
