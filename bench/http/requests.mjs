/** Requests for all types of room and every period of up to a week that is free. */
export const reservations = Array.from({ length: 1000 }, (_, index) => ({
  roomType: ['single', 'double', 'king'][index % 3],
  from: day(index % 350),
  to: day((index % 350) + (index % 7)),
  guestId: `guest-${index}`,
  numberOfPeople: 1 + (index % 4),
}))

export const full = { ...reservations[0], from: day(359), to: day(362) }

export const bad = {
  'a type of room that is none': { ...reservations[0], roomType: 'tent' },
  'a day that is none': { ...reservations[0], from: '2026-02-30' },
  'half a person': { ...reservations[0], numberOfPeople: 0.5 },
  'no guest': { ...reservations[0], guestId: undefined },
  'a number as text': { ...reservations[0], numberOfPeople: '2' },
}

function day(index) {
  return new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10)
}
