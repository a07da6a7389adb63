/** A calendar day, `2026-11-22`. @format date */
export type LocalDate = string
