import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useApi } from '../../../office.tsx'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useInboxTexts } from '../inbox-texts.ts'

type Props = { readonly conversationId: string; readonly imageId: string }

/** A picture of a message, which only who is signed in may read: shown once somebody wants to see it. */
export function Picture({ conversationId, imageId }: Props) {
  const { open } = useApi()
  const texts = useInboxTexts()
  const [isWanted, setWanted] = useState(false)
  const asked = useQuery({
    queryKey: ['support', 'GetConversationImage', conversationId, imageId],
    queryFn: async ({ signal }) => {
      const names = [conversationId, imageId].map(encodeURIComponent)
      const answer = await open(`/api/conversations/${names.join('/images/')}`, { signal })
      return await answer.blob()
    },
    enabled: isWanted,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    if (!asked.data) return
    const made = URL.createObjectURL(asked.data)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [asked.data])
  if (url !== undefined) return <img src={url} alt={texts.picture} />
  return (
    <>
      <Button
        size="xs"
        variant="default"
        loading={isWanted && asked.isPending}
        onClick={() => setWanted(true)}
      >
        {texts.openPicture}
      </Button>
      {asked.isError ? (
        <ProblemNote problem={problemIn(asked.error)} retry={() => void asked.refetch()} />
      ) : null}
    </>
  )
}
