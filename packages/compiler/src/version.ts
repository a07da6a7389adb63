/** Of this package; the generated registry carries it and `createApp` compares it with the runtime's. */
export const compilerVersion = '0.1.0'
