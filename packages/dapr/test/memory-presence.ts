import type { PresenceStore } from '../src/live/presence.ts'

/** The in-memory twin of `sharedPresence`. */
export function createMemoryPresence(): PresenceStore {
  const places = new Map<string, Map<string, number>>()
  const at = (place: string) => {
    const members = places.get(place) ?? new Map<string, number>()
    places.set(place, members)
    return members
  }
  return {
    async set(place, member, untilMs) {
      at(place).set(member, untilMs)
    },
    async remove(place, member) {
      at(place).delete(member)
    },
    list: async (place, nowMs) =>
      [...at(place)].flatMap(([member, untilMs]) => (untilMs >= nowMs ? [member] : [])),
  }
}
