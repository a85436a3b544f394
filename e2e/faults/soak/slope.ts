/** What a process held after a full collection, at a moment of its life. */
export type HeapSample = {
  readonly service: string
  /** Tells the lives of a process apart: a new one begins with each start. */
  readonly life: number
  readonly uptimeMinutes: number
  readonly heldBytes: number
  readonly residentBytes: number
}

/** Which part of a life is judged, and what is still flat. */
export type Rule = {
  /** Until then caches fill and code is compiled. */
  readonly warmMinutes: number
  /** A shorter part says nothing. */
  readonly leastMinutes: number
  readonly percentPerMinute: number
}

export type Slope = {
  readonly service: string
  readonly fromMinute: number
  readonly toMinute: number
  readonly samples: number
  /** On the line through all samples, where it begins. */
  readonly startBytes: number
  /** What the system gave the process, at both ends: V8 gives little of it back after a burst. */
  readonly residentBytes: readonly [number, number]
  /** Of what was held at the start. */
  readonly percentPerMinute: number
}

/** The line through what each life held, for lives that are long enough to be judged. */
export function slopesOf(samples: readonly HeapSample[], rule: Rule): Slope[] {
  const warm = samples.filter(({ uptimeMinutes }) => uptimeMinutes >= rule.warmMinutes)
  const lives = Map.groupBy(warm, ({ service, life }) => `${service} ${life}`)
  return [...lives.values()].flatMap((life) => slopeOf(life, rule) ?? [])
}

function slopeOf(life: readonly HeapSample[], { leastMinutes }: Rule): Slope | undefined {
  const [first, last] = [life[0], life.at(-1)]
  if (!first || !last || life.length < 3) return undefined
  const [fromMinute, toMinute] = [first.uptimeMinutes, last.uptimeMinutes]
  if (toMinute - fromMinute < leastMinutes) return undefined
  const { start, slope } = lineThrough(
    life.map(({ uptimeMinutes, heldBytes }) => [uptimeMinutes - fromMinute, heldBytes]),
  )
  return {
    ...{ service: first.service, fromMinute, toMinute, samples: life.length, startBytes: start },
    residentBytes: [first.residentBytes, last.residentBytes],
    percentPerMinute: (100 * slope) / start,
  }
}

/** Least squares. */
function lineThrough(points: readonly (readonly [number, number])[]) {
  const mean = (of: 0 | 1) => points.reduce((sum, point) => sum + point[of], 0) / points.length
  const [midX, midY] = [mean(0), mean(1)]
  const rise = points.reduce((sum, [x, y]) => sum + (x - midX) * (y - midY), 0)
  const run = points.reduce((sum, [x]) => sum + (x - midX) ** 2, 0)
  const slope = rise / run
  return { slope, start: midY - slope * midX }
}

/** Each life that is not flat, and each service of which no life could be judged: no proof is no success. */
export function unproven(
  services: readonly string[],
  slopes: readonly Slope[],
  { percentPerMinute: most }: Rule,
): string[] {
  const steep = slopes.filter(({ percentPerMinute }) => percentPerMinute >= most)
  const judged = new Set(slopes.map(({ service }) => service))
  return [
    ...steep.map(
      ({ service, percentPerMinute }) =>
        `${service} holds ${percentPerMinute.toFixed(2)} % more each minute`,
    ),
    ...services
      .filter((name) => !judged.has(name))
      .map((name) => `${name} never lived long enough`),
  ]
}
