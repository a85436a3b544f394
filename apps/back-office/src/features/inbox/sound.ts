import { createKept } from '../../kept.ts'

/** Whether a new message is heard: nobody is startled who did not ask for it. */
export const soundChoice = createKept('comptoir-sound', ['off', 'on'], () => 'off')

const notes = [
  { hertz: 660, atSeconds: 0 },
  { hertz: 880, atSeconds: 0.12 },
] as const

/** Two short notes. A browser that lets no page sound before somebody pressed something in it stays silent. */
export function playSound(): void {
  const context = new AudioContext()
  const gain = context.createGain()
  gain.connect(context.destination)
  gain.gain.setValueAtTime(0.12, context.currentTime)
  gain.gain.exponentialRampToValueAtTime(0.001, context.currentTime + 0.4)
  for (const { hertz, atSeconds } of notes) {
    const note = context.createOscillator()
    note.frequency.value = hertz
    note.connect(gain)
    note.start(context.currentTime + atSeconds)
    note.stop(context.currentTime + atSeconds + 0.2)
  }
  setTimeout(() => void context.close(), 1_000)
}
