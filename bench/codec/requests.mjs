// What is read: each request once as it should be, and once wrong in about half of its members.

export const requests = {
  reservation: {
    valid: {
      roomType: 'double',
      from: '2026-11-22',
      to: '2026-11-25',
      guestId: 'guest-4711',
      numberOfPeople: 2,
    },
    invalid: {
      roomType: 'suite',
      from: '2026-02-30',
      to: '2026-11-25',
      numberOfPeople: 0,
    },
  },
  order: {
    valid: {
      id: '0190b6e2-1111-7abc-8def-0123456789ab',
      placedAt: '2026-11-22T10:00:00Z',
      email: 'ann@example.org',
      note: 'Please ring twice.',
      voucher: null,
      shipTo: { street: 'Hauptplatz 1', city: 'Graz', zip: '8010', country: 'at' },
      payment: { type: 'card', number: '4111111111111111', holder: 'Ann Example' },
      lines: [
        { sku: 'sku-1', title: 'A kettle', quantity: 1, price: 39.9 },
        { sku: 'sku-2', title: 'Four cups', quantity: 4, price: 7.5, gift: true },
        { sku: 'sku-3', title: 'Tea, 100 g', quantity: 2, price: 12 },
      ],
      tags: ['new', 'gift'],
    },
    invalid: {
      id: 'not-a-uuid',
      placedAt: '2026-11-22',
      email: 'ann',
      voucher: 5,
      shipTo: { street: '', city: 'Graz', zip: 'x', country: 'fr' },
      payment: { type: 'card', number: 4111 },
      lines: [
        { sku: 'sku-1', title: 'A kettle', quantity: 0, price: -1 },
        { sku: 2, title: 'Four cups', quantity: 4.5, price: 7.5, gift: 'yes' },
      ],
      tags: ['new', 3],
    },
  },
}

/** The same text as a server gets it: every value is parsed anew, so that none is already known to the machine. */
export function copies(value, count) {
  const text = JSON.stringify(value)
  return Array.from({ length: count }, () => JSON.parse(text))
}
