import styles from './skeleton.module.css'

type SkeletonProps = {
  /** What comes, for who cannot see that it does. */
  readonly text: string
  readonly lines?: number
}

/** Stands where something will be, once it is clear that it takes a moment. */
export function Skeleton({ text, lines = 3 }: SkeletonProps) {
  const bars = Array.from({ length: lines }, (_, place) => `bar ${place}`)
  return (
    <div className={styles.skeleton} role="status">
      <span className="hidden">{text}</span>
      {bars.map((bar) => (
        <span key={bar} className={styles.bar} />
      ))}
    </div>
  )
}
