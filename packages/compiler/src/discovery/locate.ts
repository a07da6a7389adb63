import path from 'node:path'
import type ts from '#typescript'
import type { SourceLocation } from '../model/source-location.js'

/** Where a node stands; a node of several lines is meant up to the end of its first. */
export function locate(root: string, node: ts.Node): SourceLocation {
  const source = node.getSourceFile()
  return locateRange(root, source, node.getStart(source), node.getEnd())
}

export function locateRange(
  root: string,
  source: ts.SourceFile,
  start: number,
  end: number,
): SourceLocation {
  const { line, character } = source.getLineAndCharacterOfPosition(start)
  const lineEnd = source.text.indexOf('\n', start)
  const last = lineEnd === -1 ? end : Math.min(end, lineEnd)
  return {
    file: relativePath(root, source.fileName),
    line: line + 1,
    column: character + 1,
    length: Math.max(1, last - start),
  }
}

/** Relative to the root, with `/`; a file outside of it begins with `../`. */
export function relativePath(root: string, file: string): string {
  if (file.startsWith(`${root}/`)) return file.slice(root.length + 1)
  return path.relative(root, file).split(path.sep).join('/')
}
