/** `application/json` or `application/…+json`, in UTF-8. */
export function isJson(contentType: string): boolean {
  return contentType === 'application/json' || matches(contentType, jsonType)
}

/** `application/x-www-form-urlencoded`, in UTF-8. */
export function isForm(contentType: string): boolean {
  return matches(contentType, formType)
}

/** `multipart/form-data`, in which files travel. */
export function isMultipart(contentType: string): boolean {
  return matches(contentType, multipartType)
}

const jsonType = /^application\/(?:[\w!#$&^.+-]{1,100}\+)?json$/
const multipartType = /^multipart\/form-data$/
const formType = /^application\/x-www-form-urlencoded$/

function matches(contentType: string, expected: RegExp): boolean {
  const [type, ...parameters] = contentType.toLowerCase().split(';')
  return expected.test(type!.trim()) && parameters.every(isUtf8)
}

/** Parameters other than `charset` mean nothing to either type. */
function isUtf8(parameter: string): boolean {
  const [name, value = ''] = parameter.split('=')
  return name!.trim() !== 'charset' || /^\s*"?utf-?8"?\s*$/.test(value)
}
