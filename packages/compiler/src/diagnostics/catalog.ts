import type { Severity } from './diagnostic.js'

interface CatalogEntry {
  readonly severity: Severity
  /** One sentence: the rule. Shown by `docs/diagnostics.md`. */
  readonly rule: string
  /** The usual way out; a diagnostic may say it more concretely. */
  readonly help: string
}

const entry = (severity: Severity, rule: string, help: string): CatalogEntry => ({
  severity,
  rule,
  help,
})

/** Every diagnostic of the compiler. Codes are permanent: reword freely, never reuse. One sample folder and one docs entry each. */
export const catalog = {
  'unresolved-parameter': entry(
    'error',
    'Every parameter has a source.',
    'Let an earlier method return it, mark its type (FromQuery, FromServices, Entity …), or name a route parameter like it',
  ),
  'request-value-not-text': entry(
    'error',
    'What a request sends as text is taken as a type that text can be parsed as.',
    'Take string, number, boolean, bigint, Date, or a union of literals',
  ),
  'unknown-route-parameter': entry(
    'error',
    'A parameter of the route stands in its path.',
    'Write it into the path, or name one that is there',
  ),
  'ambiguous-parameter': entry(
    'error',
    'A parameter has one source.',
    'Name the parameter like the value it should receive',
  ),
  'type-mismatch': entry(
    'error',
    'A bound value is assignable to the parameter.',
    'Declare the parameter with the type of the value, or give it another name',
  ),
  'ambiguous-body': entry(
    'error',
    'An endpoint method takes at most one body.',
    'Mark the others: FromServices<T> for a service, FromBody<T> for the body, or load them in a before-method',
  ),
  'body-not-allowed': entry(
    'error',
    'GET and HEAD requests have no body.',
    'Take the members as query parameters, or use @Post',
  ),
  'undeclared-return-type': entry(
    'error',
    'A returned tuple or marker is declared.',
    'Declare the return type',
  ),
  'unawaited-value': entry(
    'error',
    'What a method returns is a promise as a whole, or holds none.',
    'Await what is within: return [await first, await second] as Promise<[First, Second]>, or Promise.all(list)',
  ),
  'returned-another-type': entry(
    'error',
    'A method returns the class that it declares.',
    'Return an instance of the declared class, or declare the other one',
  ),
  'reads-beside-values': entry(
    'error',
    'A before-method returns reads or values, not both.',
    'Return the reads alone, and what stops or is ready from another method',
  ),
  'handler-not-constructible': entry(
    'error',
    'A class with instance methods can be constructed.',
    'Make the constructor public, or the methods static',
  ),
  'service-name-not-identifier': entry(
    'error',
    'The name of a service can name a variable.',
    'Choose a name of letters and digits that is no word of the language',
  ),
  'unreachable-route': entry(
    'error',
    'A route stands on a named method of a class at the top of its file.',
    'Make it a plain method of an exported class at the top of the file',
  ),
  'untyped-parameter': entry('error', 'Every parameter has a type.', 'Annotate the parameter'),
  'unknown-constraint': entry(
    'error',
    'A constraint tag is known and fits the type.',
    'Use one of @minimum @maximum @minLength @maxLength @pattern @format @minItems @maxItems @uniqueItems @integer @json',
  ),
  'misplaced-marker': entry(
    'error',
    'A marker stands at the top of a parameter type.',
    'Move the marker to the top of the type of a parameter',
  ),
  'strict-null-checks-required': entry(
    'error',
    '`null` in a declared type is the contract, so `strictNullChecks` is on.',
    'Set "strict": true in the tsconfig',
  ),
  'circular-data-flow': entry(
    'error',
    'Before-methods do not need each other in a circle.',
    'Break the circle: load one of the values from the request',
  ),
  'duplicate-route': entry(
    'error',
    'One endpoint answers a route.',
    'Change the path or the verb of one of them',
  ),
  'colliding-generated-names': entry(
    'error',
    'Two routes do not make one generated name.',
    'Change one of the paths',
  ),
  'invalid-route': entry(
    'error',
    'A route path can be matched.',
    'Write literal segments and parameters like /todos/:id; only the last parameter may be optional',
  ),
  'unused-route-parameter': entry(
    'warning',
    'Every route parameter is taken by a method.',
    'Take it as a parameter of that name, or remove it from the path',
  ),
  'unused-data': entry(
    'warning',
    'What a method returns is used.',
    'Take it as a parameter, or do not return it',
  ),
  'type-cannot-cross-boundary': entry(
    'error',
    'Requests, responses, documents and events hold data.',
    'Leave the member out of the type, or change it to data',
  ),
  'class-cannot-be-revived': entry(
    'error',
    'A class that crosses a boundary keeps its state in public data fields.',
    'Use public fields, or give the class static fromJSON(data) and toJSON()',
  ),
  'undecidable-union': entry(
    'error',
    'The members of a union can be told apart in JSON.',
    'Give each member a literal member, such as type: "card"',
  ),
  'infinite-type': entry(
    'error',
    'A generic type instantiates to a finite number of types.',
    'Write the recursion without growing type arguments',
  ),
  'schema-output-mismatch': entry(
    'error',
    'A schema makes what the type of its name declares.',
    'Derive the type from the schema, as z.infer<typeof CreateTodo> does',
  ),
  'decorator-argument-not-literal': entry(
    'error',
    'A decorator argument has a literal type.',
    'Write the text in place, or as const',
  ),
  'hidden-decorator': entry(
    'error',
    'A decorator is written in place or kept in a constant.',
    'Write the call in place, as @Use(Auth), or keep it in a constant: const Protected = Use(Auth)',
  ),
  'decorator-not-supported': entry(
    'error',
    'What a decorator says is done.',
    'Remove it: the compiler does not know what to do with it yet',
  ),
  'session-without-transaction': entry(
    'error',
    'What is written to a session is committed.',
    'Remove @NonTransactional(), or take a QuerySession',
  ),
  'unclaimed-return-value': entry(
    'error',
    'Every returned value means something.',
    'Return data as the first value, an effect such as storeDoc(…), or nothing',
  ),
  'misplaced-response-body': entry(
    'error',
    'The response body is the first element.',
    'Move the body to the front of the tuple',
  ),
  'unguarded-null': entry(
    'error',
    'A nullable value reaches only methods that take null, or can be guarded after its producer.',
    'Take `| null` in the method, or return the value by itself so that it can be guarded',
  ),
  'handler-not-exported': entry(
    'error',
    'Generated code imports the handler class.',
    'Export the class by name',
  ),
  'not-a-message': entry(
    'error',
    'The first parameter of a handler method is its message, which is data of your own.',
    'Take the message first, or say @Ignore() if this is no handler',
  ),
  'overloaded-handler': entry(
    'error',
    'A handler method has one signature.',
    'Write a method for each message, as handleOrderPlaced, or take a union of them',
  ),
  'unreachable-handler': entry(
    'error',
    'A handler is a method of a class at the top of its file.',
    'Make it a plain method of an exported class at the top of the file',
  ),
  'no-handler-method': entry(
    'warning',
    'A class that is called a handler has a method that handles messages.',
    'Call the method handle, or say @Ignore() if the class is no handler',
  ),
  'invalid-batch': entry(
    'error',
    'A batch has a size and a time.',
    'Say whole numbers: @Batch({ size: 100, within: { milliseconds: 250 } })',
  ),
  'invalid-saga': entry(
    'error',
    'Methods of a saga do what their names say: start makes one, handle changes one, notFound has none.',
    'Make handle… an instance method, notFound a static one, and let a static start return the saga',
  ),
  'needs-request': entry(
    'error',
    'Only endpoints take something of a request.',
    'Take it from the message, or let the parameter be undefined where a message is handled',
  ),
  'needs-message': entry(
    'error',
    'Only handlers of messages take the message context.',
    'Take the MessageBus, or let the parameter be undefined where a request is answered',
  ),
  'method-not-public': entry(
    'error',
    'Generated code calls handler methods.',
    'Make the method public',
  ),
  'duplicate-service-name': entry(
    'error',
    'Two services do not share one name.',
    "Name one of them: FromServices<T, 'otherName'>",
  ),
  'service-not-exported': entry(
    'error',
    'Generated code can name the types it needs.',
    'Export the type',
  ),
  'circular-services': entry(
    'error',
    'Constructed services do not need each other in a circle.',
    "Let one of them take an interface, or another one that the application supplies: FromServices<T, 'name'>",
  ),
  'document-without-id': entry(
    'error',
    'A document has a member `id` of type string, number or bigint.',
    'Add the member `id`',
  ),
  'entity-id-not-found': entry(
    'error',
    'The id of an Entity is in the route or in the body.',
    "Name the member: Entity<Todo, 'todoKey'>",
  ),
  'duplicate-document-name': entry(
    'error',
    'Two documents do not share one table.',
    "Name one of them: @Doc({ name: 'other' })",
  ),
  'duplicate-message-name': entry(
    'error',
    'Two messages do not share one wire name.',
    "Name one of them: @Message('other')",
  ),
  'ambiguous-message': entry(
    'error',
    'What is sent as one of several messages says which it is.',
    "Make it a class, give it a member `type: 'x'` that no other message has, or return it by itself",
  ),
  'unhandled-message': entry(
    'warning',
    'Somebody receives what is sent.',
    'Handle it, take it somewhere by a route of critter.config.ts, or return a Delivery of it that names its endpoint',
  ),
  'unmatched-route': entry(
    'warning',
    'A route of the config takes a message there is.',
    'Correct the wire name, or remove it: critter messages lists them',
  ),
  'invalid-message-name': entry(
    'error',
    'The wire name of a message can be a name in routes and of queues.',
    'Write letters and digits, with -, _, . or : between them',
  ),
  'used-before-defined': entry(
    'error',
    'Decorator arguments are defined above the class.',
    'Move the declaration above the class',
  ),
  'sequential-loads': entry(
    'info',
    'Reads that do not need each other leave together.',
    'Await them with Promise.all, or return them as values: byId(Board, id)',
  ),
  'unknown-route-method': entry(
    'error',
    'A key of `routes` is the name of a method.',
    'Call the key like the method that answers the route',
  ),
  'stored-type-not-a-class': entry(
    'error',
    'Documents, aggregates and events are exported classes.',
    'Make it a class, and export it by name',
  ),
  'invalid-index': entry(
    'error',
    'An index is on members of the document.',
    'Name members of the class; an index of several is for texts, numbers, booleans, bigints and dates',
  ),
  'query-without-index': entry(
    'info',
    'An index serves what a query asks.',
    "Declare the index on the class of the documents: @Doc({ indexes: ['roomType, date'] })",
  ),
  'query-not-compilable': entry(
    'error',
    'A query class is exported, not generic, and names the class of its documents.',
    'Make it so, or leave out what it implements',
  ),
  'query-not-translatable': entry(
    'error',
    'A query says what the database can do.',
    'Use what docs/queries.md lists',
  ),
  'source-has-syntax-errors': entry(
    'error',
    'Sources can be parsed.',
    'Correct the syntax; the file is read again then',
  ),
  'invalid-tsconfig': entry(
    'error',
    'The tsconfig can be read.',
    'Correct it, or name another one: tsconfig in critter.config.ts',
  ),
  'runtime-not-found': entry(
    'error',
    '`@critter/runtime` can be resolved from the sources.',
    'Install it: npm install @critter/runtime',
  ),
  'unknown-type-reference': entry(
    'error',
    'What a policy names by file and export exists.',
    "Write './path/from/the/config.ts#Name' of an exported class, interface or alias that the sources include",
  ),
  'config-imports-user-code': entry(
    'error',
    'The config and its policies run when the code is built, and import nothing of the application.',
    "Import types only (`import type`), and name classes and methods: type('./src/file.ts#Name')",
  ),
  'policy-failed': entry(
    'error',
    'A policy decides without failing.',
    'Mend the policy; what it adds to any chain was left out',
  ),
  'unknown-phase': entry(
    'error',
    'A call is inserted into a phase that there is.',
    'Use one of headers, authorize, body, prepare, decide, effects, after, commit, respond, afterCommit',
  ),
  'value-claimed-twice': entry(
    'error',
    'One policy at most says what is done with a returned value.',
    'Let one of the claims go',
  ),
  'unstable-policy': entry(
    'error',
    'A policy adds the same to a chain whenever it is run, whatever stands before it in the list.',
    'Decide from the chain alone: no state outside of the function, no time, no chance',
  ),
  'broken-by-policy': entry(
    'error',
    'What a policy adds to a chain can be generated.',
    'Apply it to fewer chains, or change what it adds: the other errors say what is missing',
  ),
  'not-a-middleware': entry(
    'error',
    'A class that is applied to a chain has methods for it.',
    'Export the class and give it a before, after, afterCommit, finally or onException method',
  ),
  'invalid-aggregate': entry(
    'error',
    'The methods that apply events can be called by generated code, one event after another.',
    'Write apply…(event) methods, static create…(event) methods that make the first state, or one static evolve(state, event)',
  ),
  'event-applied-twice': entry(
    'error',
    'One method applies an event.',
    'Do in one of them what both do',
  ),
  'event-not-applied': entry(
    'warning',
    'Every event that a handler records is applied by its aggregate.',
    'Write an apply… method that takes it, be it empty',
  ),
  'unknown-event': entry(
    'error',
    'What a handler of an aggregate returns is an event of it or a message that somebody handles.',
    'Write an apply… method that takes it, return it as Events<…>, or write a handler for it',
  ),
  'ambiguous-event': entry(
    'error',
    'An event that a handler returns belongs to one of its streams.',
    'Append it yourself: take the EventStream<…> of each',
  ),
  'aggregate-not-found': entry(
    'error',
    'A handler of an aggregate takes its state or its stream.',
    'Take it as a parameter: order: Readonly<Order>, or stream: EventStream<Order>',
  ),
  'stream-id-not-found': entry(
    'error',
    'The id of a stream is in the route, or a member of the body or the message.',
    "Add the member, or name another one: WriteAggregate<Order, 'orderKey'>",
  ),
  'start-written-as-continue': entry(
    'error',
    'A handler that starts a stream does not need it to be there.',
    'Write it without @AggregateHandler() and without the state, and return StartStream<…>; or take the state as `| null` and decide by it',
  ),
  'snapshot-not-storable': entry(
    'error',
    'The state that is kept with every commit can be stored.',
    "Say that it is folded from its events each time: @Snapshot({ lifecycle: 'live' }); or keep only data in it",
  ),
  'needs-later-step': entry(
    'error',
    'A middleware takes what is there before the rest of the chain runs.',
    'Take it in an after-method, or let a before-method of this middleware, or of one further out, return it',
  ),
  'not-a-process': entry(
    'error',
    'A process is a class that extends ProcessManager and says with @Process what identifies and ends it.',
    'Write both, or neither',
  ),
  'process-message-without-id': entry(
    'error',
    'Every message of a process says which process is meant.',
    'Give the message the member that @Process names as id, a string or a number, or name another one there',
  ),
  'process-message-not-a-class': entry(
    'error',
    'Messages of a process are exported classes: that is how they are told apart.',
    'Write a class: export class PaymentConfirmed extends Data<{ orderId: string }> {}',
  ),
  'process-message-said-twice': entry(
    'error',
    'What a message does to a process is said once.',
    'Leave it among the records, or handle it with one method',
  ),
  'process-event-not-applied': entry(
    'warning',
    'What is recorded changes the state, or ends the process.',
    'Apply it: apply…(event: …) { … }; what is to be sent is returned in outgoing(…)',
  ),
  'process-deadline-not-recorded': entry(
    'error',
    'A deadline waits for something that is recorded.',
    'Name it in the records of @Process, or return it from a method',
  ),
  'process-deadline-unanswered': entry(
    'error',
    'What happens when a deadline passes is said.',
    'Write a static method that takes TimedOut of it',
  ),
  'process-never-starts': entry(
    'error',
    'A process begins with a message.',
    'Write a static method start(command: …) that returns the first event',
  ),
  'process-never-ends': entry(
    'error',
    'A process can come to its end.',
    'Return one of the classes in endsWith from a method, or from static complete(state)',
  ),
  'impure-process-method': entry(
    'error',
    'The methods of a process decide at once, from the message and the state alone.',
    'Move the rest to the handler of a message that the process sends',
  ),
} as const satisfies Record<string, CatalogEntry>

export type DiagnosticCode = keyof typeof catalog
