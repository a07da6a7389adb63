import * as v from 'valibot'
import { z } from 'zod'

export const Title = z.string().trim().min(1).max(80)
export type Title = z.infer<typeof Title>

export const CreateTodo = z.object({
  title: Title,
  done: z.boolean().default(false),
  due: z.iso.date().transform((text) => new Date(text)).optional(),
})
export type CreateTodo = z.infer<typeof CreateTodo>

export const Search = v.object({ text: v.pipe(v.string(), v.minLength(2)) })
export interface Search {
  readonly text: string
}

/** Read by a decoder of ours, but for the members whose types have schemas. */
export interface ImportTodos {
  readonly list: string
  readonly todos: readonly CreateTodo[]
  readonly label?: Title | null
  readonly titleOrNumber: Title | number
}

/** A constant of the same name that is no schema. */
export const Plain = { text: 'plain' }
export interface Plain {
  readonly text: string
}

/** Asks somebody else, and cannot wait. */
export const TakeName = z.object({
  name: z
    .string()
    .transform((name) => {
      if (name === 'boom') throw new Error('a mistake in the schema')
      return name
    })
    .refine((name) => Promise.resolve(name !== 'taken'), { error: 'is taken' }),
})
export type TakeName = z.infer<typeof TakeName>
