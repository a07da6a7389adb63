// Parameters that say where they come from. Each is the plain type to the caller; the compiler reads the name as it is
// written in the source.

/** A route parameter; named when it is not called like the method's parameter. */
export type FromRoute<T, _Name extends string = never> = T
/** A value of the query string. Optional when the parameter is. */
export type FromQuery<T, _Name extends string = never> = T
/** A request header: `by: FromHeader<'x-user'>`. */
export type FromHeader<_Name extends string, T = string> = T
/** A cookie of the request. */
export type FromCookie<_Name extends string, T = string> = T
/** The body as `application/x-www-form-urlencoded`. */
export type FromForm<T> = T
/** The JSON body, where the compiler would not take the parameter for it. */
export type FromBody<T> = T
/** A service, where the compiler would take the parameter for data; with a name, a second one of the same type. */
export type FromServices<T, _Name extends string = never> = T
/** A document loaded by its id; missing is answered as `@OnMissing` says unless the parameter is `| null`. */
export type Entity<T, _Id extends string = never> = T
/** The aggregate this handler decides for: loaded, its version checked at commit. The same as `@AggregateHandler()`. */
export type WriteAggregate<T, _Id extends string = never> = T
/** An aggregate that this handler only reads. */
export type ReadAggregate<T, _Id extends string = never> = T
/** The time this execution began. */
export type Now = Date
/** A new id for each parameter of this type, so that the method stays a pure function. */
export type NewId<Id extends string = string> = Id
/** The tenant of this request; a 400 problem when there is none. */
export type TenantId = string
