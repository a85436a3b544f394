/** Groups of words that mean the same. */
export type Groups = readonly (readonly string[])[]

export const mostGroups = 2_000
const mostMembers = 20
const longest = 80

/** Groups as they are edited: one on each line, `canapé = sofa = couch`. */
export const groupsText = (groups: Groups): string =>
  groups.map((members) => members.join(' = ')).join('\n')

const membersIn = (line: string) =>
  line
    .split('=')
    .map((member) => member.trim())
    .filter((member) => member !== '')

/** The groups in a text; lines of nothing are passed over. */
export const groupsIn = (text: string): string[][] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(membersIn)

/** The number of the first line that is no group; nothing when all are. */
export function faultyLine(text: string): number | undefined {
  const at = text.split('\n').findIndex((line) => line.trim() !== '' && !isGroup(membersIn(line)))
  return at < 0 ? undefined : at + 1
}

const isGroup = (members: readonly string[]) =>
  members.length >= 2 &&
  members.length <= mostMembers &&
  members.every((member) => member.length <= longest)
