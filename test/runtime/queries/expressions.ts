// Every expression that a query can say, each in a query of its own. docs/queries.md shows them beside their SQL, and
// test/runtime/queries.test.ts asks all of them in memory and in Postgres.
import type { CompiledListQuery, Queryable } from '@critter/runtime'
import { Asked, type Thing } from './thing.js'

type Things = Queryable<Thing>

const least = 3
const words = { apostrophe: "it's", backslash: 'a\\b', percent: '100%_', lines: '\n' } as const

// ─── comparisons
export class TextEquals extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.name === this.text)
  }
}
export class TextDiffers extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.name !== this.text)
  }
}
export class TextBefore extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.name < this.text)
  }
}
export class TextNotBefore extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => !(thing.name < this.text))
  }
}
export class TextAtLeast extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.name >= this.text && this.other >= thing.name)
  }
}
export class NullableEquals extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.email === this.nullText)
  }
}
export class NullableDiffers extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.email !== this.nullText)
  }
}
export class OptionalEquals extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.note === this.maybeText)
  }
}
export class OptionalDiffers extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.note !== this.maybeText)
  }
}
export class OptionalEqualsText extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.note === this.text)
  }
}
export class OptionalNotEqualsText extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => !(thing.note === this.text))
  }
}
export class NothingInCommon extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.note === this.nullText)
  }
}
export class BothEqualsBoth extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.both === this.bothText)
  }
}
export class BothDiffersBoth extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.both !== this.bothText)
  }
}
export class BothNotEqualsBoth extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => !(thing.both === this.bothText))
  }
}
export class BothEqualsNullable extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.both === this.nullText)
  }
}
export class BothDiffersOptional extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.both !== this.maybeText)
  }
}
export class NullableEqualsBoth extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.email === this.bothText)
  }
}
export class OptionalDiffersBoth extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => this.bothText !== thing.note)
  }
}
export class BothEqualsOneOfTwo extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.both === (this.maybeText ?? this.bothText))
  }
}
export class AmongThoseIfAsked extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => (this.flag ? this.nullTexts : []).includes(thing.email))
  }
}
export class LeftOutByChoice extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things
      .where((thing) => (this.flag ? this.number > 1 : this.maybeText === undefined) || thing.open)
      .where((thing) => this.maybeLevel === undefined || thing.level === this.maybeLevel)
  }
}
export class NothingInCommonDiffers extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.note !== this.nullText && thing.email !== this.maybeText)
  }
}
export class MembersInCommon extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.both === thing.email || thing.both === thing.note)
  }
}
export class MembersDiffer extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.note !== thing.email && thing.both !== thing.note)
  }
}
export class IsNull extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.email === null)
  }
}
export class IsNotNull extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.email !== null && thing.email > this.text)
  }
}
export class IsMissing extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.note === undefined)
  }
}
export class BothNull extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.both === null)
  }
}
export class BothNotNull extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.both !== null)
  }
}
export class BothMissing extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.both === undefined)
  }
}
export class BothNothing extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.both == null)
  }
}
export class BothSomething extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.both != null)
  }
}
export class NumberEquals extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.count === this.number)
  }
}
export class NumberAbove extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.count > this.number)
  }
}
export class NumberNotAbove extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => !(thing.count > this.number))
  }
}
export class OptionalNumberEquals extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.rating === this.maybeNumber)
  }
}
export class NumberLiteral extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where(
      (thing) =>
        thing.count >= least || thing.count === -1 || thing.count === 1e21 || thing.count === 0.1,
    )
  }
}
export class BigIntBelow extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.big < this.big || thing.big === 5n)
  }
}
export class BooleanHolds extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.open)
  }
}
export class BooleanDoesNotHold extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => !thing.open)
  }
}
export class BooleanEquals extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.open === this.flag)
  }
}
export class OptionalBoolean extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.flag === true || thing.flag === false)
  }
}
export class OptionalBooleanIsNot extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.flag !== true)
  }
}
export class OptionalBooleanDefault extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.flag ?? true)
  }
}
export class ConditionEquals extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.count > this.number === thing.open)
  }
}
export class EnumEquals extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.level === 'high' || thing.level === this.level)
  }
}
export class LiteralsWithQuotes extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where(
      (thing) =>
        thing.name === words.apostrophe ||
        thing.name === words.backslash ||
        thing.name === words.percent ||
        thing.name === words.lines ||
        `${thing.name}\n  \\\r'` === `${this.text}\n  \\\r'` ||
        thing.name === "'; drop table critter.doc_thing; --",
    )
  }
}
export class OddMember extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing["it's odd"] === this.text)
  }
}
export class NestedMember extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.place?.city === this.text)
  }
}
export class NestedOptionalMember extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.place?.zip === this.maybeText)
  }
}
export class NestedIsMissing extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.place === undefined)
  }
}
export class TwoMembers extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.name === thing.note || thing.count < (thing.rating ?? 0))
  }
}
export class IdEquals extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.id === this.text || thing.id > this.other)
  }
}

// ─── logic
export class AndOr extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where(
      (thing) =>
        (thing.name === this.text || thing.open) && (thing.count > 0 || thing.note !== undefined),
    )
  }
}
export class NotAnd extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => !(thing.open && thing.note === this.text))
  }
}
export class NotOr extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where(
      (thing) => !(thing.open || thing.name < this.text || thing.note === undefined),
    )
  }
}
export class NotNot extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => !(!thing.open || !(thing.count > 1)))
  }
}
export class Conditional extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) =>
      thing.open ? thing.name === this.text : thing.note !== this.text,
    )
  }
}
export class ConditionalValue extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => (thing.open ? thing.name : thing.email) === this.nullText)
  }
}
export class Coalesced extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => (thing.note ?? thing.email ?? 'none') === this.text)
  }
}
export class GivenCondition extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => (this.flag && thing.open) || thing.count > 100)
  }
}
export class GivenAlone extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where(() => this.flag)
  }
}
export class OptionalBooleanOrNot extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.flag ?? false)
  }
}

// ─── texts
export class StartsWith extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.name.startsWith(this.text))
  }
}
export class StartsWithOwn extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.name.startsWith(thing["it's odd"]))
  }
}
export class StartsNotWith extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => !thing.name.startsWith('a'))
  }
}
export class EndsWith extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.name.endsWith(this.text))
  }
}
export class Includes extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.name.includes(this.text))
  }
}
export class IncludedInGiven extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => this.text.includes(thing.name) || 'abc'.startsWith(thing.name))
  }
}
export class OptionalIncludes extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.note?.includes(this.text) ?? false)
  }
}
export class OptionalIncludesOrMissing extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.note?.startsWith(this.text) ?? true)
  }
}
export class OptionalIncludesIs extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where(
      (thing) => thing.note?.endsWith(this.text) === true || thing.note?.includes('b') === false,
    )
  }
}
export class LowerCase extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.name.toLowerCase() === this.text.toLowerCase())
  }
}
export class UpperCase extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.name.toUpperCase() === this.text.toUpperCase())
  }
}
export class LowerCaseIncludes extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.name.toLowerCase().includes(this.text.toLowerCase()))
  }
}
export class Trimmed extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.name.trim() === this.text.trim())
  }
}
export class TextLength extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.name.length > 1)
  }
}
export class Joined extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where(
      (thing) =>
        thing.name + this.other === this.text + this.other ||
        `${thing.name}-${thing.level}` === `${this.text}-high`,
    )
  }
}

// ─── numbers and dates
export class Arithmetic extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => (thing.rating ?? 0) * 2 - 1 > this.number + thing.tags.length)
  }
}
export class Divided extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where(
      (thing) => this.number / thing.tags.length > 1 || -(thing.rating ?? 0) / 2 > 1,
    )
  }
}
export class SameTime extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.at.getTime() === this.at.getTime())
  }
}
export class OtherTime extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.until?.getTime() !== this.at.getTime())
  }
}
export class BeforeTime extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where(
      (thing) => thing.at < this.at || thing.at.getTime() > this.at.getTime() - 1000,
    )
  }
}
export class BetweenOwnTimes extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.until !== undefined && thing.at <= thing.until)
  }
}
export class TimeAsText extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.at.toISOString().startsWith('2026-0'))
  }
}
export class OptionalTimesEqual extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.until?.getTime() === this.maybeAt?.getTime())
  }
}
export class OptionalTimesDiffer extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.until?.getTime() !== this.maybeAt?.getTime())
  }
}
export class TimeBeforeNumber extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where(
      (thing) =>
        thing.at.getTime() < this.milliseconds || thing.at.getTime() === this.milliseconds + 1,
    )
  }
}
export class TimeSinceNumber extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where(
      (thing) =>
        thing.at.getTime() >= this.milliseconds && thing.until?.getTime() !== this.milliseconds,
    )
  }
}
export class TimeUntilNumber extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where(
      (thing) => thing.at.getTime() <= this.milliseconds || thing.at.getTime() > 1e17,
    )
  }
}

// ─── lists
export class ListIncludes extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.tags.includes(this.text))
  }
}
export class ListIncludesLiteral extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.tags.includes("it's") && !thing.scores.includes(1))
  }
}
export class ListIncludesOwn extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.tags.includes(thing.name))
  }
}
export class NumbersInclude extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.scores.includes(this.number))
  }
}
export class OptionalListIncludes extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.labels?.includes(this.text) ?? this.flag)
  }
}
export class EmptyByDefault extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where(
      (thing) => !(thing.labels ?? []).includes(this.text) && (thing.labels ?? []).length < 2,
    )
  }
}
export class EveryByDefault extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => (thing.labels ?? []).every((label) => label > this.text))
  }
}
export class OptionalListEvery extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where(
      (thing) =>
        thing.labels?.every((label) => label < this.text) === true ||
        thing.labels?.some((label) => label === 'a') === false,
    )
  }
}
export class ListLength extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where(
      (thing) => thing.lines.length > 0 && thing.tags.length === thing.scores.length,
    )
  }
}
export class SomeEquals extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.lines.some((line) => line.sku === this.text && line.open))
  }
}
export class SomeAbove extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) =>
      thing.lines.some((line) => line.sku === this.text && line.quantity > this.number),
    )
  }
}
export class SomeNot extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.lines.some((line) => !line.open || line.note === null))
  }
}
export class NotSome extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where(
      (thing) => !thing.lines.some((line) => line.note === undefined || line.quantity < 2),
    )
  }
}
export class EveryHolds extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) =>
      thing.lines.every((line) => line.quantity >= 1 && line.note !== this.text),
    )
  }
}
export class NotEvery extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => !thing.lines.every((line) => line.open))
  }
}
export class SomeOfTexts extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) =>
      thing.tags.some((tag) => tag.startsWith(this.text) && tag !== thing.name),
    )
  }
}
export class EveryNumber extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.scores.every((score) => score > this.number))
  }
}
export class ListsInLists extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where(
      (thing) =>
        thing.lines.some((line) => line.labels.includes(this.text)) ||
        thing.lines.some((line) => line.labels.some((label) => label < line.sku)),
    )
  }
}
export class OneOfGiven extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where(
      (thing) => this.texts.includes(thing.name) || this.numbers.includes(thing.count),
    )
  }
}
export class NoneOfGiven extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where(
      (thing) => !this.texts.includes(thing.name) && !this.nullTexts.includes(thing.email),
    )
  }
}
export class OneOfLiterals extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where(
      (thing) => ['a', "it's", 'b\\'].includes(thing.name) || [1, 2.5].includes(thing.count),
    )
  }
}
export class IdOneOfGiven extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => this.texts.includes(thing.id))
  }
}
export class AnyTagOfGiven extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => this.texts.some((text) => thing.tags.includes(text)))
  }
}
export class AllTagsOfGiven extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) =>
      this.texts.every((text) => thing.tags.includes(text) || text < thing.name),
    )
  }
}

export class NullInList extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.marks.includes(null))
  }
}
export class NullableInList extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.marks.includes(this.nullText))
  }
}
export class OneOfNullableInList extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => this.nullTexts.some((each) => thing.marks.includes(each)))
  }
}
export class BigInList extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.bigs.includes(this.big))
  }
}
export class OneOfBigsInList extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => this.bigs.some((each) => thing.bigs.includes(each)))
  }
}
export class OneOfFlagsInList extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => this.flags.some((each) => thing.flags.includes(each)))
  }
}
export class ConditionInList extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.flags.includes(thing.count > this.number))
  }
}
export class ListsOfOneLength extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.matrix.some((row) => row.length === 0))
  }
}
export class ListsThatHold extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => thing.matrix.some((row) => row.includes(1) && row.length > 1))
  }
}

// ─── optional filters
export class OneOptional extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where((thing) => this.maybeText === undefined || thing.name === this.maybeText)
  }
}
export class ThreeOptional extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things
      .where((thing) => this.maybeText == null || thing.name.includes(this.maybeText.trim()))
      .where((thing) => this.maybeNumber === undefined || thing.count >= this.maybeNumber)
      .where((thing) => thing.level === this.maybeLevel || this.maybeLevel === undefined)
  }
}
export class FourOptional extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.where(
      (thing) =>
        (this.maybeText === undefined || thing.name === this.maybeText) &&
        (this.maybeNumber === undefined || thing.count >= this.maybeNumber) &&
        (this.maybeLevel === undefined || thing.level === this.maybeLevel) &&
        (!this.flag || thing.open),
    )
  }
}
