const codes = { red: 31, green: 32, yellow: 33, blue: 34, cyan: 36 } as const

export type Painter = Readonly<
  Record<keyof typeof codes | 'dim' | 'bold', (text: string) => string>
>

/** ANSI colours, or none. The compiler asks neither the environment nor a terminal; whoever prints does. */
export function painter({ color }: { readonly color: boolean }): Painter {
  const between = (open: number, close: number) => (text: string) =>
    color ? `\u001b[${open}m${text}\u001b[${close}m` : text
  return {
    red: between(codes.red, 39),
    green: between(codes.green, 39),
    yellow: between(codes.yellow, 39),
    blue: between(codes.blue, 39),
    cyan: between(codes.cyan, 39),
    dim: between(2, 22),
    bold: between(1, 22),
  }
}
